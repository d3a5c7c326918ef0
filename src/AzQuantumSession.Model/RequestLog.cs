namespace AzQuantumSession;

/// <summary>
/// Where the client says what it asks the service and what came back, one line a request: method, path, status, time,
/// request id, and why it tries again. It holds no secret: no query that could grant access, no header, no body.
/// </summary>
public static class RequestLog
{
    private static readonly AsyncLocal<Action<string>?> Current = new();

    /// <summary>Who listens in this flow of execution; null for nobody.</summary>
    public static Action<string>? Listener
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
