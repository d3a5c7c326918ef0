using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Observes a session while the pipeline thread runs a script block. Closes the session and stops the block at a limit.</summary>
internal sealed class SessionMonitor : IAsyncDisposable
{
    private static readonly TimeSpan WarningTime = TimeSpan.FromMinutes(2);

    private readonly IWorkspaceClient _client;
    private readonly QuantumSession _session;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private JobLimit? _jobLimit;
    private int _isClosing;

    /// <summary>Starts to observe the session.</summary>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="session">The session.</param>
    /// <param name="time">The clock.</param>
    public SessionMonitor(IWorkspaceClient client, QuantumSession session, TimeProvider time)
    {
        _client = client;
        _session = session;
        _time = time;
    }

    /// <summary>The interval between two polls of the cost and the number of jobs.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the session exceeded a limit. It was closed, or there is an error that says how to close it.</summary>
    public bool HasEnforcedLimit { get; private set; }

    /// <summary>Closes the session and stops the block when the session exceeds a limit.</summary>
    /// <param name="limits">The limits. The duration counts from now.</param>
    /// <param name="deferredErrors">Receives the errors.</param>
    /// <param name="warn">Shows a warning. Called on any thread.</param>
    /// <param name="stopBlock">Stops the block.</param>
    public void Enforce(SessionLimits limits, DeferredOutput deferredErrors, Action<string> warn, Action stopBlock)
    {
        if (limits.MaxJobs is { } maxJobs)
        {
            _jobLimit = new JobLimit(_session.Id, maxJobs);
            Start(async () =>
            {
                await _jobLimit.Reached.WaitAsync(_stop.Token);
                await CloseAsync(_session, limits.JobsReached);
            });
        }

        if (limits.HasLimitOfJobs)
        {
            Start(() => PollAsync(limits, new LimitCheck(_session, deferredErrors, warn, _time), CloseAsync));
        }

        if (limits.MaxDuration is { } duration)
        {
            Start(async () =>
            {
                await Task.Delay(duration, _time, _stop.Token);
                await CloseAsync(_session, limits.DurationExceeded);
            });
        }

        void Start(Func<Task> work) => Run(() => deferredErrors.RunForItemAsync(_session, work));

        async Task CloseAsync(QuantumSession session, LimitViolation violation)
        {
            if (Interlocked.Exchange(ref _isClosing, 1) != 0)
            {
                return;
            }

            stopBlock();
            try
            {
                CmdletException error = await SessionLimits.CloseAsync(deferredErrors, _client, session, violation, _time, CancellationToken.None);
                deferredErrors.WriteError(error.ToError());
                HasEnforcedLimit = true;
            }
            finally
            {
                _jobLimit?.Release();
            }
        }
    }

    // The duration counts from the start of the block, and not from the opening of the session, so it has its own timer.
    private async Task PollAsync(SessionLimits limits, LimitCheck check, Func<QuantumSession, LimitViolation, Task> closeAsync)
    {
        SessionLimits polled = limits with { MaxDuration = null };
        try
        {
            while (true)
            {
                if (await check.TryReadAsync(ReadAsync, _stop.Token) is { } current)
                {
                    _jobLimit?.Add(current.Jobs ?? []);
                    if (polled.FindViolation(current, _time) is { } violation)
                    {
                        await closeAsync(current, violation);
                        return;
                    }

                    if (current.IsTerminal)
                    {
                        return;
                    }
                }

                await Task.Delay(PollingInterval, _time, _stop.Token);
            }
        }
        finally
        {
            check.ReportFailure();
        }

        async Task<QuantumSession> ReadAsync() =>
            await SessionJobs.AddAsync(_client, await _client.GetSessionAsync(_session.Id, _stop.Token), _time, _stop.Token);
    }

    /// <summary>Warns before the service ends the session because no job runs.</summary>
    /// <param name="warn">Shows a warning. Called on any thread.</param>
    public void WarnBeforeIdleTimeout(Action<string> warn) => Run(async () =>
    {
        DateTimeOffset? warnedFor = null;
        while (true)
        {
            TimeSpan delay = SessionStatus.IdleTimeout - WarningTime;
            try
            {
                if ((await SessionJobs.AddAsync(_client, _session, _time, _stop.Token)).IdleTimeoutTime is { } timeout)
                {
                    TimeSpan left = timeout - _time.GetUtcNow();
                    if (left > WarningTime)
                    {
                        delay = left - WarningTime;
                    }
                    else if (left > TimeSpan.Zero && timeout != warnedFor && !(await _client.GetSessionAsync(_session.Id, _stop.Token)).IsTerminal)
                    {
                        warn($"{_session.DisplayName} times out in {left:mm\\:ss}, because no job runs. Submit a job, or close the session.");
                        warnedFor = timeout;
                    }
                }
            }
            catch (QuantumServiceException)
            {
                // The warning is an aid. The next attempt may succeed, and the block meets the same error.
                delay = WarningTime / 2;
            }

            await Task.Delay(delay, _time, _stop.Token);
        }
    });

    /// <summary>Stops to observe the session.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _jobLimit?.Dispose();
        _stop.Dispose();
    }

    private void Run(Func<Task> work)
    {
        // On another thread, because the pipeline thread runs the user's script block. For the same reason, the work has no client host:
        // the host would wait for the pipeline thread.
        _tasks.Add(Telemetry.RunDetached(async () =>
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The block has ended. The caller closes the session next.
            }
        }));
    }
}
