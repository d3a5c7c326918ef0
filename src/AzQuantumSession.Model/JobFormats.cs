namespace AzQuantumSession;

/// <summary>The data formats of jobs on the common providers (docs/service.md, section 5).</summary>
public static class JobFormats
{
    private static readonly JobFormat[] Formats =
    [
        new("ionq.circuit.v1", "ionq.quantum-results.v1", "application/json") { ProviderId = "ionq", ContainsQubitCount = true },
        new("honeywell.openqasm.v1", "honeywell.quantum-results.v1", "application/qasm") { ProviderId = "quantinuum" },
        new("rigetti.quil.v1", "rigetti.quil-results.v1", "text/plain") { ProviderId = "rigetti" },
        new("pasqal.pulser.v1", "pasqal.pulser-results.v1", "application/json") { ProviderId = "pasqal" },
        new("qir.v1", "microsoft.quantum-results.v2", "qir.v1")
        {
            Signature = [0x42, 0x43, 0xC0, 0xDE],
            OutputByProvider = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["quantinuum"] = "honeywell.qir.v1",
                ["microsoft-qc"] = "microsoft.resource-estimates.v1",
            },
        },
    ];

    /// <summary>The names of the known input formats.</summary>
    internal static IEnumerable<string> InputFormats => Formats.Select(format => format.Input);

    /// <summary>The names of the known output formats.</summary>
    internal static IEnumerable<string> OutputFormats =>
        Formats.SelectMany(format => format.OutputByProvider.Values.Prepend(format.Output)).Append("microsoft.quantum-results.v1");

    /// <summary>Determines the formats of a job from its provider and the start of its input.</summary>
    /// <param name="providerId">The provider id. Case does not matter.</param>
    /// <param name="beginning">The first bytes of the input. Four bytes are sufficient to recognize QIR bitcode.</param>
    /// <returns>The input and output formats; null if the provider is unknown and the input is not bitcode.</returns>
    public static (string Input, string Output)? Detect(string providerId, ReadOnlySpan<byte> beginning)
    {
        ArgumentNullException.ThrowIfNull(providerId);
        foreach (JobFormat format in Formats)
        {
            if (format.Signature.Length > 0 && beginning.StartsWith(format.Signature))
            {
                return (format.Input, GetOutputFormat(format, providerId));
            }
        }

        return Array.Find(Formats, format => format.ProviderId.EqualsIgnoreCase(providerId)) is { } found
            ? (found.Input, GetOutputFormat(found, providerId))
            : null;
    }

    /// <summary>Returns the output format for an input format.</summary>
    /// <param name="inputFormat">The input format. Case does not matter.</param>
    /// <param name="providerId">The provider id. Case does not matter.</param>
    /// <returns>The output format; null if the input format is unknown.</returns>
    public static string? GetOutputFormat(string inputFormat, string providerId)
    {
        ArgumentNullException.ThrowIfNull(inputFormat);
        ArgumentNullException.ThrowIfNull(providerId);
        return Find(inputFormat) is { } format ? GetOutputFormat(format, providerId) : null;
    }

    /// <summary>Returns the input format with a name, or null if the format is unknown.</summary>
    internal static JobFormat? Find(string? inputFormat) => Array.Find(Formats, format => format.Input.EqualsIgnoreCase(inputFormat));

    private static string GetOutputFormat(JobFormat format, string providerId) =>
        format.OutputByProvider.TryGetValue(providerId, out string? output) ? output : format.Output;
}

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

    /// <summary>Whether inputs are JSON.</summary>
    public bool IsJson => ContentType == "application/json";

    /// <summary>Whether inputs contain the number of qubits.</summary>
    public bool ContainsQubitCount { get; init; }
}
