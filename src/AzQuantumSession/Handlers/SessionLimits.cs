using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The limits of a session. A session that exceeds a limit is closed.</summary>
internal sealed record SessionLimits
{
    /// <summary>The maximum cost, in the currency of the session's estimate; null for no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The maximum time that the session is open; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Whether there is a limit.</summary>
    public bool HasLimit => MaxCost is not null || MaxDuration is not null;

    /// <summary>The limits, for confirmation prompts.</summary>
    public string Description => (MaxCost, MaxDuration) switch
    {
        ({ } cost, null) => $"it costs more than {cost}",
        (null, { } duration) => $"it is open longer than {duration}",
        _ => $"it costs more than {MaxCost} or is open longer than {MaxDuration}",
    };

    /// <summary>Whether the estimated cost exceeds the limit.</summary>
    public bool IsCostExceededBy(QuantumSession session) => session.CostEstimate?.EstimatedTotal > MaxCost;

    /// <summary>Whether the session has been open longer than the limit.</summary>
    public bool IsDurationExceededBy(QuantumSession session, TimeProvider time) => time.GetUtcNow() - session.CreationTime > MaxDuration;

    /// <summary>Cancels the unfinished jobs and closes the session, unless the session has ended.</summary>
    /// <param name="output">Receives the errors of individual jobs.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The last known state of the session.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The error to report.</returns>
    public async Task<CmdletException> CloseAsync(
        ICmdletOutput output, IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        string outcome = "It has ended.";
        if (!session.IsTerminal)
        {
            await JobCanceller.CancelUnfinishedAsync(output, client, session.Id, cancellationToken);
            await client.CloseSessionAsync(session.Id, cancellationToken);
            outcome = "It is closed, and the cancellation of its unfinished jobs was requested.";
        }

        return IsCostExceededBy(session)
            ? new CmdletException(
                ErrorIds.CostLimitExceeded,
                ErrorCategory.LimitsExceeded,
                $"{session.DisplayName} is estimated to cost {session.CostEstimate}, more than the limit of {MaxCost}. {outcome}",
                session)
            : new CmdletException(
                ErrorIds.SessionLimitExceeded,
                ErrorCategory.LimitsExceeded,
                $"{session.DisplayName} was open longer than the limit of {MaxDuration}. {outcome}",
                session);
    }
}
