using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace AzQuantumSession.Emulator.Control;

/// <summary>
/// Resets new connections when their first bytes arrive, as a failed TLS handshake does. A connection that starts with a request to the
/// emulator itself is not affected.
/// </summary>
internal sealed class ConnectionFaults(ConcurrentQueue<Fault> faults)
{
    // The longest method, a space, and the prefix, which the first packet of a request contains.
    private const int MaxLength = 32;

    public async Task InvokeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (faults.Any(fault => fault.Kind == FaultKind.Handshake)
            && !await IsControlledAsync(connection)
            && faults.Any(fault => fault.TryMatchConnection()))
        {
            if (connection.Features.Get<IConnectionSocketFeature>() is { } feature)
            {
                feature.Socket.LingerState = new LingerOption(true, 0);
            }

            connection.Abort();
            return;
        }

        await next(connection);
    }

    private static async Task<bool> IsControlledAsync(ConnectionContext connection)
    {
        PipeReader input = connection.Transport.Input;
        ReadResult result = await input.ReadAsync(connection.ConnectionClosed);
        ReadOnlySequence<byte> start = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, MaxLength));
        string[] line = Encoding.ASCII.GetString(start).Split(' ');
        input.AdvanceTo(result.Buffer.Start);
        return line is [_, { } path, ..] && path.StartsWith(ControlEndpoints.Prefix, StringComparison.OrdinalIgnoreCase);
    }
}
