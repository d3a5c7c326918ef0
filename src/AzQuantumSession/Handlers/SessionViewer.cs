using System.Runtime.CompilerServices;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Views;

namespace AzQuantumSession.Handlers;

/// <summary>Draws sessions as text, once or until they end.</summary>
internal sealed class SessionViewer(ICmdletOutput output, WorkspaceResolver resolver, IScreen screen, TimeProvider clock)
{
    /// <summary>The time between two drawings: the smallest unit of the times in a drawing.</summary>
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromSeconds(1);

    private readonly SessionChart _chart = new(screen, clock);

    /// <summary>Whether to draw a session until it ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The interval between two polls with <see cref="Follow"/>.</summary>
    public TimeSpan PollingInterval { get; init; }

    /// <summary>Draws a session. A session that has ended is drawn once.</summary>
    public async Task ShowAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session;
        if (!Follow || item.KnownItem is { IsTerminal: true })
        {
            session = await SessionJobs.ReadAsync(client, item, clock, cancellationToken);
        }
        else if (screen.CanRedraw)
        {
            session = await FollowLiveAsync(client, item.Id, cancellationToken);
        }
        else
        {
            session = await FollowLinesAsync(client, item.Id, cancellationToken);
        }

        Write(session);
    }

    /// <summary>Draws a session in the same place of the window until it ends. If the wait is cancelled, the last drawing stays.</summary>
    private async Task<QuantumSession> FollowLiveAsync(IWorkspaceClient client, string id, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using IAsyncEnumerator<QuantumSession> updates = WatchAsync(client, id, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var region = new LiveRegion(screen);
        QuantumSession? last = null;
        Task<bool> next = updates.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                // Also without a change, because the durations and the countdown change.
                Task tick = Task.Delay(RedrawInterval, clock, stop.Token);
                if (await Task.WhenAny(next, tick) == next)
                {
                    if (!await next)
                    {
                        region.Clear();
                        return last!;
                    }

                    last = updates.Current;
                    next = updates.MoveNextAsync().AsTask();
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (last is not null)
                {
                    region.Update(_chart.Draw(last.WithJobs(last.Jobs!, clock.GetUtcNow()), screen.Height - 1));
                }
            }
        }
        finally
        {
            // An enumerator cannot be disposed of while it reads.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Draws a session, and then writes a line for each change until it ends.</summary>
    private async Task<QuantumSession> FollowLinesAsync(IWorkspaceClient client, string id, CancellationToken cancellationToken)
    {
        QuantumSession? last = null;
        await foreach (QuantumSession session in WatchAsync(client, id, cancellationToken))
        {
            if (last is not null)
            {
                foreach (string line in _chart.DrawChanges(last, session))
                {
                    output.WriteObject(line);
                }
            }
            else if (!session.IsTerminal)
            {
                Write(session);
            }

            last = session;
        }

        return last!;
    }

    /// <summary>Polls a session with its jobs until it ends. The last item is the session that has ended.</summary>
    private async IAsyncEnumerable<QuantumSession> WatchAsync(
        IWorkspaceClient client, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ItemUpdate<QuantumSession> update in client.WatchSessionsAsync(
            [new WatchedItem<QuantumSession>(id)], static _ => false, new PollingOptions { Interval = PollingInterval }, cancellationToken))
        {
            yield return await SessionJobs.AddAsync(client, update.Item ?? throw update.Error!, clock, cancellationToken);
        }
    }

    private void Write(QuantumSession session)
    {
        string colored = string.Join(Environment.NewLine, _chart.Draw(session));
        string plain = SessionChart.RemoveColors(colored);
        // The engine removes colors where the user prefers plain text, and in files, but not if the output of the process is redirected.
        output.WriteObject(new QuantumSessionChart(session, plain, screen.CanRedraw ? colored : plain));
    }
}
