namespace AzQuantumSession.Emulator.Targets;

/// <summary>The input formats of the providers, and the output formats for each input format.</summary>
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
    private const string ResourceEstimates = "microsoft.resource-estimates.v1";

    /// <summary>Returns the requested output format, or the default output format of the target if none is requested.</summary>
    /// <exception cref="InvalidInputException">The target does not support the input format or the output format.</exception>
    public static string Choose(Target target, string input, string? output)
    {
        string[] outputs = Outputs(target.ProviderId, input);
        if (outputs.Length == 0)
        {
            throw new InvalidInputException("InvalidInputDataFormat", $"The target '{target.Id}' does not support the input format '{input}'.");
        }

        return output is null ? outputs[0]
            : outputs.Contains(output) ? output
            : throw new InvalidInputException("InvalidOutputDataFormat", $"The target '{target.Id}' does not support the output format '{output}' for '{input}'.");
    }

    /// <summary>Returns whether the service translates the result of the provider to the format.</summary>
    public static bool IsTranslated(string? output) => output is MicrosoftResultsV1 or MicrosoftResultsV2;

    private static string[] Outputs(string providerId, string input) => (providerId, input) switch
    {
        ("ionq", IonQCircuit) => [IonQResults],
        ("rigetti", Quil) => [QuilResults],
        ("pasqal", Pulser) => [PulserResults],
        ("microsoft-qc", Qir) => [ResourceEstimates],
        ("quantinuum" or "Microsoft.Test.FirstParty", OpenQasm) => [HoneywellResults],
        ("quantinuum" or "Microsoft.Test.FirstParty", Qir) => [MicrosoftResultsV2, MicrosoftResultsV1, HoneywellResults, HoneywellQirResults],
        ("ionq" or "rigetti", Qir) => [MicrosoftResultsV2, MicrosoftResultsV1],
        _ => [],
    };
}

/// <summary>The exception for a job that the target cannot run.</summary>
internal sealed class InvalidInputException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
