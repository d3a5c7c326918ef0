using System.Dynamic;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace AzQuantumSession;

/// <summary>The result of a job, or of one of the programs of a job, in the same form for every provider.</summary>
/// <remarks>
/// In PowerShell, an outcome is an index: <c>$result['01']</c> is <see cref="GetProbability"/>.
/// </remarks>
public sealed class QuantumJobResult : QuantumObject, IDynamicMetaObjectProvider
{
    internal QuantumJobResult()
    {
    }

    /// <summary>The job id.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The index of the program in the <c>items</c> of the job; null for a job with one program.</summary>
    public int? ItemIndex { get; internal init; }

    /// <summary>The job name.</summary>
    public string? Name { get; internal init; }

    /// <summary>The id of the session that the job ran in; null for a job without a session.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The target that the job ran on.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The format of <see cref="Text"/>.</summary>
    public string? OutputDataFormat { get; internal init; }

    /// <summary>
    /// The outcomes in descending order of probability, and then in order of the outcome; empty if the result was not parsed
    /// (<see cref="IsParsed"/>), or contains resource estimates. The bits of several registers are separated by spaces.
    /// </summary>
    public IReadOnlyList<QuantumOutcome> Histogram { get; internal init; } = [];

    /// <summary>
    /// The number of bits of every outcome; null if the outcomes are not bit strings of the same form, or there are no outcomes.
    /// </summary>
    public int? BitCount => Form is null ? null : BitString.RemoveSpaces(Form).Length;

    /// <summary>The outcome of each shot in order; null if the format does not contain shots.</summary>
    public IReadOnlyList<string>? Shots { get; internal init; }

    /// <summary>
    /// The number of shots: the sum of the counts, or the number that the job was submitted with if the format contains only
    /// probabilities; null if it is unknown.
    /// </summary>
    public long? ShotCount { get; internal init; }

    /// <summary>
    /// True if the format contains only probabilities, and the counts were computed from them and <see cref="ShotCount"/>.
    /// </summary>
    public bool IsCountDerived { get; internal init; }

    /// <summary>The time when the job was submitted.</summary>
    public DateTimeOffset? CreationTime { get; internal init; }

    /// <summary>The time when the job started.</summary>
    public DateTimeOffset? BeginExecutionTime { get; internal init; }

    /// <summary>The time when the job ended.</summary>
    public DateTimeOffset? EndExecutionTime { get; internal init; }

    /// <summary>The time from the start, or from the submission if the start is unknown, to the end of the job.</summary>
    public TimeSpan? Duration => EndExecutionTime - (BeginExecutionTime ?? CreationTime);

    /// <summary>The estimated cost of the job, in <see cref="Currency"/>; null if the service has no estimate.</summary>
    public decimal? Cost { get; internal init; }

    /// <summary>The currency of <see cref="Cost"/> as an ISO 4217 code, for example <c>USD</c>.</summary>
    public string? Currency { get; internal init; }

    /// <summary>
    /// True if the result was parsed. If the format is unknown, or the result does not have its format, only <see cref="Text"/>
    /// contains the result, and <see cref="ParseError"/> the reason.
    /// </summary>
    public bool IsParsed { get; internal init; }

    /// <summary>
    /// The reason why the result was not parsed: there is no reader for the format, or the result is empty, not valid JSON, an error, or of
    /// another form. Null if the result was parsed.
    /// </summary>
    public string? ParseError { get; internal init; }

    /// <summary>
    /// The estimates of the resource estimator, such as <c>physicalCounts</c>, as values, lists, and dictionaries; null for results of other
    /// targets. Such a result has no outcomes.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ResourceEstimates { get; internal init; }

    /// <summary>
    /// The decompressed result as the provider wrote it, as UTF-8 text. Bytes that are not UTF-8 are replaced. For one of several programs of
    /// a job, it contains the result of the program.
    /// </summary>
    public string Text => field ??= Encoding.UTF8.GetString(Raw.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Raw.AsSpan(Encoding.UTF8.Preamble.Length) : Raw);

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The decompressed result as the provider wrote it.</summary>
    // Not public: as a property, ConvertTo-Json would write an array of numbers. The types file adds it as a hidden property.
    internal byte[] Raw { get; init; } = [];

    /// <summary>The values of the JSON in <see cref="Text"/>, as values, lists, and dictionaries; null if it is not JSON.</summary>
    internal Lazy<object?> Json { get; init; } = new(() => null);

    /// <summary>An outcome with all bits set to 0; null if the outcomes are not bit strings of the same form.</summary>
    internal string? Form => field ??= BitString.GetCommonForm(Histogram);

    /// <summary>The name and id of the job, for messages.</summary>
    internal string DisplayName => (JobId, Name) switch
    {
        ("", _) => "the reference",
        (_, null or "") => $"{DescribeItem()}job '{JobId}'",
        _ => $"{DescribeItem()}job '{Name}' ({JobId})",
    };

