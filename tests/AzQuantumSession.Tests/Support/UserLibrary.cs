namespace AzQuantumSession.Tests.Support;

/// <summary>A library of the user that waits synchronously for its own continuations, which needs a thread without a synchronization context.</summary>
public static class UserLibrary
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Returns 42, or throws an exception if the continuation of the method cannot run.</summary>
    public static int Get()
    {
        Task<int> result = GetAsync();
        return result.Wait(Limit) ? result.Result : throw new TimeoutException("The continuation waits for the thread that waits for it.");
    }

    // Without ConfigureAwait(false), as in many libraries.
    private static async Task<int> GetAsync()
    {
        await Task.Delay(1);
        return 42;
    }
}
