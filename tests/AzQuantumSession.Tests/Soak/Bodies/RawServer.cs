using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>
/// An HTTP server on loopback that sends the bytes of its responses as they are. A web server would refuse to send a header with control
/// characters, or a body that is shorter than its length.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public RawServer()
    {
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>Creates the response to a request.</summary>
    public Func<RawRequest, RawResponse> Responder { get; set; } = _ => new RawResponse();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The server stops.
            }
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using TcpClient closing = connection;
        connection.NoDelay = true;
        try
        {
            await using BufferedStream stream = new(connection.GetStream());
            while (await ReadAsync(stream, _stopping.Token) is { } request && await WriteAsync(stream, Responder(request), _stopping.Token))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client closed the connection, for example because the response is not valid.
        }
    }

    private static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken token)
    {
        List<string> head = [];
        while (await ReadLineAsync(stream, token) is { Length: > 0 } line)
        {
            head.Add(line);
        }

        if (head.Count == 0)
        {
            return null;
        }

        if (head.Exists(line => line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase)))
        {
            throw new NotSupportedException("The client sends the length of each body.");
        }

        string? length = head.Find(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, token);
        string[] start = head[0].Split(' ');
        return new RawRequest(start[0], start[1]);
    }

    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken token)
    {
        StringBuilder line = new();
        byte[] buffer = new byte[1];
        while (await stream.ReadAsync(buffer, token) == 1 && buffer[0] != '\n')
        {
            line.Append((char)buffer[0]);
        }

        return line.Length == 0 ? null : line.ToString().TrimEnd('\r');
    }

    /// <summary>Sends a response. Returns whether the connection can be used again.</summary>
    private static async Task<bool> WriteAsync(Stream stream, RawResponse response, CancellationToken token)
    {
        if (response.Framing == BodyFraming.NoResponse)
        {
            return false;
        }

        await stream.WriteAsync(response.CreateHead(), token);
        foreach (ReadOnlyMemory<byte> part in response.CreateBody())
        {
            await stream.WriteAsync(part, token);
        }

        await stream.FlushAsync(token);
        return response.Framing is BodyFraming.Length or BodyFraming.Chunks;
    }
}

/// <summary>A request to a <see cref="RawServer"/>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and the query.</param>
internal sealed record RawRequest(string Method, string Target)
{
    public string Path => Target.Split('?')[0];
}
