using System.Net.Sockets;
using System.Security.Authentication;

namespace AzQuantumSession.Client.Http;

/// <summary>The reason why a request received no response.</summary>
internal sealed record TransportError(QuantumErrorKind Kind, string Reason)
{
    private const string UnknownName = "the name was not found (DNS)";

    private const string ConnectTimedOut = "the connection attempt timed out (possibly a blocked port)";

    /// <summary>True if the host name was not found.</summary>
    public bool IsUnknownName => Reason == UnknownName;

    /// <summary>True if the connection attempt timed out (port filtered).</summary>
    public bool IsConnectTimeout => Reason == ConnectTimedOut;

    /// <summary>Creates the error for an exception of the transport, or returns null if the exception is not a connection failure.</summary>
    public static TransportError? From(Exception exception) => LastAttempt(exception) switch
    {
        // Only the connect timeout of the handler has this cause: the timeout of an attempt has none.
        OperationCanceledException { InnerException: TimeoutException } => new(QuantumErrorKind.Connection, ConnectTimedOut),
        OperationCanceledException => new(QuantumErrorKind.Timeout, "no response in time"),
        { } last and (RequestFailedException { Status: 0 } or HttpRequestException or IOException) => new(QuantumErrorKind.Connection, Describe(last)),
        _ => null,
    };

    /// <summary>Returns the failure of the last attempt. After retries, the pipeline throws the failures of all attempts.</summary>
    public static Exception LastAttempt(Exception exception) =>
        exception is AggregateException { InnerExceptions: [.., { } last] } ? LastAttempt(last) : exception;

    /// <summary>Returns whether no connection was opened, so that the service did not receive the request.</summary>
    public static bool IsBeforeRequest(Exception exception) => exception switch
    {
        OperationCanceledException { InnerException: TimeoutException } => true,
        HttpRequestException { HttpRequestError: var error } => error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        { InnerException: { } inner } => IsBeforeRequest(inner),
        _ => false,
    };

    private static string Describe(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            string? reason = inner switch
            {
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnknownName,
                HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection",
                AuthenticationException => "a secure connection (TLS) was not possible: " + MessageSanitizer.Sanitize(inner.Message),
                SocketException socket => Describe(socket),
                HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the response ended early",
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return MessageSanitizer.Sanitize(exception.GetBaseException().Message);
    }

    private static string Describe(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => UnknownName,
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was reset",
        SocketError.TimedOut => ConnectTimedOut,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "the network cannot be reached",
        _ => MessageSanitizer.Sanitize(socket.Message),
    };
}
