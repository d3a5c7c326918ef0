using System.Runtime.CompilerServices;

namespace AzQuantumSession.Client;

/// <summary>Polls sessions with the common engine.</summary>
internal static class SessionWatch
{
    /// <summary>Polls until every session is done.</summary>
    public static async IAsyncEnumerable<SessionObservation> RunAsync(
        SessionPollSource source,
        IReadOnlyCollection<string> sessionIds,
        Predicate<QuantumSession> isDone,
        PollingInterval interval,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Watch<QuantumSession> watch = new(source, isDone, interval);
        await foreach (Observation<QuantumSession> seen in watch.RunAsync(sessionIds, cancellationToken).ConfigureAwait(false))
        {
            yield return new SessionObservation(seen.Id, seen.Item, seen.Error, seen.IsLast);
        }
    }
}
