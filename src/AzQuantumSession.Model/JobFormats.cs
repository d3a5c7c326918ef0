namespace AzQuantumSession;

/// <summary>The data formats of jobs on the common providers (docs/service.md, section 5).</summary>
public static class JobFormats
{
    private const string Qir = "qir.v1";

    /// <summary>Determines the formats of a job from its provider and the start of its input.</summary>
    /// <param name="providerId">The provider id. Case does not matter.</param>
    /// <param name="beginning">The first bytes of the input. Four bytes are sufficient to recognize QIR bitcode.</param>
    /// <returns>The input and output formats; null if the provider is unknown and the input is not bitcode.</returns>
    public static (string Input, string Output)? Detect(string providerId, ReadOnlySpan<byte> beginning)
    {
        ArgumentNullException.ThrowIfNull(providerId);
        bool isBitcode = beginning.StartsWith((ReadOnlySpan<byte>)[0x42, 0x43, 0xC0, 0xDE]);
        if (isBitcode)
        {
            return (Qir, GetOutputFormat(Qir, providerId)!);
        }

        string? input = providerId.ToUpperInvariant() switch
        {
            "IONQ" => "ionq.circuit.v1",
            "QUANTINUUM" => "honeywell.openqasm.v1",
            "RIGETTI" => "rigetti.quil.v1",
            "PASQAL" => "pasqal.pulser.v1",
            _ => null,
        };
        return input is null ? null : (input, GetOutputFormat(input, providerId)!);
    }

    /// <summary>Returns the output format for an input format.</summary>
    /// <param name="inputFormat">The input format. Case does not matter.</param>
    /// <param name="providerId">The provider id. Case does not matter.</param>
    /// <returns>The output format; null if the input format is unknown.</returns>
    public static string? GetOutputFormat(string inputFormat, string providerId)
    {
        ArgumentNullException.ThrowIfNull(inputFormat);
        ArgumentNullException.ThrowIfNull(providerId);
        bool isQuantinuum = string.Equals(providerId, "quantinuum", StringComparison.OrdinalIgnoreCase);
        return inputFormat.ToUpperInvariant() switch
        {
            "IONQ.CIRCUIT.V1" => "ionq.quantum-results.v1",
            "HONEYWELL.OPENQASM.V1" => "honeywell.quantum-results.v1",
            "RIGETTI.QUIL.V1" => "rigetti.quil-results.v1",
            "PASQAL.PULSER.V1" => "pasqal.pulser-results.v1",
            "QIR.V1" => isQuantinuum ? "honeywell.qir.v1" : "microsoft.quantum-results.v2",
            _ => null,
        };
    }
}
