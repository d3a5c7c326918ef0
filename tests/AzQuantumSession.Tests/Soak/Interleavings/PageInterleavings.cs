using System.Text;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Sessions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Tests.Soak.Interleavings;

/// <summary>What must hold for a list whose pages are requested ahead, whatever the order of the responses.</summary>
internal static class PageInterleavings
{
    private const int PageLength = 2;
    private static readonly Uri Endpoint = new("https://workspace.example");

    /// <summary>Each item is read once and in order, up to a page that fails. No page is requested twice, and no request is left.</summary>
    public static void RunPageQueue(Interleaving run)
    {
        int pages = 1 + run.Next(8);
        int failing = run.IsOneIn(4) ? run.Next(pages) : -1;
        using var stop = new CancellationTokenSource();
        bool cancels = run.IsOneIn(5);
        if (cancels)
        {
            run.AddCancellation("cancel", stop);
        }

        var server = new PageServer(run, pages, failing);
        var errors = new ServiceErrorFactory("workspace", "workspace", "the key", "", "", Endpoint, new HttpSettings { TimeProvider = run.Time });
        var api = new ApiClient(new HttpPipeline(server, [new ResponseReadPolicy()]), errors);
        var list = new PageList<SessionDto, QuantumSession>(
            new Uri(Endpoint, "sessions?top=100"),
            SessionsJsonContext.Instance.ListPageSessionDto,
            new RequestDescription("list sessions"),
            static (item, _) => new QuantumSession { Id = item.Id! });
        IAsyncEnumerable<QuantumSession> sessions = new PageReader(api, Endpoint).ReadItemsAsync(list, new ItemQuery(new ItemFilter(), SessionStatus.All), stop.Token);
        var read = new List<string>();
        Task<Exception?> reading = Record.ExceptionAsync(() => ReadAsync(sessions, read, run, stop.Token)).AsTask();
        run.Run(reading);

        Exception? error = reading.Result;
        Assert.Equal(Enumerable.Range(0, read.Count).Select(index => $"session-{index}"), read);
        Assert.True(error is null || (error is QuantumServiceException && failing >= 0) || (error is OperationCanceledException && cancels), $"{error}");
        Assert.Equal(0, server.Active);
        Assert.Distinct(server.Requested);
        if (error is not OperationCanceledException)
        {
            Assert.Equal(PageLength * (failing < 0 ? pages : failing), read.Count);
        }
    }

    private static async Task ReadAsync(IAsyncEnumerable<QuantumSession> sessions, List<string> read, Interleaving run, CancellationToken cancellationToken)
    {
        await foreach (QuantumSession session in sessions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            read.Add(session.Id);
            if (run.IsOneIn(3))
            {
                await run.AnswerAsync("consume", () => 0, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class PageServer(Interleaving run, int pages, int failing) : HttpPipelineTransport
    {
        private int _active;

        public int Active => Volatile.Read(ref _active);

        public List<int> Requested { get; } = [];

        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            Assert.InRange(Interlocked.Increment(ref _active), 1, PageQueue.MaxPages);
            try
            {
                string query = message.Request.Uri.Query;
                int skip = query.Split("skip=") is [_, { } number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 0;
                lock (Requested)
                {
                    Requested.Add(skip);
                }

                Uri uri = message.Request.Uri.ToUri();
                message.Response = await run.AnswerAsync($"page {skip / 100}", () => Respond(uri, skip / 100), message.CancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _active);
            }
        }

        private ScriptedResponse Respond(Uri uri, int page)
        {
            if (page == failing)
            {
                return new ScriptedResponse(500);
            }

            IEnumerable<string> items = page < pages ? Enumerable.Range(page * PageLength, PageLength).Select(index => ClientFixture.Session($"session-{index}")) : [];
            string next = $"{uri.AbsoluteUri.Split("&skip=")[0]}&skip={(page + 1) * 100}";
            byte[] body = Encoding.UTF8.GetBytes(ClientFixture.Page(items, page + 1 < pages ? next : null));
            return new ScriptedResponse(200) { ContentStream = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true) };
        }
    }
}
