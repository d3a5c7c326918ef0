namespace AzQuantumSession.Client.Http;

/// <summary>Tracks whether a connection is closed.</summary>
internal sealed class ConnectionState(string workspace)
{
    private volatile bool _isClosed;

    /// <summary>Closes the connection permanently.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Throws if the connection is closed.</summary>
    public void ThrowIfClosed()
    {
        if (_isClosed)
        {
            const string Action = "Connect again with Connect-AzQuantumWorkspace.";
            throw new QuantumServiceException(
                QuantumErrorKind.Disconnected, $"The connection to workspace '{workspace}' is closed, and its credential was discarded. {Action}")
            {
                RecommendedAction = Action,
            };
        }
    }
}
