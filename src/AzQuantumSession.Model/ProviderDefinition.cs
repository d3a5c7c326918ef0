namespace AzQuantumSession;

/// <summary>A provider of targets: a row of <see cref="ProviderTable"/>.</summary>
/// <param name="Id">The provider id. Case does not matter.</param>
/// <param name="ShotsParameter">The input parameter for the number of shots.</param>
/// <param name="Format">The format of inputs that are not QIR; null if the provider runs only QIR.</param>
internal sealed record ProviderDefinition(string Id, string ShotsParameter, JobFormat? Format = null)
{
    /// <summary>The format of the results of QIR programs.</summary>
    public string QirOutput { get; init; } = ProviderTable.QirResults;

    /// <summary>Whether targets of the provider run QIR programs.</summary>
    public bool RunsQir { get; init; } = true;

    /// <summary>The names of the input formats, first the provider's own.</summary>
    public IEnumerable<string> InputFormats
    {
        get
        {
            if (Format is not null)
            {
                yield return Format.Input;
            }

            if (RunsQir)
            {
                yield return ProviderTable.Qir;
            }
        }
    }

    /// <summary>Whether the input parameters of QIR programs have an entry point and its arguments.</summary>
    public bool NeedsEntryPoint { get; init; } = true;

    /// <summary>Returns the format of the results for an input format; null if the input format is not in the table.</summary>
    public string? GetOutputFormat(string inputFormat) => ProviderTable.FindFormat(inputFormat) switch
    {
        { IsQir: true } => QirOutput,
        var format => format?.Output,
    };
}

/// <summary>An input format of jobs, and what follows from it (docs/service.md, section 5.6).</summary>
/// <param name="Input">The name of the format.</param>
/// <param name="Output">The format of the results.</param>
/// <param name="Layout">The layout of the results.</param>
/// <param name="ContentType">The media type of the input in storage, as in the Azure Quantum Python SDK.</param>
/// <param name="Sample">A short input in this format; null if the format is binary.</param>
internal sealed record JobFormat(string Input, string Output, ResultLayout Layout, string ContentType, string? Sample)
{
    /// <summary>Whether inputs are JSON.</summary>
    public bool IsJson => ContentType == "application/json";

    /// <summary>Whether inputs are QIR bitcode.</summary>
    public bool IsQir => Input == ProviderTable.Qir;

    /// <summary>Whether inputs contain the number of qubits.</summary>
    public bool ContainsQubitCount { get; init; }
}

/// <summary>The layout of results. The client has one reader for each layout.</summary>
internal enum ResultLayout
{
    /// <summary>The probability of each basis state.</summary>
    BasisStates,

    /// <summary>The outcome of each shot, for each register.</summary>
    Registers,

    /// <summary>The count of each outcome.</summary>
    Counts,

    /// <summary>Alternating outcomes and probabilities of a QIR program.</summary>
    AlternatingHistogram,

    /// <summary>The histogram and the shots of each QIR program.</summary>
    ProgramResults,

    /// <summary>The estimated resources of each QIR program. There are no outcomes.</summary>
    ResourceEstimates,
}
