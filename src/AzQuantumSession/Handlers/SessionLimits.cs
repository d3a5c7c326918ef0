using AzQuantumSession.Output;
using AzQuantumSession.Views;

namespace AzQuantumSession.Handlers;

/// <summary>The limits of a session. A session that exceeds a limit is closed.</summary>
internal sealed record SessionLimits
{
    /// <summary>The maximum cost, in the currency of the estimate; null for no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The maximum time that the session is open; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The maximum number of jobs; null for no limit.</summary>
    public int? MaxJobs { get; init; }

    /// <summary>Whether there is a limit.</summary>
    public bool HasLimit => HasLimitOfJobs || MaxDuration is not null;

    /// <summary>Whether a limit concerns the jobs of the session.</summary>
    public bool HasLimitOfJobs => MaxCost is not null || MaxJobs is not null;

    /// <summary>The limits, for confirmation prompts.</summary>
    public string Description => "it " + string.Join(" or ", new[]
    {
        MaxCost is { } cost ? $"costs more than {cost}" : null,
        MaxDuration is { } duration ? $"is open longer than {duration}" : null,
        MaxJobs is { } jobs ? $"has more than {jobs} {(jobs == 1 ? "job" : "jobs")}" : null,
    }.OfType<string>());

    /// <summary>The violation of a session that is open longer than <see cref="MaxDuration"/>.</summary>
    public LimitViolation DurationExceeded => new(ErrorIds.SessionLimitExceeded, $"was open longer than the limit of {MaxDuration}");

    /// <summary>The violation of a session that has <see cref="MaxJobs"/> jobs, and to which a command tried to submit another job.</summary>
    public LimitViolation JobsReached => new(ErrorIds.SessionLimitExceeded, $"has the maximum number of jobs, {MaxJobs}, and another job was not submitted");

    /// <summary>Returns the limit that a session exceeds, or null. For a session that has ended, only the cost counts.</summary>
    /// <param name="session">The session, with its jobs if <see cref="HasLimitOfJobs"/>.</param>
    /// <param name="time">The clock.</param>
    public LimitViolation? FindViolation(QuantumSession session, TimeProvider time)
    {
        IReadOnlyList<QuantumCostEstimate> costs = session.CostByCurrency ?? (session.CostEstimate is { } estimate ? [estimate] : []);
        if (costs.Any(cost => cost.EstimatedTotal > MaxCost))
        {
            return new LimitViolation(
                ErrorIds.CostLimitExceeded,
                $"is estimated to cost {DisplayText.TotalCost(costs.Select(cost => $"{cost}"), session.CostIsPartial is true)}, more than the limit of {MaxCost}");
        }

        if (session.IsTerminal)
        {
            return null;
        }

        return session.Jobs?.Count > MaxJobs
            ? new LimitViolation(ErrorIds.SessionLimitExceeded, $"has {session.Jobs.Count} jobs, more than the limit of {MaxJobs}")
            : time.GetUtcNow() - session.CreationTime > MaxDuration ? DurationExceeded : null;
    }

    /// <summary>Closes the session and cancels its unfinished jobs, unless the session has ended.</summary>
    /// <param name="output">Receives the errors if the session cannot be closed, or jobs cannot be cancelled.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The last known state of the session.</param>
    /// <param name="violation">The limit that the session exceeds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the attempt early, which is an error.</param>
    /// <returns>The error to report.</returns>
    public static async Task<CmdletException> CloseAsync(
        ICmdletOutput output,
        IWorkspaceClient client,
        QuantumSession session,
        LimitViolation violation,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        string outcome = session.IsTerminal ? "It has ended."
            : await SessionClosing.TryCloseAsync(output, client, session, cancelJobs: true, time, cancellationToken)
                ? "It is closed, and the cancellation of its unfinished jobs was requested."
                : "It could not be closed.";
        return new CmdletException(violation.ErrorId, ErrorCategory.LimitsExceeded, $"{session.DisplayName} {violation.Text}. {outcome}", session);
    }
}

/// <summary>A limit that a session exceeds.</summary>
/// <param name="ErrorId">The id of the error to report.</param>
/// <param name="Text">What the session did, for a message that starts with the session.</param>
internal sealed record LimitViolation(string ErrorId, string Text);
