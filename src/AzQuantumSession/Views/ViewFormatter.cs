using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Views;

/// <summary>
/// Computes what the views of <c>AzQuantumSession.Format.ps1xml</c> show. Each method is the getter of a hidden property in
/// <c>AzQuantumSession.Types.ps1xml</c>: views can show properties in every language mode, and faster than script blocks.
/// </summary>
/// <remarks>
/// Every method also takes what PowerShell deserialized (<c>Start-Job</c>, <c>Import-Clixml</c>), and returns null where there is nothing
/// to show. Texts are the same in every culture. Times are local.
/// </remarks>
public static class ViewFormatter
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>The status of a session or job, with a color for how it ended or that it runs.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetStatus(PSObject item) =>
        (item.BaseObject is IWorkspaceItem live ? live.Status : PropertyReader.Text(item, nameof(IWorkspaceItem.Status))) is { } status
            ? DisplayText.Status(status)
            : null;

    /// <summary>When a session or job was created, in 11 characters: the date and time, or from 180 days on the date with its year.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreated(PSObject item) => CreationTime(item) is { } time ? DisplayText.ShortTime(time, Clock) : null;

    /// <summary>How long a session or job took, or takes so far, in at most 8 characters.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetDuration(PSObject item)
    {
        (TimeSpan? duration, bool isTerminal) = item.BaseObject is IWorkspaceItem live
            ? (live.Duration, live.IsTerminal)
            : (PropertyReader.Value<TimeSpan?>(item, nameof(IWorkspaceItem.Duration)), PropertyReader.Value<bool>(item, nameof(IWorkspaceItem.IsTerminal)));
        return DisplayText.Duration(duration, isTerminal ? null : CreationTime(item), Clock);
    }

    /// <summary>The estimated total with its currency, rounded for a column.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetShortCost(PSObject item)
    {
        if (item.BaseObject is IWorkspaceItem live)
        {
            return live.CostEstimate is { EstimatedTotal: { } total } cost ? DisplayText.ShortCost(total, cost.CurrencyCode) : null;
        }

        // An estimate that was serialized to text alone is that text.
        return CostEstimate(item) is { } estimate && PropertyReader.Value<decimal?>(estimate, nameof(QuantumCostEstimate.EstimatedTotal)) is { } amount
            ? DisplayText.ShortCost(amount, PropertyReader.Text(estimate, nameof(QuantumCostEstimate.CurrencyCode)))
            : GetCost(item);
    }

    /// <summary>The estimated total with its currency, unrounded.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCost(PSObject item) => PropertyReader.Text(item, nameof(QuantumSession.CostEstimate));

    /// <summary>What the estimated total is made of: each dimension with its amount.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetCostDetails(PSObject item) =>
        CostEstimate(item) is { } estimate ? Lines(PropertyReader.Texts(estimate, nameof(QuantumCostEstimate.Events))) : null;

    /// <summary>The code and message of why a session or job failed.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetError(PSObject item) => PropertyReader.Text(item, nameof(QuantumSession.ErrorData));

    /// <summary>The errors that led to the one of <see cref="GetError"/>.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetErrorDetails(PSObject item) =>
        PropertyReader.Value<object>(item, nameof(QuantumSession.ErrorData)) is { } error
            ? Lines(PropertyReader.Texts(PSObject.AsPSObject(error), nameof(QuantumErrorData.Details)))
            : null;

    /// <summary>The tags of a session or job.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetTags(PSObject item) => Lines(PropertyReader.Texts(item, nameof(QuantumSession.Tags)));

    /// <summary>When a session or job was created, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreationTime(PSObject item) => Time(item, nameof(QuantumSession.CreationTime));

    /// <summary>When a session or job began to run, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetBeginExecutionTime(PSObject item) => Time(item, nameof(QuantumSession.BeginExecutionTime));

    /// <summary>When a session or job ended, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetEndExecutionTime(PSObject item) => Time(item, nameof(QuantumSession.EndExecutionTime));

    /// <summary>When somebody last changed a session, with the offset from UTC.</summary>
    /// <param name="item">A session.</param>
    public static string? GetLastModifiedTime(PSObject item) => Time(item, nameof(QuantumSession.LastModifiedTime));

    /// <summary>When the service last updated a session, with the offset from UTC.</summary>
    /// <param name="item">A session.</param>
    public static string? GetLastUpdatedTime(PSObject item) => Time(item, nameof(QuantumSession.LastUpdatedTime));

    /// <summary>When a session was last used, with the offset from UTC.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetLastActivityTime(PSObject item) => Time(item, nameof(QuantumSession.LastActivityTime));

    /// <summary>When cancellation of a job was requested, with the offset from UTC.</summary>
    /// <param name="item">A job.</param>
    public static string? GetCancellationTime(PSObject item) => Time(item, nameof(QuantumSessionJob.CancellationTime));

    /// <summary>The time left until the service closes an idle session, in minutes and seconds.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetTimesOutIn(PSObject item) =>
        PropertyReader.Time(item, nameof(QuantumSession.IdleTimeoutTime)) is { } time ? DisplayText.Countdown(time, Clock) : null;

    /// <summary>How many jobs a session has, by status.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetJobSummary(PSObject item) =>
        PropertyReader.Value<IDictionary>(item, nameof(QuantumSession.JobSummary)) is { } counts ? DisplayText.JobSummary(counts) : null;

    /// <summary>What a session used, each as <c>key: value</c>.</summary>
    /// <param name="item">A session.</param>
    public static object? GetUsage(PSObject item) => Entries(item, nameof(QuantumSession.Usage));

    /// <summary>The parameters of a job, each as <c>key: value</c>.</summary>
    /// <param name="item">A job.</param>
    public static object? GetInputParams(PSObject item) => Entries(item, nameof(QuantumSessionJob.InputParams));

    /// <summary>The metadata of a job, each as <c>key: value</c>.</summary>
    /// <param name="item">A job.</param>
    public static object? GetMetadata(PSObject item) => Entries(item, nameof(QuantumSessionJob.Metadata));

    /// <summary>Whether cancellation of a job was requested, as text: in the condition of a view, text is true where False is not.</summary>
    /// <param name="item">A job.</param>
    public static string? GetIsCancelling(PSObject item) => PropertyReader.Text(item, nameof(QuantumSessionJob.IsCancelling));

    /// <summary>How many quantum computations a job made, as text: in the condition of a view, text is true where 0 is not.</summary>
    /// <param name="item">A job.</param>
    public static string? GetQuantumComputingCount(PSObject item) => PropertyReader.Text(item, nameof(QuantumSessionJob.QuantumComputingCount));

    /// <summary>The availability of a target, colored.</summary>
    /// <param name="item">A target.</param>
    public static string? GetAvailability(PSObject item) =>
        PropertyReader.Text(item, nameof(QuantumTarget.CurrentAvailability)) is { } availability ? DisplayText.Availability(availability) : null;

    /// <summary>The name of what was billed, or else its id.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetDimension(PSObject item) =>
        PropertyReader.Text(item, nameof(QuantumCostEvent.DimensionName)) ?? PropertyReader.Text(item, nameof(QuantumCostEvent.DimensionId));

    /// <summary>The amount that was used, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetAmountConsumed(PSObject item) => Amount(item, nameof(QuantumCostEvent.AmountConsumed));

    /// <summary>The amount that is billed, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetAmountBilled(PSObject item) => Amount(item, nameof(QuantumCostEvent.AmountBilled));

    /// <summary>The price of one unit, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetUnitPrice(PSObject item) => Amount(item, nameof(QuantumCostEvent.UnitPrice));

    /// <summary>The probability of an outcome, with four decimals.</summary>
    /// <param name="item">An outcome.</param>
    public static string GetProbability(PSObject item) => HistogramRow.Read(item).Probability;

    /// <summary>A bar as long as an outcome is probable, as wide as the window allows.</summary>
    /// <param name="item">An outcome.</param>
    public static string GetBar(PSObject item)
    {
        HistogramRow row = HistogramRow.Read(item);
        return Histogram.Bar(row.Outcome.Length, row.Share, HostWindow.Width, HostWindow.IsUtf8);
    }

    /// <summary>The name of a job and its target.</summary>
    /// <param name="item">The result of a job.</param>
    public static string GetHeading(PSObject item) =>
        $"{AnsiStyle.Bold}{PropertyReader.Text(item, nameof(QuantumJobResult.Name))}{AnsiStyle.Reset} on {PropertyReader.Text(item, nameof(QuantumJobResult.Target))}";

    /// <summary>The outcomes as a table with bars, or where the format could not be read, the number of bytes.</summary>
    /// <param name="item">The result of a job.</param>
    public static string GetHistogram(PSObject item) => PropertyReader.Value<bool>(item, nameof(QuantumJobResult.IsParsed))
        ? Histogram.Draw([.. Outcomes(item).Cast<object>().Select(HistogramRow.Read)], HostWindow.Width, HostWindow.IsUtf8)
        : $"{GetRawLength(item)} bytes in the format '{PropertyReader.Text(item, nameof(QuantumJobResult.OutputDataFormat))}', in Raw.";

    /// <summary>The number of different outcomes.</summary>
    /// <param name="item">The result of a job.</param>
    public static int GetOutcomeCount(PSObject item) => Outcomes(item).Count;

    /// <summary>The most probable outcome with its probability.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetMostProbable(PSObject item) => Outcomes(item) is { Count: > 0 } outcomes ? $"{outcomes[0]}" : null;

    /// <summary>How many shots there are in order, as text: in the condition of a view, text is true where 0 is not.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetShotCount(PSObject item) =>
        PropertyReader.Value<ICollection>(item, nameof(QuantumJobResult.Shots))?.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The length of the result as the provider wrote it, in bytes.</summary>
    /// <param name="item">The result of a job.</param>
    public static int GetRawLength(PSObject item) => PropertyReader.Value<ICollection>(item, nameof(QuantumJobResult.Raw))?.Count ?? 0;

    private static DateTimeOffset? CreationTime(PSObject item) =>
        item.BaseObject is IWorkspaceItem live ? live.CreationTime : PropertyReader.Time(item, nameof(IWorkspaceItem.CreationTime));

    private static PSObject? CostEstimate(PSObject item) =>
        PropertyReader.Value<object>(item, nameof(IWorkspaceItem.CostEstimate)) is { } estimate ? PSObject.AsPSObject(estimate) : null;

    private static IList Outcomes(PSObject item) => PropertyReader.Value<IList>(item, nameof(QuantumJobResult.Histogram)) ?? Array.Empty<object>();

    private static string? Time(PSObject item, string property) =>
        PropertyReader.Time(item, property) is { } time ? DisplayText.Time(time, Clock.LocalTimeZone) : null;

    private static object? Entries(PSObject item, string property) =>
        PropertyReader.Value<IDictionary>(item, property) is { } entries ? Lines(DisplayText.KeyValueLines(entries)) : null;

    // PowerShell puts braces around a list, which one line does not need.
    private static object? Lines(string[] lines) => lines switch
    {
        [] => null,
        [string line] => line,
        _ => lines,
    };

    private static string? Amount(PSObject item, string property) =>
        PropertyReader.Value<decimal?>(item, property) is { } amount ? DisplayText.Amount(amount) : null;
}