    /// <summary>The probability of each outcome in <see cref="Histogram"/>.</summary>
    internal IReadOnlyDictionary<string, double> Probabilities => field ??= Histogram
        .GroupBy(outcome => outcome.Outcome, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(outcome => outcome.Probability), StringComparer.Ordinal);

    /// <summary>Returns the probability of an outcome.</summary>
    /// <param name="outcome">The outcome as in <see cref="Histogram"/>, for example <c>01</c>.</param>
    /// <returns>The probability from 0 to 1; 0 for an outcome that did not occur.</returns>
    /// <exception cref="InvalidMeasurementException">The outcome does not have the bits of this result, or the result was not parsed.</exception>
    public double GetProbability(string outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ThrowIfNotParsed();
        return Form is not { } form || (BitString.IsBitString(outcome) && BitString.GetForm(outcome) == form)
            ? Probabilities.GetValueOrDefault(outcome)
            : throw new InvalidMeasurementException($"'{outcome}' is not an outcome of {DisplayName}: {DescribeForm()}.");
    }

    /// <summary>Returns the job id, so that a result can be used as the id of a job.</summary>
    /// <returns><see cref="JobId"/>.</returns>
    public override string ToString() => VisibleText.Line(JobId);

    /// <summary>The form of the outcomes, for the end of a sentence.</summary>
    internal string DescribeForm() => Form is { } form
        ? $"its outcomes have {BitCount} {(BitCount == 1 ? "bit" : "bits")} in the form '{form}'"
        : "its outcomes are not bit strings of the same length";

    internal void ThrowIfNotParsed()
    {
        if (!IsParsed)
        {
            throw new InvalidMeasurementException(
                $"The result of {DisplayName} has no outcomes, because its format '{OutputDataFormat}' could not be parsed. {ParseError}{(ParseError is null ? "" : " ")}Text contains the result.");
        }

        if (ResourceEstimates is not null)
        {
            throw new InvalidMeasurementException($"The result of {DisplayName} has no outcomes, because it contains resource estimates.");
        }
    }

    /// <summary>Returns a copy with other outcomes of the same shots.</summary>
    internal QuantumJobResult WithOutcomes(IReadOnlyList<QuantumOutcome> histogram, IReadOnlyList<string>? shots) => new()
    {
        JobId = JobId,
        ItemIndex = ItemIndex,
        Name = Name,
        SessionId = SessionId,
        Target = Target,
        OutputDataFormat = OutputDataFormat,
        Histogram = histogram,
        Shots = shots,
        ShotCount = ShotCount,
        IsCountDerived = IsCountDerived,
        CreationTime = CreationTime,
        BeginExecutionTime = BeginExecutionTime,
        EndExecutionTime = EndExecutionTime,
        Cost = Cost,
        Currency = Currency,
        IsParsed = IsParsed,
        Workspace = Workspace,
        Raw = Raw,
        Json = Json,
    };

    private string DescribeItem() => ItemIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"program {index} of ") : "";

    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new OutcomeIndex(parameter, this);

    // $result['00', '11']: PowerShell passes several indexes, or an array whose elements can be strings in wrappers.
    private double[] GetProbabilities(object[] outcomes) => [.. outcomes.Select(outcome => GetProbability($"{outcome}"))];

    // PowerShell catches the exceptions of a C# indexer and returns null, which scripts calculate with as 0. It doesn't catch the exceptions
    // of a dynamic operation. Without a C# indexer, $result[0] is also the result itself, as for other single objects.
    private sealed class OutcomeIndex(Expression expression, QuantumJobResult result) : DynamicMetaObject(expression, BindingRestrictions.Empty, result)
    {
        private const BindingFlags AllMethods = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes) => indexes switch
        {
            [{ Value: string }] => Call(binder, nameof(GetProbability), indexes, Expression.Convert(indexes[0].Expression, typeof(string))),
            [{ Value: object[] }] => Call(binder, nameof(GetProbabilities), indexes, Expression.Convert(indexes[0].Expression, typeof(object[]))),
            [{ Value: string }, ..] => Call(
                binder,
                nameof(GetProbabilities),
                indexes,
                Expression.NewArrayInit(typeof(object), indexes.Select(index => Expression.Convert(index.Expression, typeof(object))))),
            _ => base.BindGetIndex(binder, indexes),
        };

        private DynamicMetaObject Call(GetIndexBinder binder, string method, DynamicMetaObject[] indexes, Expression argument) => new(
            Expression.Convert(
                Expression.Call(
                    Expression.Convert(Expression, typeof(QuantumJobResult)), typeof(QuantumJobResult).GetMethod(method, AllMethods)!, argument),
                binder.ReturnType),
            indexes.Aggregate(
                BindingRestrictions.GetTypeRestriction(Expression, typeof(QuantumJobResult)),
                (restrictions, index) => restrictions.Merge(BindingRestrictions.GetTypeRestriction(index.Expression, index.LimitType))));
    }
}
