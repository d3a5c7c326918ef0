using System.Net.Sockets;
using System.Security.Authentication;
using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>Why no answer came: what kind of failure, and in a few words.</summary>
internal sealed record TransportError(QuantumErrorKind Kind, string Reason)
{
    private const string UnknownName = "the name was not found (DNS)";

    private const string Unanswered = "the connection was not answered (a blocked port?)";

    /// <summary>Whether no host has the name.</summary>
    public bool IsUnknownName => Reason == UnknownName;

    /// <summary>Whether the host, or something before it, lets connections to the port run into the void.</summary>
    public bool IsConnectTimeout => Reason == Unanswered;

    /// <summary>Reads what the transport threw; null for what is no failure of the connection.</summary>
    public static TransportError? From(Exception exception)
    {
        // After several tries the pipeline gives all that went wrong: the last is what the user meets.
        while (exception is AggregateException { InnerExceptions.Count: > 0 } several)
        {
            exception = several.InnerExceptions[^1];
        }

        return exception switch
        {
            OperationCanceledException => new(QuantumErrorKind.Timeout, "no answer in time"),
            RequestFailedException { Status: 0 } or HttpRequestException or IOException => new(QuantumErrorKind.Connection, Describe(exception)),
            _ => null,
        };
    }

    private static string Describe(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            string? words = inner switch
            {
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnknownName,
                HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused",
                AuthenticationException => "no secure connection (TLS): " + MessageSanitizer.Sanitize(inner.Message),
                SocketException socket => Describe(socket),
                HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the answer broke off",
                _ => null,
            };
            if (words is not null)
            {
                return words;
            }
        }

        return MessageSanitizer.Sanitize(exception.GetBaseException().Message);
    }

    private static string Describe(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => UnknownName,
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was broken off",
        SocketError.TimedOut => Unanswered,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "the network cannot be reached",
        _ => MessageSanitizer.Sanitize(socket.Message),
    };
}
