using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>What a session may cost, and what happens when it passes that.</summary>
/// <param name="Amount">The limit, in the currency of the session's estimate.</param>
internal sealed record CostLimit(decimal Amount)
{
    public bool IsExceededBy(QuantumSession session) => session.CostEstimate?.EstimatedTotal > Amount;

    /// <summary>Asks the unfinished jobs to cancel and closes the session, unless it has ended.</summary>
    /// <param name="output">Where errors of single jobs go.</param>
    /// <param name="client">The session's workspace.</param>
    /// <param name="session">The session, as last seen.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The error that says so.</returns>
    public async Task<CmdletException> CloseSessionAsync(
        ICmdletOutput output,
        IWorkspaceClient client,
        QuantumSession session,
        CancellationToken cancellationToken)
    {
        string outcome = "It has ended.";
        if (!session.IsTerminal)
        {
            await new JobCanceller(output).CancelUnfinishedAsync(client, session.Id, cancellationToken);
            await client.CloseSessionAsync(session.Id, cancellationToken);
            outcome = "It is closed, and its unfinished jobs are asked to cancel.";
        }

        return new CmdletException(
            ErrorIds.CostLimitExceeded,
            ErrorCategory.LimitsExceeded,
            $"{session.DisplayName} is estimated to cost {session.CostEstimate}, more than the limit of {Amount}. {outcome}",
            session);
    }
}
