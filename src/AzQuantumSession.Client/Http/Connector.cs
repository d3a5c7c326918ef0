using System.Net;
using System.Net.Sockets;

namespace AzQuantumSession.Client.Http;

/// <summary>Opens connections. A port that does not answer is told apart from a service that does not.</summary>
internal static class Connector
{
    /// <summary>How long a connection may take; a blocked port would take minutes.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(6);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SocketException">There is none; <see cref="SocketError.TimedOut"/> where nothing answered in time.</exception>
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
