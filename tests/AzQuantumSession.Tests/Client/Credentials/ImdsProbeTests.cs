using System.Net;
using System.Net.Sockets;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class ImdsProbeTests
{
    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(400, true)]
    [InlineData(200, false)]
    [InlineData(404, false)]
    public async Task IsAvailableAsync_is_true_only_for_status_400(int status, bool expected)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new ScriptedReply(status));

        Assert.Equal(expected, await ImdsProbe.IsAvailableAsync(server.Endpoint, LongTimeout, ClientFixture.Token));
        Assert.DoesNotContain("Metadata", server.Requests.Single().Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task IsAvailableAsync_follows_no_redirect()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new ScriptedReply(302).With("Location", "/other"), new ScriptedReply(400));

        Assert.False(await ImdsProbe.IsAvailableAsync(server.Endpoint, LongTimeout, ClientFixture.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task IsAvailableAsync_is_false_if_the_connection_is_refused()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.False(await ImdsProbe.IsAvailableAsync(new Uri($"http://{socket.LocalEndPoint}/"), LongTimeout, ClientFixture.Token));
    }

    [Fact]
    public async Task IsAvailableAsync_is_false_after_the_timeout()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Never);

        Assert.False(await ImdsProbe.IsAvailableAsync(server.Endpoint, TimeSpan.FromMilliseconds(50), ClientFixture.Token));
    }

    [Fact]
    public async Task IsAvailableAsync_can_be_cancelled_during_the_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Never);

        await ClientFixture.AssertCancellationAsync(server, token => ImdsProbe.IsAvailableAsync(server.Endpoint, LongTimeout, token));
    }
}
