using System.Collections.Frozen;

namespace AzQuantumSession;

/// <summary>
/// What jobs of each provider need: formats, content types, defaults, and parameter names (docs/service.md, sections 5.6 and 5.7). The
/// emulator and the help have tables of their own, and tests compare them with this table.
/// </summary>
internal static class ProviderTable
{
    /// <summary>The format of QIR programs, which targets of several providers run.</summary>
    public const string Qir = "qir.v1";

    /// <summary>The format of the results of QIR programs.</summary>
    public const string QirResults = "microsoft.quantum-results.v2";

    /// <summary>The input parameter with the name of the function to run.</summary>
    public const string EntryPointParameter = "entryPoint";

    /// <summary>The input parameter with the arguments of the entry point.</summary>
    public const string ArgumentsParameter = "arguments";

    /// <summary>The input parameter with the capabilities that the program needs.</summary>
    public const string TargetCapabilityParameter = "targetCapability";

    /// <summary>The input parameter with several programs, each with its entry point and arguments.</summary>
    public const string ItemsParameter = "items";

    /// <summary>The entry point of a program, if the user does not specify it.</summary>
    public const string DefaultEntryPoint = "ENTRYPOINT__main";

    private static readonly JobFormat QirFormat = new(Qir, QirResults, ResultLayout.ProgramResults, Qir, Sample: null);

    private static readonly ProviderDefinition Other = new("", "shots") { RunsQir = false };

    /// <summary>The providers with targets, formats, or names of their own.</summary>
    public static IReadOnlyList<ProviderDefinition> Providers { get; } =
    [
        new("ionq", "shots", new(
            "ionq.circuit.v1",
            "ionq.quantum-results.v1",
            ResultLayout.BasisStates,
            "application/json",
            """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""")
        {
            ContainsQubitCount = true,
        }),
        new("quantinuum", "shots", new(
            "honeywell.openqasm.v1",
            "honeywell.quantum-results.v1",
            ResultLayout.Registers,
            "application/qasm",
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; measure q -> c;")),
        new("rigetti", "shots", new(
            "rigetti.quil.v1",
            "rigetti.quil-results.v1",
            ResultLayout.Registers,
            "text/plain",
            "DECLARE ro BIT[2]\nH 0\nCNOT 0 1\nMEASURE 0 ro[0]\nMEASURE 1 ro[1]\n")),
        new("pasqal", "shots", new(
            "pasqal.pulser.v1",
            "pasqal.pulser-results.v1",
            ResultLayout.Counts,
            "application/json",
            """{"sequence_builder":"{}"}"""))
        {
            RunsQir = false,
        },
        new("microsoft-qc", "shots") { QirOutput = "microsoft.resource-estimates.v1", NeedsEntryPoint = false },
        new("Microsoft.Test.FirstParty", "shots") { QirOutput = "honeywell.qir.v1" },
    ];

    /// <summary>The layout of each result format that the client reads.</summary>
    public static FrozenDictionary<string, ResultLayout> ResultLayouts { get; } = new Dictionary<string, ResultLayout>(
        Providers.Select(provider => provider.Format).OfType<JobFormat>().Select(format => KeyValuePair.Create(format.Output, format.Layout)))
    {
        [QirResults] = ResultLayout.ProgramResults,
        ["microsoft.quantum-results.v1"] = ResultLayout.AlternatingHistogram,
        ["microsoft.resource-estimates.v1"] = ResultLayout.ResourceEstimates,
        ["honeywell.qir.v1"] = ResultLayout.Registers,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The common values of <see cref="TargetCapabilityParameter"/>.</summary>
    public static IReadOnlyList<(string Name, string Description)> TargetCapabilities { get; } =
    [
        ("BasicExecution", "Gates, and measurements at the end of the program"),
        ("AdaptiveExecution", "Also gates that depend on measurements"),
    ];

    /// <summary>The input formats of all providers.</summary>
    public static IEnumerable<JobFormat> Formats => Providers.Select(provider => provider.Format).OfType<JobFormat>().Append(QirFormat);

    /// <summary>
    /// The names of input parameters for the number of shots, of which a job has at most one. Older clients sent <c>count</c> and <c>runs</c>.
    /// </summary>
    public static IEnumerable<string> ShotsParameters => Providers.Select(provider => provider.ShotsParameter).Concat(["count", "runs"]).Distinct();

    /// <summary>Returns the row of a provider, or the defaults for a provider that is not in the table.</summary>
    public static ProviderDefinition Find(string providerId) =>
        Providers.FirstOrDefault(provider => provider.Id.EqualsIgnoreCase(providerId)) ?? Other;

    /// <summary>Returns the input format with a name, or null if the format is not in the table.</summary>
    public static JobFormat? FindFormat(string? inputFormat) => Formats.FirstOrDefault(format => format.Input.EqualsIgnoreCase(inputFormat));
}
