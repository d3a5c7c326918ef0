namespace AzQuantumSession.Emulator.Http;

/// <summary>The body that an operation takes.</summary>
internal enum BodyKind
{
    /// <summary>None, and nobody looks.</summary>
    None,

    /// <summary>None, and <c>Content-Length: 0</c> says so.</summary>
    Empty,

    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>A JSON object that is merged into the resource.</summary>
    MergePatch,
}
