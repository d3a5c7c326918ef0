namespace AzQuantumSession;

/// <summary>The data formats of jobs on the common providers (docs/service.md, section 5).</summary>
public static class JobFormats
{
    /// <summary>Determines the formats of a job from its provider and the start of its input.</summary>
    /// <param name="providerId">The provider id. Case does not matter.</param>
    /// <param name="beginning">
    /// The first bytes of the input. Four bytes are sufficient to recognize QIR bitcode, and 4096 bytes to recognize QIR as text.
    /// </param>
    /// <returns>The input and output formats; null if the provider is unknown and the input is not QIR.</returns>
    public static (string Input, string Output)? Detect(string providerId, ReadOnlySpan<byte> beginning)
    {
        ArgumentNullException.ThrowIfNull(providerId);
        ProviderDefinition provider = ProviderTable.Find(providerId);
        return LlvmIr.IsBitcode(beginning) || LlvmIr.IsText(beginning) ? (ProviderTable.Qir, provider.QirOutput)
            : provider.Format is { } format ? (format.Input, format.Output)
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
        return ProviderTable.Find(providerId).GetOutputFormat(inputFormat);
    }
}
