using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>
/// Computes the values in the views of <c>AzQuantumSession.Format.ps1xml</c>. Each method is the getter of a hidden property in
/// <c>AzQuantumSession.Types.ps1xml</c>: properties work in all language modes, and are faster than script blocks.
/// </summary>
/// <remarks>
/// All methods accept deserialized objects (<c>Start-Job</c>, <c>Import-Clixml</c>), and return null if there is no value. The text is the
/// same in all cultures. Times are local. <see cref="ResultViewFormatter"/> computes the values of results.
/// </remarks>
public static class ViewFormatter
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>The status of a session or job, colored.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetStatus(PSObject item) =>
        (item.BaseObject is IWorkspaceItem workspaceItem ? workspaceItem.Status : item.Text(nameof(IWorkspaceItem.Status))) is { } status
            ? DisplayText.Status(status)
            : null;

    /// <summary>The workspace of an object in a table of several workspaces: its name, its resource group, and its subscription.</summary>
    /// <param name="item">A session, job, or target.</param>
    public static string? GetWorkspaceGroup(PSObject item) => Text(item, nameof(IWorkspaceItem.Workspace))?.Split('/') switch
    {
        ["", _, var subscription, _, var resourceGroup, _, _, _, var name] => $"{name} ({resourceGroup}, {subscription})",
        [..] parts => parts[^1],
        null => null,
    };

    /// <summary>The creation time of a session or job, in 11 characters: the date and time, or the date with the year after 180 days.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreated(PSObject item) => CreationTime(item) is { } time ? DisplayText.ShortTime(time, Clock) : null;

    /// <summary>The time when a file was last written, in the form of <see cref="GetCreated"/>.</summary>
    /// <param name="item">A file of a job.</param>
    public static string? GetModified(PSObject item) =>
        item.Time(nameof(QuantumJobFile.LastModifiedTime)) is { } time ? DisplayText.ShortTime(time, Clock) : null;

    /// <summary>The duration of a session or job until its end, or until now, in at most 8 characters.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetDuration(PSObject item)
    {
        (TimeSpan? duration, bool isTerminal) = item.BaseObject is IWorkspaceItem workspaceItem
            ? (workspaceItem.Duration, workspaceItem.IsTerminal)
            : (item.Value<TimeSpan?>(nameof(IWorkspaceItem.Duration)), item.Value<bool>(nameof(IWorkspaceItem.IsTerminal)));
        return DisplayText.Duration(duration, isTerminal ? null : CreationTime(item), Clock);
    }

    /// <summary>The estimated total cost with its currency, rounded for a column, or <c>mixed</c> for costs in several currencies.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetShortCost(PSObject item)
    {
        (decimal? cost, string? currency) = item.BaseObject is IWorkspaceItem workspaceItem
            ? (workspaceItem.CostEstimate?.EstimatedTotal, workspaceItem.CostEstimate?.CurrencyCode)
            : (item.Value<decimal?>(nameof(QuantumSession.Cost)), item.Text(nameof(QuantumSession.Currency)));
        return cost is { } total ? DisplayText.ShortCost(total, VisibleText.Line(currency))
            : CountCurrencies(item) > 1 ? "mixed"
            : null;
    }

    // Only sessions have the property. A lookup by name would take a large part of the time of a table.
    private static int CountCurrencies(PSObject item) => item.BaseObject switch
    {
        QuantumSession session => session.CostByCurrency?.Count ?? 0,
        IWorkspaceItem => 0,
        _ => item.Texts(nameof(QuantumSession.CostByCurrency)).Length,
    };

    /// <summary>The target and the name of a session, a job, or a result in aligned columns, and the id if the window has room for it.</summary>
    /// <param name="item">A session or job.</param>
    public static string GetTargetName(PSObject item) => ItemColumns.Read(item).Format(HostWindow.Width);

    /// <summary>The estimated total cost in each currency, not rounded, after <c>at least</c> if the cost of a job is not known.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCost(PSObject item) => VisibleText.Line(DisplayText.TotalCost(
        item.Texts(nameof(QuantumSession.CostByCurrency)) is { Length: > 0 } totals ? totals : [item.Text(nameof(QuantumSession.CostEstimate)) ?? ""],
        item.Value<bool>(nameof(QuantumSession.CostIsPartial))));

    /// <summary>The parts of the estimated total cost: each dimension with its amount.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetCostDetails(PSObject item) =>
        CostEstimate(item) is { } estimate ? Lines(estimate.Texts(nameof(QuantumCostEstimate.Events))) : null;

    /// <summary>The error code and message of a failed session or job.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetError(PSObject item) => Text(item, nameof(QuantumSession.ErrorData));

    /// <summary>The underlying errors of <see cref="GetError"/>.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetErrorDetails(PSObject item) =>
        item.Value<object>(nameof(QuantumSession.ErrorData)) is { } error
            ? Lines(PSObject.AsPSObject(error).Texts(nameof(QuantumErrorData.Details)))
            : null;

    /// <summary>The tags of a session or job.</summary>
    /// <param name="item">A session or job.</param>
    public static object? GetTags(PSObject item) => Lines(item.Texts(nameof(QuantumSession.Tags)));

    /// <summary>The creation time of a session or job, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreationTime(PSObject item) => Time(item, nameof(QuantumSession.CreationTime));

    /// <summary>The start of execution of a session or job, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetBeginExecutionTime(PSObject item) => Time(item, nameof(QuantumSession.BeginExecutionTime));

    /// <summary>The end of execution of a session or job, with the offset from UTC.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetEndExecutionTime(PSObject item) => Time(item, nameof(QuantumSession.EndExecutionTime));

    /// <summary>The time when a user last changed a session, with the offset from UTC.</summary>
    /// <param name="item">A session.</param>
    public static string? GetLastModifiedTime(PSObject item) => Time(item, nameof(QuantumSession.LastModifiedTime));

    /// <summary>The time when the service last updated a session, with the offset from UTC.</summary>
    /// <param name="item">A session.</param>
    public static string? GetLastUpdatedTime(PSObject item) => Time(item, nameof(QuantumSession.LastUpdatedTime));

    /// <summary>The time when a session was last used, with the offset from UTC.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetLastActivityTime(PSObject item) => Time(item, nameof(QuantumSession.LastActivityTime));

    /// <summary>The time when the cancellation of a job was requested, with the offset from UTC.</summary>
    /// <param name="item">A job.</param>
    public static string? GetCancellationTime(PSObject item) => Time(item, nameof(QuantumSessionJob.CancellationTime));

    /// <summary>The time until the service ends an idle session, in minutes and seconds.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetTimesOutIn(PSObject item) =>
        item.Time(nameof(QuantumSession.IdleTimeoutTime)) is { } time ? DisplayText.Countdown(time, Clock) : null;

    /// <summary>The number of jobs in a session, by status.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetJobSummary(PSObject item) =>
        item.Value<IDictionary>(nameof(QuantumSession.JobSummary)) is { } counts ? VisibleText.Line(DisplayText.JobSummary(counts)) : null;

    /// <summary>The usage of a session, each entry as <c>key: value</c>.</summary>
    /// <param name="item">A session.</param>
    public static object? GetUsage(PSObject item) => Entries(item, nameof(QuantumSession.Usage));

    /// <summary>The input parameters of a job, each as <c>key: value</c>.</summary>
    /// <param name="item">A job.</param>
    public static object? GetInputParams(PSObject item) => Entries(item, nameof(QuantumSessionJob.InputParams));

    /// <summary>The metadata of a job, each entry as <c>key: value</c>.</summary>
    /// <param name="item">A job.</param>
    public static object? GetMetadata(PSObject item) => Entries(item, nameof(QuantumSessionJob.Metadata));

    /// <summary>Whether the cancellation of a job was requested, as a string: in the condition of a view, the Boolean false counts as absent.</summary>
    /// <param name="item">A job.</param>
    public static string? GetIsCancelling(PSObject item) => item.Text(nameof(QuantumSessionJob.IsCancelling));

    /// <summary>The number of quantum computations of a job, as a string: in the condition of a view, the number 0 counts as absent.</summary>
    /// <param name="item">A job.</param>
    public static string? GetQuantumComputingCount(PSObject item) => item.Text(nameof(QuantumSessionJob.QuantumComputingCount));

    /// <summary>The availability of a target, colored.</summary>
    /// <param name="item">A target.</param>
    public static string? GetAvailability(PSObject item) =>
        item.Text(nameof(QuantumTarget.CurrentAvailability)) is { } availability ? DisplayText.Availability(availability) : null;

    /// <summary>The average queue time of a target, in at most 8 characters.</summary>
    /// <param name="item">A target.</param>
    public static string? GetQueueTime(PSObject item) =>
        DisplayText.Duration(item.Value<TimeSpan?>(nameof(QuantumTarget.AverageQueueTime)), null, Clock);

    /// <summary>The target of a quota, or the provider if the quota applies to all its targets.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetQuotaTarget(PSObject item) => Text(item, nameof(QuantumQuota.Target)) ?? Text(item, nameof(QuantumQuota.ProviderId));

    /// <summary>The used amount of a quota, in at most 8 characters.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetUsed(PSObject item) => ShortAmount(item, nameof(QuantumQuota.Used));

    /// <summary>The amount of a quota that is left, in at most 8 characters.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetLeft(PSObject item) => ShortAmount(item, nameof(QuantumQuota.Left));

    /// <summary>A bar and the used part of a quota in percent, and the limit and the period if the window has room for them.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetUsedPercent(PSObject item) => QuotaBar.Format(
        item.Value<double?>(nameof(QuantumQuota.UsedPercent)),
        item.Value<decimal?>(nameof(QuantumQuota.Limit)),
        Text(item, nameof(QuantumQuota.Period)),
        HostWindow.Width,
        HostWindow.IsUtf8);

    /// <summary>The name of the billed dimension, or its id if it has no name.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetDimension(PSObject item) =>
        Text(item, nameof(QuantumCostEvent.DimensionName)) ?? Text(item, nameof(QuantumCostEvent.DimensionId));

    /// <summary>The consumed amount, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetAmountConsumed(PSObject item) => Amount(item, nameof(QuantumCostEvent.AmountConsumed));

    /// <summary>The billed amount, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetAmountBilled(PSObject item) => Amount(item, nameof(QuantumCostEvent.AmountBilled));

    /// <summary>The price of one unit, with up to six decimals.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetUnitPrice(PSObject item) => Amount(item, nameof(QuantumCostEvent.UnitPrice));

    /// <summary>The drawing of a session. A deserialized drawing has no colors.</summary>
    /// <param name="item">A drawing.</param>
    public static string? GetChart(PSObject item) =>
        item.BaseObject is QuantumSessionChart chart ? chart.ColoredText : item.Text(nameof(QuantumSessionChart.Text));

    private static DateTimeOffset? CreationTime(PSObject item) =>
        item.BaseObject is IWorkspaceItem workspaceItem ? workspaceItem.CreationTime : item.Time(nameof(IWorkspaceItem.CreationTime));

    private static PSObject? CostEstimate(PSObject item) =>
        item.Value<object>(nameof(IWorkspaceItem.CostEstimate)) is { } estimate ? PSObject.AsPSObject(estimate) : null;

    private static string? Time(PSObject item, string property) =>
        item.Time(property) is { } time ? DisplayText.Time(time, Clock.LocalTimeZone) : null;

    private static object? Entries(PSObject item, string property) =>
        item.Value<IDictionary>(property) is { } entries ? Lines(DisplayText.KeyValueLines(entries)) : null;

    // PowerShell encloses a list in braces, which is not necessary for a single line.
    private static object? Lines(string[] lines) => lines switch
    {
        [] => null,
        [string line] => VisibleText.Lines(line),
        _ => Array.ConvertAll(lines, line => VisibleText.Lines(line)),
    };

    private static string? Text(PSObject item, string property) => VisibleText.Line(item.Text(property));

    private static string? ShortAmount(PSObject item, string property) =>
        item.Value<decimal?>(property) is { } amount ? DisplayText.ShortAmount(amount) : null;

    private static string? Amount(PSObject item, string property) =>
        item.Value<decimal?>(property) is { } amount ? DisplayText.Amount(amount) : null;
}
