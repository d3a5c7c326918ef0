namespace AzQuantumSession.Operations;

/// <summary>Which part of a result the user wants.</summary>
/// <param name="Skip">How many to leave out first.</param>
/// <param name="First">How many to give after that.</param>
/// <param name="WriteTotalCount">Writes how many there are in all; null where the user does not ask.</param>
internal sealed record Paging(ulong Skip = 0, ulong First = ulong.MaxValue, Action<ulong>? WriteTotalCount = null)
{
    /// <summary>How many are read at the most; null for all.</summary>
    public int? Limit => WriteTotalCount is null && First < int.MaxValue && Skip < int.MaxValue - First
        ? (int)(Skip + First)
        : null;

    /// <summary>Gives the wanted part, reading no further than it must.</summary>
    public async Task WriteAsync<T>(IAsyncEnumerable<T> items, Func<T, Task> write)
    {
        if (WriteTotalCount is not null)
        {
            await WriteCountedAsync(items, write, WriteTotalCount);
            return;
        }

        if (First == 0)
        {
            return;
        }

        ulong seen = 0;
        await foreach (T item in items)
        {
            if (++seen > Skip)
            {
                await write(item);
            }

            if (seen - Math.Min(seen, Skip) == First)
            {
                break;
            }
        }
    }

    // The count goes before the items, as PowerShell's own commands have it, so all pages are read first.
    private async Task WriteCountedAsync<T>(IAsyncEnumerable<T> items, Func<T, Task> write, Action<ulong> writeTotalCount)
    {
        var wanted = new List<T>();
        ulong seen = 0;
        await foreach (T item in items)
        {
            if (seen++ >= Skip && (ulong)wanted.Count < First)
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
