using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Handlers;

namespace AzQuantumSession.Tests.Soak.Interleavings;

/// <summary>What must hold for polling and waiting, whatever the order of the responses and timers.</summary>
internal static class WaitInterleavings
{
    /// <summary>Each item has one last update, and none after it. Cancellation leaves no request.</summary>
    public static void RunPoller(Interleaving run)
    {
        var service = new JobService(run, 1 + run.Next(9));
        using var stop = new CancellationTokenSource();
        bool cancels = run.IsOneIn(4);
        if (cancels)
        {
            run.AddCancellation("cancel", stop);
        }

        var updates = new List<ItemUpdate<QuantumSessionJob>>();
        Task<Exception?> polling = Record.ExceptionAsync(PollAsync).AsTask();
        run.Run(polling);

        Assert.Equal(0, service.Active);
        Assert.True(polling.Result is null || (cancels && polling.Result is OperationCanceledException), $"{polling.Result}");
        Assert.Distinct(updates.Where(update => update.IsFinal).Select(update => update.Id));
        Assert.All(updates.GroupBy(update => update.Id), item => Assert.DoesNotContain(item.SkipLast(1), update => update.IsFinal));
        Assert.All(updates, update => Assert.True(update.IsFinal == (update.Item is null || update.Item.IsTerminal)));
        if (polling.Result is null)
        {
            Assert.Equal(service.Ids.Order(), updates.Where(update => update.IsFinal).Select(update => update.Id).Order());
        }

        async Task PollAsync()
        {
            await foreach (ItemUpdate<QuantumSessionJob> update in service.PollAsync(service.Watched, stop.Token).ConfigureAwait(false))
            {
                updates.Add(update);
            }
        }
    }

    /// <summary>Each job is written once, or is an error once, also if the wait ends early.</summary>
    public static void RunWaiter(Interleaving run)
    {
        JobService[] services = [new(run, 1 + run.Next(4)), new(run, run.Next(8))];
        using var stop = new CancellationTokenSource();
        bool cancels = run.IsOneIn(5);
        if (cancels)
        {
            run.AddCancellation("cancel", stop);
        }

        var output = new RecordingCmdletOutput();
        var waiter = new JobWaiter(output, run.Time) { Any = run.IsOneIn(4), Timeout = run.IsOneIn(4) ? TimeSpan.FromSeconds(1 + run.Next(5)) : null };
        foreach (JobService service in services)
        {
            IWorkspaceClient client = service.CreateClient();
            foreach (string id in service.Ids)
            {
                waiter.Add(client, new ItemReference<QuantumSessionJob>(id));
            }
        }

        Exception? error = run.RunOnPipeline(new PipelineSynchronizationContext(stop.Cancel), () => waiter.WaitAsync(stop.Token));

        Assert.Equal(0, services.Sum(service => service.Active));
        Assert.True(error is null || (cancels && error is OperationCanceledException), $"{error}");
        string[] written = [.. output.Jobs.Select(job => job.Id), .. output.Errors.Select(item => item.Target as string ?? ((IWorkspaceItem)item.Target!).Id)];
        Assert.Distinct(written);
        Assert.True(output.Progress[^1].IsCompleted);
        string[] ids = [.. services.SelectMany(service => service.Ids)];
        if (error is null)
        {
            bool isDone = waiter.Any && output.Objects.Count > 0;
            Assert.True(isDone ? output.Objects.Count == 1 : written.Length == ids.Length, $"{written.Length} of {ids.Length} jobs were written.");
        }
    }

    /// <summary>A service with jobs that end after a few reads, and that fails sometimes.</summary>
    private sealed class JobService(Interleaving run, int count) : IItemSource<QuantumSessionJob>
    {
        private readonly Dictionary<string, int> _left = Enumerable.Range(0, count).ToDictionary(_ => Guid.NewGuid().ToString(), _ => 1 + run.Next(3));
        private int _active;

        public int Active => Volatile.Read(ref _active);

        public IReadOnlyCollection<string> Ids { get; private set; } = [];

        public IEnumerable<WatchedItem<QuantumSessionJob>> Watched
        {
            get
            {
                Ids = [.. _left.Keys];
                return Ids.Select(id => new WatchedItem<QuantumSessionJob>(id));
            }
        }

        public IWorkspaceClient CreateClient()
        {
            Ids = [.. _left.Keys];
            IWorkspaceClient client = DispatchProxy.Create<IWorkspaceClient, WatchClient>();
            ((WatchClient)client).Watch = (items, cancellationToken) => PollAsync(items, cancellationToken);
            return client;
        }

        public IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> PollAsync(IEnumerable<WatchedItem<QuantumSessionJob>> items, CancellationToken cancellationToken) =>
            new Poller<QuantumSessionJob>(
                this,
                null,
                new PollingOptions { Interval = TimeSpan.FromSeconds(1) },
                new PollingSchedule(TimeSpan.FromSeconds(1), new HttpSettings { TimeProvider = run.Time, NextRandom = static () => 0.5 }),
                null).RunAsync(items, cancellationToken);

        public Task<ApiResponse<QuantumSessionJob>> GetAsync(string id, CancellationToken cancellationToken) =>
            SendAsync("get", () => Read(id), cancellationToken);

        public async IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return await SendAsync<IReadOnlyList<QuantumSessionJob>>(
                "list", () => [.. Ids.Select(Read).Where(job => !job.IsTerminal)], cancellationToken).ConfigureAwait(false);
        }

        public async IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListEndedAsync(
            DateTimeOffset? createdAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return await SendAsync<IReadOnlyList<QuantumSessionJob>>(
                "list ended", () => [.. Ids.Select(Read).Where(job => job.IsTerminal)], cancellationToken).ConfigureAwait(false);
        }

        public string? GetSessionId(QuantumSessionJob item) => null;

        public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListSessionAsync(string sessionId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private QuantumSessionJob Read(string id)
        {
            lock (_left)
            {
                return new QuantumSessionJob { Id = id, Status = --_left[id] <= 0 ? "Succeeded" : "Executing", CreationTime = run.Time.GetUtcNow() };
            }
        }

        private async Task<ApiResponse<T>> SendAsync<T>(string name, Func<T> read, CancellationToken cancellationToken)
        {
            Assert.InRange(Interlocked.Increment(ref _active), 1, 5);
            try
            {
                return await run.AnswerAsync(
                    name,
                    () => run.IsOneIn(8) ? throw new QuantumServiceException(QuantumErrorKind.Unavailable, "later") : new ApiResponse<T>(read(), new ScriptedResponse(200)),
                    cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _active);
            }
        }
    }

    /// <summary>A client that only watches jobs.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The proxy is derived from this class.")]
    internal class WatchClient : DispatchProxy
    {
        internal Func<IEnumerable<WatchedItem<QuantumSessionJob>>, CancellationToken, IAsyncEnumerable<ItemUpdate<QuantumSessionJob>>>? Watch { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IWorkspaceClient.WatchJobsAsync)
            ? Watch!((IEnumerable<WatchedItem<QuantumSessionJob>>)args![0]!, (CancellationToken)args[3]!)
            : throw new NotSupportedException(targetMethod.Name);
    }
}
