using System.Net;
using System.Net.Sockets;

namespace AzQuantumSession.Client.Http;

/// <summary>Opens connections with a short timeout, so that errors distinguish a blocked port from a service that does not respond.</summary>
internal static class Connector
{
    /// <summary>The time limit for opening a connection. Without it, a blocked port times out only after minutes.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(6);

    /// <summary>Opens a TCP connection.</summary>
    /// <exception cref="SocketException">The connection failed; <see cref="SocketError.TimedOut"/> if the time limit expired.</exception>
    public static async ValueTask<Stream> ConnectAsync(EndPoint address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        try
        {
            await socket.ConnectAsync(address, timeoutSource.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
