using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The maximum cost of a session. Closes sessions that exceed it.</summary>
/// <param name="Amount">The limit, in the currency of the session's estimate.</param>
internal sealed record CostLimit(decimal Amount)
{
    public bool IsExceededBy(QuantumSession session) => session.CostEstimate?.EstimatedTotal > Amount;

    /// <summary>Cancels the unfinished jobs and closes the session, unless the session has ended.</summary>
    /// <param name="output">Receives the errors of individual jobs.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The last known state of the session.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The error to report.</returns>
    public async Task<CmdletException> CloseSessionAsync(
        ICmdletOutput output,
        IWorkspaceClient client,
        QuantumSession session,
        CancellationToken cancellationToken)
    {
        string outcome = "It has ended.";
        if (!session.IsTerminal)
        {
            await JobCanceller.CancelUnfinishedAsync(output, client, session.Id, cancellationToken);
            await client.CloseSessionAsync(session.Id, cancellationToken);
            outcome = "It was closed, and the cancellation of its unfinished jobs was requested.";
        }

        return new CmdletException(
            ErrorIds.CostLimitExceeded,
            ErrorCategory.LimitsExceeded,
            $"{session.DisplayName} is estimated to cost {session.CostEstimate}, more than the limit of {Amount}. {outcome}",
            session);
    }
}
