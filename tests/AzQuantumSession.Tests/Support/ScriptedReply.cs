namespace AzQuantumSession.Tests.Support;

/// <summary>The response of a scripted server to one request.</summary>
public sealed record ScriptedReply(int Status, string Body = "", string ContentType = "application/json", ReplyFault Fault = ReplyFault.None)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A binary body. If it is not empty, it replaces the text body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The server sends the response when the task has completed.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    public static ScriptedReply Json(string body) => new(200, body);

    public static ScriptedReply Error(int status, string code, string message) =>
        new(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

    /// <summary>A transient error.</summary>
    public static ScriptedReply Busy { get; } = Error(503, "Busy", "later");

    public static ScriptedReply Reset { get; } = new(0, Fault: ReplyFault.Reset);

    public static ScriptedReply Never { get; } = new(0, Fault: ReplyFault.Never);

    public static ScriptedReply Truncated(string body) => new(200, body, Fault: ReplyFault.Truncated);

    public ScriptedReply With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}

/// <summary>The fault of a scripted response.</summary>
public enum ReplyFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>The server resets the connection instead of responding.</summary>
    Reset,

    /// <summary>The connection ends before the end of the body.</summary>
    Truncated,

    /// <summary>The server never responds.</summary>
    Never,

    /// <summary>The server sends the bytes of the body one by one, slowly.</summary>
    Slow,

    /// <summary>The server sends the body, and does not end the response.</summary>
    Stalled,
}
