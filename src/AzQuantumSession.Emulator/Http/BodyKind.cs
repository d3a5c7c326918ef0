namespace AzQuantumSession.Emulator.Http;

/// <summary>The kinds of request bodies.</summary>
internal enum BodyKind
{
    /// <summary>The request has no body. A body is ignored.</summary>
    None,

    /// <summary>The request has no body, and must contain the header <c>Content-Length: 0</c>.</summary>
    Empty,

    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>A JSON object that is merged into the resource.</summary>
    MergePatch,
}
