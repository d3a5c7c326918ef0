using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SharedReadsTests
{
    [Fact]
    public void GetAsync_shares_the_read_that_follows_a_failed_read()
    {
        var reads = new SharedReads<int>();
        var responses = new List<TaskCompletionSource<int>>();

        new PipelineSynchronizationContext(static () => { }).Run(async () =>
        {
            Task<int> first = GetAgainAsync();
            Task<int> second = GetAsync();
            responses[0].SetException(new QuantumServiceException(QuantumErrorKind.Unavailable, "later"));
            await Assert.ThrowsAsync<QuantumServiceException>(() => second);

            Task<int> third = GetAsync();
            Assert.Equal(2, responses.Count);
            responses[1].SetResult(42);
            int[] values = await Task.WhenAll(first, third);
            Assert.Equal([42, 42], values);
        });

        Task<int> GetAsync() => reads.GetAsync(null!, "id", () =>
        {
            responses.Add(new TaskCompletionSource<int>());
            return responses[^1].Task;
        });

        async Task<int> GetAgainAsync()
        {
            await Assert.ThrowsAsync<QuantumServiceException>(GetAsync);
            return await GetAsync();
        }
    }
}
