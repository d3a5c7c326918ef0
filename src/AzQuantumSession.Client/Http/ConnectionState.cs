namespace AzQuantumSession.Client.Http;

/// <summary>Whether a connection may still be used.</summary>
internal sealed class ConnectionState(string workspace)
{
    private volatile bool _hasEnded;

    /// <summary>Ends it for good.</summary>
    public void Close() => _hasEnded = true;

    /// <summary>Refuses what comes after the end.</summary>
    public void ThrowIfClosed()
    {
        if (_hasEnded)
        {
            const string Action = "Connect again with Connect-AzQuantumWorkspace.";
            throw new QuantumServiceException(
                QuantumErrorKind.Disconnected, $"The connection to workspace '{workspace}' was ended, and its credential is gone. {Action}")
            {
                RecommendedAction = Action,
            };
        }
    }
}
