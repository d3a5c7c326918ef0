using System.Net;
using System.Net.Sockets;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class SharedTransportTests
{
    [Fact]
    public async Task CreateClient_distinguishes_a_connect_timeout()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        List<Socket> sockets = [];
        using HttpClient client = SharedTransport.CreateClient(TimeSpan.FromMilliseconds(300));
        TaskCanceledException? failure = null;
        try
        {
            // When its backlog is full, the port drops further connections.
            for (int i = 0; i < 8 && failure is null; i++)
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                _ = socket.ConnectAsync(listener.LocalEndPoint!, ClientFixture.Token).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
                await Task.Delay(20, ClientFixture.Token);
            }

            failure = await Assert.ThrowsAsync<TaskCanceledException>(
                () => client.GetAsync(new Uri($"http://{listener.LocalEndPoint}/"), ClientFixture.Token));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }

        TransportError error = TransportError.From(failure)!;
        Assert.True(error.IsConnectTimeout);
        Assert.Equal(QuantumErrorKind.Connection, error.Kind);
    }
}
