using System.Collections.Concurrent;
using AzQuantumSession.Client.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class ContainerPrefetcherTests : IDisposable
{
    private const string SessionId = "7a0c5f2e-0000-4000-8000-00000000000a";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ConcurrentQueue<string> _requested = new();
    private readonly ContainerPrefetcher _prefetcher;
    private Func<string, CancellationToken, Task<Uri>> _respond;

    public ContainerPrefetcherTests()
    {
        _respond = (id, _) => Task.FromResult(CreateUri(id));
        _prefetcher = Create();
    }

    public void Dispose() => _prefetcher.Dispose();

    [Fact]
    public async Task The_first_submission_requests_nothing()
    {
        await SubmitAsync();

        Assert.Null(await SubmitAsync(record: false));
        Assert.Empty(_requested);
    }

    [Fact]
    public async Task The_second_submission_requests_the_container_of_the_third()
    {
        await SubmitTwiceAsync();

        string id = _prefetcher.CreateJobId(SessionId);

        Assert.Equal(CreateUri(id), await TakeAsync(id));
        Assert.Equal([id], _requested);
    }

    [Fact]
    public async Task Each_submission_of_a_loop_uses_the_container_of_its_predecessor()
    {
        await SubmitTwiceAsync();

        for (int i = 0; i < 5; i++)
        {
            Assert.NotNull(await SubmitAsync());
        }

        Assert.NotNull(await TakeAsync(_prefetcher.CreateJobId(SessionId)));
        Assert.Equal(6, _requested.Count);
    }

    [Fact]
    public async Task Only_one_container_is_ahead()
    {
        await SubmitTwiceAsync();
        foreach (string id in (string[])["a", "b", "c"])
        {
            Assert.Null(await TakeAsync(id));
            _prefetcher.RecordSubmission(SessionId);
        }

        Assert.NotNull(await SubmitAsync(record: false));
        Assert.Null(await SubmitAsync(record: false));
        Assert.Single(_requested);
    }

    [Fact]
    public async Task Concurrent_submissions_do_not_share_an_id()
    {
        await SubmitTwiceAsync();
        using Barrier barrier = new(4);

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait(ClientFixture.Token);
                return _prefetcher.CreateJobId(SessionId);
            },
            ClientFixture.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(4, ids.Distinct().Count());
        Uri?[] containers = await Task.WhenAll(ids.Select(TakeAsync));
        Assert.Single(containers, container => container is not null);
    }

    [Fact]
    public async Task A_taken_id_keeps_its_container_while_another_submission_ends()
    {
        await SubmitTwiceAsync();
        string taken = _prefetcher.CreateJobId(SessionId);

        _prefetcher.RecordSubmission(SessionId);

        Assert.Equal(CreateUri(taken), await TakeAsync(taken));
        Assert.NotNull(await SubmitAsync(record: false));
        Assert.Equal(2, _requested.Count);
    }

    [Fact]
    public async Task A_request_in_flight_is_awaited_and_not_doubled()
    {
        TaskCompletionSource<Uri> response = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _respond = (_, _) => response.Task;
        await SubmitTwiceAsync();
        string id = _prefetcher.CreateJobId(SessionId);

        Task<Uri?> container = TakeAsync(id);

        Assert.False(container.IsCompleted);
        response.SetResult(CreateUri(id));
        Assert.Equal(CreateUri(id), await container);
        Assert.Single(_requested);
    }

    [Fact]
    public async Task The_wait_for_a_request_in_flight_can_be_cancelled()
    {
        _respond = (_, _) => new TaskCompletionSource<Uri>().Task;
        await SubmitTwiceAsync();
        string id = _prefetcher.CreateJobId(SessionId);

        await ClientFixture.AssertCancellationAsync(Task.CompletedTask, token => _prefetcher.TakeAsync(CreateSubmission(id), token));
    }

    [Fact]
    public async Task A_failure_is_silent()
    {
        _respond = (_, _) => throw new QuantumServiceException(QuantumErrorKind.Throttled, "later");
        await SubmitTwiceAsync();

        Assert.Null(await SubmitAsync(record: false));
        Assert.Single(_requested);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task A_URI_is_used_for_five_minutes_and_its_id_longer(int minutes, bool isUsed)
    {
        TaskCompletionSource<string> requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _respond = (id, _) =>
        {
            requested.SetResult(id);
            return Task.FromResult(CreateUri(id));
        };
        await SubmitTwiceAsync();
        _time.Advance(TimeSpan.FromMinutes(minutes));

        string id = _prefetcher.CreateJobId(SessionId);

        Assert.Equal(isUsed, await TakeAsync(id) is not null);
        Assert.Equal(id, await requested.Task);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public async Task A_URI_is_used_while_its_SAS_is_valid_for_five_minutes(int minutes, bool isUsed)
    {
        DateTimeOffset expiry = _time.GetUtcNow().AddMinutes(minutes);
        _respond = (id, _) => Task.FromResult(CreateUri(id, $"&se={Uri.EscapeDataString($"{expiry:o}")}"));
        await SubmitTwiceAsync();

        Assert.Equal(isUsed, await SubmitAsync() is not null);
    }

    [Fact]
    public async Task Submissions_that_are_five_minutes_apart_request_nothing()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Null(await SubmitAsync());
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(_requested);
        await SubmitAsync();
        await SubmitAsync();
        Assert.NotNull(await SubmitAsync());
    }

    [Fact]
    public async Task A_closed_session_has_no_container()
    {
        await SubmitTwiceAsync();

        _prefetcher.Forget(SessionId.ToUpperInvariant());

        Assert.Null(await SubmitAsync());
        Assert.Null(await SubmitAsync());
    }

    [Fact]
    public async Task A_submission_that_ends_after_the_close_requests_nothing()
    {
        await SubmitTwiceAsync();
        await SubmitAsync(record: false);
        _prefetcher.Forget(SessionId);

        _prefetcher.RecordSubmission(SessionId);

        Assert.Null(await SubmitAsync());
        Assert.Single(_requested);
    }

    [Fact]
    public async Task Jobs_of_callers_that_choose_their_ids_request_nothing()
    {
        _prefetcher.RecordSubmission(SessionId);
        _prefetcher.RecordSubmission(SessionId);

        Assert.Null(await SubmitAsync());
        Assert.Empty(_requested);
    }

    [Fact]
    public async Task Jobs_without_a_session_request_nothing()
    {
        await SubmitAsync(null);
        await SubmitAsync(null);

        Assert.Null(await SubmitAsync(null));
        Assert.Empty(_requested);
    }

    [Fact]
    public async Task Nothing_is_requested_if_the_service_creates_no_container()
    {
        using ContainerPrefetcher prefetcher = Create(isEnabled: false);
        await SubmitTwiceAsync(prefetcher);

        Assert.Null(await SubmitAsync(prefetcher: prefetcher));
        Assert.Empty(_requested);
    }

    [Fact]
    public async Task Dispose_cancels_the_request()
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _respond = async (id, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            return CreateUri(id);
        };
        await SubmitTwiceAsync();
        await started.Task;

        _prefetcher.Dispose();

        await cancelled.Task;
        Assert.Null(await SubmitAsync());
    }

    private static Uri CreateUri(string jobId, string more = "") => new($"https://account/job-{jobId}?sig=1{more}");

    private static JobSubmission CreateSubmission(string jobId, string? sessionId = SessionId) =>
        JobSubmissionFactory.Create(Stream.Null, jobId, sessionId);

    private ContainerPrefetcher Create(bool isEnabled = true) => new(
        (id, token) =>
        {
            _requested.Enqueue(id);
            return _respond(id, token);
        },
        isEnabled,
        _time);

    private Task<Uri?> TakeAsync(string jobId) => _prefetcher.TakeAsync(CreateSubmission(jobId), ClientFixture.Token);

    private async Task SubmitTwiceAsync(ContainerPrefetcher? prefetcher = null)
    {
        await SubmitAsync(prefetcher: prefetcher);
        await SubmitAsync(prefetcher: prefetcher);
    }

    private async Task<Uri?> SubmitAsync(string? sessionId = SessionId, bool record = true, ContainerPrefetcher? prefetcher = null)
    {
        prefetcher ??= _prefetcher;
        Uri? container = await prefetcher.TakeAsync(CreateSubmission(prefetcher.CreateJobId(sessionId), sessionId), ClientFixture.Token);
        if (record)
        {
            prefetcher.RecordSubmission(sessionId);
        }

        return container;
    }
}
