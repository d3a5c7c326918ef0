namespace AzQuantumSession.Handlers;

/// <summary>Which part of a result the user wants.</summary>
/// <param name="Offset">How many to leave out first.</param>
/// <param name="Count">How many to give after that.</param>
/// <param name="WriteTotalCount">Writes how many there are in all; null where the user does not ask.</param>
internal sealed record Paging(ulong Offset = 0, ulong Count = ulong.MaxValue, Action<ulong>? WriteTotalCount = null)
{
    /// <summary>How many are read at the most; null for all.</summary>
    public int? Limit => WriteTotalCount is null && Count < int.MaxValue && Offset < int.MaxValue - Count
        ? (int)(Offset + Count)
        : null;

    /// <summary>Gives the wanted part, reading no further than it must.</summary>
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

        ulong seen = 0;
        await foreach (T item in items)
        {
            if (++seen > Offset)
            {
                await write(item);
            }

            if (seen - Math.Min(seen, Offset) == Count)
            {
                break;
            }
        }
    }

    // The count goes before the items, as PowerShell's own commands have it, so all pages are read first.
    private async Task WriteWithTotalCountAsync<T>(IAsyncEnumerable<T> items, Func<T, Task> write, Action<ulong> writeTotalCount)
    {
        var wanted = new List<T>();
        ulong seen = 0;
        await foreach (T item in items)
        {
            if (seen++ >= Offset && (ulong)wanted.Count < Count)
            {
                wanted.Add(item);
            }
        }

        writeTotalCount(seen);
        foreach (T item in wanted)
        {
            await write(item);
        }
    }
}
