namespace AzQuantumSession.Tests.Support;

/// <summary>How an answer goes wrong.</summary>
public enum ReplyFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The connection is reset instead of an answer.</summary>
    Reset,

    /// <summary>The body breaks off in the middle.</summary>
    Truncated,

    /// <summary>No answer ever comes.</summary>
    Never,
}
