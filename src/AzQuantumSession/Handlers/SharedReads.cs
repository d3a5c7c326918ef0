namespace AzQuantumSession.Handlers;

/// <summary>Reads what several items of a command need once, also if they need it at the same time. A failed read is not kept, because the failure can be temporary.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class SharedReads<T>
{
    private readonly Dictionary<(IWorkspaceClient, string), Task<T>> _reads = [];

    /// <summary>Returns the value with an id.</summary>
    /// <param name="client">The client of the workspace.</param>
    /// <param name="id">The id.</param>
    /// <param name="read">Reads the value if no item has read it.</param>
    public async Task<T> GetAsync(IWorkspaceClient client, string id, Func<Task<T>> read)
    {
        if (!_reads.TryGetValue((client, id), out Task<T>? value))
        {
            value = read();
            _reads[(client, id)] = value;
        }

        try
        {
            return await value;
        }
        catch (QuantumServiceException)
        {
            // Another reader of the failed read can have started the next read.
            if (_reads.GetValueOrDefault((client, id)) == value)
            {
                _reads.Remove((client, id));
            }

            throw;
        }
    }
}
