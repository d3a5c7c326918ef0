namespace AzQuantumSession.Emulator.Targets;

/// <summary>
/// The input formats of the providers, the output formats for each input format, and the input parameters for the number of shots.
/// </summary>
internal static class DataFormats
{
    public const string IonQCircuit = "ionq.circuit.v1";
    public const string OpenQasm = "honeywell.openqasm.v1";
    public const string Quil = "rigetti.quil.v1";
    public const string Pulser = "pasqal.pulser.v1";
    public const string Qir = "qir.v1";
    public const string IonQResults = "ionq.quantum-results.v1";
    public const string HoneywellResults = "honeywell.quantum-results.v1";
    public const string HoneywellQirResults = "honeywell.qir.v1";
    public const string QuilResults = "rigetti.quil-results.v1";
    public const string PulserResults = "pasqal.pulser-results.v1";
    public const string MicrosoftResultsV1 = "microsoft.quantum-results.v1";
    public const string MicrosoftResultsV2 = "microsoft.quantum-results.v2";
    public const string ResourceEstimates = "microsoft.resource-estimates.v1";

    private const string Shots = "shots";
    private const string Count = "count";
    private const string Runs = "runs";

    private static readonly string[] QirOutputs = [MicrosoftResultsV2, MicrosoftResultsV1];

    /// <summary>All names of the number of shots. A provider knows only its own names.</summary>
    public static IReadOnlyList<string> AllShotsParameters { get; } = [Shots, Count, Runs];

    /// <summary>The providers. The first output format of an input format is the default.</summary>
    public static IReadOnlyList<ProviderFormats> Providers { get; } =
    [
        new("ionq", [Shots], new() { [IonQCircuit] = [IonQResults], [Qir] = QirOutputs }),
        new("quantinuum", [Shots, Count], new() { [OpenQasm] = [HoneywellResults], [Qir] = QirOutputs }),
        new("rigetti", [Shots, Count], new() { [Quil] = [QuilResults], [Qir] = QirOutputs }),
        new("pasqal", [Shots, Count, Runs], new() { [Pulser] = [PulserResults] }),
        new("microsoft-qc", [Shots], new() { [Qir] = [ResourceEstimates] }),
        new("Microsoft.Test.FirstParty", [Shots, Count], new() { [OpenQasm] = [HoneywellResults], [Qir] = [HoneywellQirResults, .. QirOutputs] }),
    ];

    /// <summary>Returns the formats and parameters of a provider in the catalog.</summary>
    public static ProviderFormats Require(Target target) => Providers.Single(provider => provider.ProviderId == target.ProviderId);

    /// <summary>Throws if the target does not support the formats of a job.</summary>
    /// <exception cref="InvalidInputException">The target does not support the input format or the output format.</exception>
    public static void Check(Target target, string input, string output)
    {
        if (!Require(target).Outputs.TryGetValue(input, out string[]? outputs))
        {
            throw new InvalidInputException("InvalidInputDataFormat", $"The target '{target.Id}' does not support the input format '{input}'.");
        }

        if (!outputs.Contains(output))
        {
            throw new InvalidInputException("InvalidOutputDataFormat", $"The target '{target.Id}' does not support the output format '{output}' for '{input}'.");
        }
    }

    /// <summary>Returns whether the service translates the result of the provider to the format.</summary>
    public static bool IsTranslated(string? output) => output is MicrosoftResultsV1 or MicrosoftResultsV2;
}

/// <summary>The formats and parameters of a provider.</summary>
/// <param name="ProviderId">The provider id, as in the catalog.</param>
/// <param name="ShotsParameters">The input parameters for the number of shots.</param>
/// <param name="Outputs">The output formats for each input format.</param>
internal sealed record ProviderFormats(string ProviderId, string[] ShotsParameters, Dictionary<string, string[]> Outputs);

/// <summary>The exception for a job that the target cannot run.</summary>
internal sealed class InvalidInputException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
