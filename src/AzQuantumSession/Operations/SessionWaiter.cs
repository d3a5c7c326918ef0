using System.Management.Automation;
using System.Threading.Channels;
using AzQuantumSession.Errors;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>
/// Waits for sessions, all together, whatever workspaces they are in. Each is written once, as soon as it is done. The wait
/// may end early (<c>-Any</c>, <c>-Timeout</c>, Ctrl+C); that ends no session.
/// </summary>
internal sealed class SessionWaiter(ICommandPipeline pipeline, TimeProvider time)
{
    private readonly Dictionary<SessionKey, QuantumSession?> _waiting = [];
    private int _total;
    private int _done;

    /// <summary>The statuses any of which ends the wait; empty for the session's end.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Whether the first session that is done ends the wait for all.</summary>
    public bool Any { get; init; }

    /// <summary>How long to wait at the most; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null for the client's own growing interval.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>Whether a session that ended <c>Failed</c> or <c>TimedOut</c> is an error.</summary>
    public bool ErrorOnFailure { get; init; }

    /// <summary>Adds a session to those that are waited for; one that is there already counts once.</summary>
    public void Add(IWorkspaceClient client, SessionItem item)
    {
        if (_waiting.TryAdd(new SessionKey(client, item.Id), item.Known))
        {
            _total++;
        }
    }

    /// <summary>Waits until every session is done, or the wait ends early.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_total == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var observations = Channel.CreateUnbounded<(IWorkspaceClient Client, Observation<QuantumSession> Observation)>();
        Task watching = WatchAllAsync(observations.Writer, ending.Token);
        WriteProgress();
        try
        {
            await foreach ((IWorkspaceClient client, Observation<QuantumSession> observation) in observations.Reader.ReadAllAsync(cancellationToken))
            {
                Take(new SessionKey(client, observation.Id), observation);
                WriteProgress();
                if (Any && _done > 0)
                {
                    return;
                }
            }

            if (timeout.IsCancellationRequested)
            {
                WriteTimeouts();
            }
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
            pipeline.WriteProgress(Progress() with { IsCompleted = true });
        }
    }

    private static bool IsAmong(IReadOnlyList<string> statuses, string status) =>
        statuses.Contains(status, StringComparer.OrdinalIgnoreCase);

    private async Task WatchAllAsync(
        ChannelWriter<(IWorkspaceClient Client, Observation<QuantumSession> Observation)> writer,
        CancellationToken cancellationToken)
    {
        await Task.WhenAll(_waiting.Keys.GroupBy(key => key.Client).Select(
            group => WatchAsync(group.Key, [.. group.Select(key => key.Id)], writer, cancellationToken)));
        writer.Complete();
    }

    private async Task WatchAsync(
        IWorkspaceClient client,
        string[] ids,
        ChannelWriter<(IWorkspaceClient Client, Observation<QuantumSession> Observation)> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Observation<QuantumSession> observation in
                client.WatchSessionsAsync(ids, IsDone, PollingInterval, cancellationToken))
            {
                await writer.WriteAsync((client, observation), CancellationToken.None);
            }
        }
        catch (QuantumServiceException e)
        {
            // The whole workspace cannot be watched: so it is for each of its sessions that is not done.
            foreach (string id in ids)
            {
                await writer.WriteAsync((client, new Observation<QuantumSession>(id, null, e, IsLast: true)), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait has ended; what was seen until then is in the channel.
        }
    }

    private bool IsDone(QuantumSession session) => session.IsTerminal || IsAmong(Statuses, session.Status);

    private void Take(SessionKey key, Observation<QuantumSession> observation)
    {
        if (!_waiting.TryGetValue(key, out QuantumSession? known))
        {
            return;
        }

        if (!observation.IsLast)
        {
            _waiting[key] = observation.Item ?? known;
            return;
        }

        object target = known is null ? key.Id : known;
        _waiting.Remove(key);
        if (observation.Item is { } session)
        {
            _done++;
            WriteOutcome(session);
        }
        else
        {
            pipeline.WriteError(ErrorTable.ToError(observation.Error!, target));
        }
    }

    private void WriteOutcome(QuantumSession session)
    {
        bool wanted = Statuses.Count == 0 || IsAmong(Statuses, session.Status);
        bool failed = IsAmong([SessionStatus.Failed, SessionStatus.TimedOut], session.Status);
        if (ErrorOnFailure && failed && !IsAmong(Statuses, session.Status))
        {
            pipeline.WriteError(FailureOf(session).ToError());
        }
        else if (wanted)
        {
            pipeline.WriteObject(session);
        }
        else
        {
            pipeline.WriteError(new CommandException(
                ErrorIds.StatusNotReached,
                ErrorCategory.InvalidResult,
                $"Session '{session.Name}' ({session.Id}) ended as {session.Status} and will not become {string.Join(" or ", Statuses)}.",
                session).ToError());
        }
    }

    private static CommandException FailureOf(QuantumSession session) =>
        string.Equals(session.Status, SessionStatus.TimedOut, StringComparison.OrdinalIgnoreCase)
            ? new CommandException(
                ErrorIds.SessionTimedOut,
                ErrorCategory.OperationTimeout,
                $"Session '{session.Name}' ({session.Id}) timed out: no new job came for 10 minutes.{Reason(session)}",
                session,
                "Close a session when its last job is submitted, and submit the next job within 10 minutes.")
            : new CommandException(
                ErrorIds.SessionFailed,
                ErrorCategory.InvalidResult,
                $"Session '{session.Name}' ({session.Id}) failed.{Reason(session)}",
                session,
                "Look at the session's failed jobs.");

    private static string Reason(QuantumSession session) =>
        session.ErrorData?.ToString() is { Length: > 0 } reason ? $" {reason}" : "";

    private void WriteTimeouts()
    {
        foreach ((SessionKey key, QuantumSession? session) in _waiting)
        {
            string state = session is null ? "It could not be read yet." : $"It is {session.Status}.";
            pipeline.WriteError(new CommandException(
                ErrorIds.WaitTimeout,
                ErrorCategory.OperationTimeout,
                $"Session '{session?.Name ?? key.Id}' was not done within {Timeout}. {state} The session itself goes on.",
                session is null ? key.Id : session).ToError());
        }
    }

    private void WriteProgress() => pipeline.WriteProgress(Progress());

    private CommandProgress Progress()
    {
        int finished = _total - _waiting.Count;
        QuantumSession? slowest = _waiting.Values
            .Where(session => session is not null)
            .MinBy(session => session!.CreationTime ?? DateTimeOffset.MaxValue);
        return new CommandProgress(
            _total == 1 ? "Waiting for a session" : $"Waiting for {_total} sessions",
            $"{finished} of {_total} done",
            slowest is null ? null : $"'{slowest.Name}' is {slowest.Status}",
            finished * 100 / _total);
    }

    /// <summary>A session in a workspace. Ids are compared without case, as the service does.</summary>
    private sealed record SessionKey(IWorkspaceClient Client, string Id)
    {
        public bool Equals(SessionKey? other) =>
            other is not null
            && ReferenceEquals(Client, other.Client)
            && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Id);
    }
}
