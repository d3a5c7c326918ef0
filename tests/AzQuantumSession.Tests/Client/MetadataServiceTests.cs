using System.Net;
using System.Net.Sockets;
using AzQuantumSession.Client;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client;

public sealed class MetadataServiceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(400, true)]
    [InlineData(200, false)]
    [InlineData(404, false)]
    public async Task AnswersAsync_is_true_for_the_status_of_the_service_alone(int status, bool expected)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(status));

        Assert.Equal(expected, await MetadataService.AnswersAsync(server.Endpoint, Long, ClientFixture.Token));
        Assert.DoesNotContain("Metadata", server.Requests.Single().Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnswersAsync_follows_no_redirect()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(302).With("Location", "/other"), new Reply(400));

        Assert.False(await MetadataService.AnswersAsync(server.Endpoint, Long, ClientFixture.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AnswersAsync_is_false_where_nothing_listens()
    {
        using Socket free = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.False(await MetadataService.AnswersAsync(new Uri($"http://{free.LocalEndPoint}/"), Long, ClientFixture.Token));
    }

    [Fact]
    public async Task AnswersAsync_is_false_after_the_timeout()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Reply.Never);

        Assert.False(await MetadataService.AnswersAsync(server.Endpoint, TimeSpan.FromMilliseconds(50), ClientFixture.Token));
    }

    [Fact]
    public async Task AnswersAsync_throws_when_its_caller_cancels()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Reply.Never);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        Task<bool> call = MetadataService.AnswersAsync(server.Endpoint, Long, cancel.Token);
        await server.Hanging.WaitAsync(ClientFixture.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
