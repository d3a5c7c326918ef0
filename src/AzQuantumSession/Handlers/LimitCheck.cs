using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Whether the limits of a session can be checked while a script block runs. Warns when a check fails, and again when a later check succeeds.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="deferredErrors">Receives the error if the last check failed.</param>
/// <param name="warn">Shows a warning. Called on any thread.</param>
/// <param name="time">The clock.</param>
internal sealed class LimitCheck(QuantumSession session, DeferredOutput deferredErrors, Action<string> warn, TimeProvider time)
{
    private QuantumServiceException? _failure;
    private long _failedAt;

    /// <summary>Reads the session.</summary>
    /// <returns>The session; null if it cannot be read.</returns>
    public async Task<QuantumSession?> TryReadAsync(Func<Task<QuantumSession>> read, CancellationToken cancellationToken)
    {
        try
        {
            QuantumSession current = await read();
            if (_failure is not null)
            {
                _failure = null;
                warn($"The limits of {session.DisplayName} are checked again.");
            }

            return current;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (_failure is null)
            {
                _failedAt = time.GetTimestamp();
                warn($"The limits of {session.DisplayName} cannot be checked at the moment: {e.Message}");
            }

            _failure = PollingErrors.ToServiceException(e);
            return null;
        }
    }

    /// <summary>Reports that the limits could not be checked at the end.</summary>
    public void ReportFailure()
    {
        if (_failure is null)
        {
            return;
        }

        TimeSpan elapsed = TimeSpan.FromSeconds(Math.Floor(time.GetElapsedTime(_failedAt).TotalSeconds));
        var error = new QuantumServiceException(
            _failure.Kind, $"The limits of {session.DisplayName} could not be checked during the last {elapsed}: {_failure.Message}", _failure)
        {
            RecommendedAction = _failure.RecommendedAction,
        };
        deferredErrors.WriteError(ErrorMapper.ToError(error, session));
    }
}
