namespace AzQuantumSession.Handlers;

/// <summary>Closes a session after its maximum duration, if this process still runs. No command waits for it.</summary>
internal static class SessionExpiry
{
    /// <summary>Starts to count the duration.</summary>
    /// <returns>A task that completes after the session is closed, or the attempt failed.</returns>
    public static Task StartAsync(IWorkspaceClient client, string sessionId, TimeSpan maxDuration, TimeProvider time)
    {
        return Telemetry.RunDetached(async () =>
        {
            await Task.Delay(maxDuration, time);
            try
            {
                await client.CloseSessionAsync(sessionId, CancellationToken.None);
            }
            catch (QuantumServiceException)
            {
                // No command can report the error. The service ends an idle session after 10 minutes.
            }
        });
    }
}
