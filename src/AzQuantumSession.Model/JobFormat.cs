namespace AzQuantumSession;

/// <summary>An input format of jobs, and what follows from it (docs/service.md, section 5).</summary>
/// <param name="Input">The name of the format.</param>
/// <param name="Output">The format of the results.</param>
/// <param name="ContentType">The media type of the input in storage, as in the Azure Quantum Python SDK.</param>
internal sealed record JobFormat(string Input, string Output, string ContentType)
{
    /// <summary>The provider whose inputs have this format by default; null for a format of several providers.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The first bytes of inputs in this format; empty if they don't identify the format.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>The output formats of providers that don't use <see cref="Output"/>.</summary>
    public IReadOnlyDictionary<string, string> OutputByProvider { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether inputs contain the number of qubits.</summary>
    public bool ContainsQubitCount { get; init; }
}
