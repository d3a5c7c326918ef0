namespace AzQuantumSession.Handlers;

/// <summary>The part of a list to return.</summary>
/// <param name="Offset">The number of items to skip.</param>
/// <param name="Count">The maximum number of items to return.</param>
/// <param name="WriteTotalCount">Writes the total number of items; null if it is not requested.</param>
internal sealed record Paging(ulong Offset = 0, ulong Count = ulong.MaxValue, Action<ulong>? WriteTotalCount = null)
{
    /// <summary>The maximum number of items to read; null for no limit.</summary>
    public int? Limit => WriteTotalCount is null && Count < int.MaxValue && Offset < int.MaxValue - Count
        ? (int)(Offset + Count)
        : null;

    /// <summary>Writes the requested items, and reads no more pages than necessary.</summary>
    public async Task WriteAsync<T>(IAsyncEnumerable<T> items, Func<T, Task> write)
    {
        if (WriteTotalCount is not null)
        {
            await WriteWithTotalCountAsync(items, write, WriteTotalCount);
            return;
        }

        if (Count == 0)
        {
            return;
        }

        ulong readCount = 0;
        await foreach (T item in items)
        {
            if (++readCount > Offset)
            {
                await write(item);
            }

            if (readCount - Math.Min(readCount, Offset) == Count)
            {
                break;
            }
        }
    }

    // PowerShell's paging convention writes the total count before the items, so all pages are read first.
    private async Task WriteWithTotalCountAsync<T>(IAsyncEnumerable<T> items, Func<T, Task> write, Action<ulong> writeTotalCount)
    {
        var requested = new List<T>();
        ulong readCount = 0;
        await foreach (T item in items)
        {
            if (readCount++ >= Offset && (ulong)requested.Count < Count)
            {
                requested.Add(item);
            }
        }

        writeTotalCount(readCount);
        foreach (T item in requested)
        {
            await write(item);
        }
    }
}
