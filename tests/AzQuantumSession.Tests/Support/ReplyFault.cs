namespace AzQuantumSession.Tests.Support;

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
}
