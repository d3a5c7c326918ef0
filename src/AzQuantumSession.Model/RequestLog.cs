namespace AzQuantumSession;

/// <summary>
/// The log of requests to the service. Each attempt is a line with the method, the path, the status, the duration, and the request
/// id. Each retry is a line, too. The log contains no secrets: no queries that could grant access, no headers, and no bodies.
/// </summary>
public static class RequestLog
{
    private static readonly AsyncLocal<Action<string>?> Current = new();

    /// <summary>The listener in the current asynchronous control flow; null if there is none.</summary>
    public static Action<string>? Listener
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
