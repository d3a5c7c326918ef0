using System.Net.Sockets;
using System.Security.Authentication;
using AzQuantumSession.Client.Http;
using Azure;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class TransportErrorTests
{
    [Fact]
    public void IsBeforeRequest_distinguishes_a_refused_connection_from_a_lost_response()
    {
        Assert.True(TransportError.IsBeforeRequest(Wrap(new HttpRequestException(HttpRequestError.ConnectionError))));
        Assert.True(TransportError.IsBeforeRequest(Wrap(new HttpRequestException(HttpRequestError.NameResolutionError))));
        Assert.True(TransportError.IsBeforeRequest(new OperationCanceledException("connect", new TimeoutException())));
        Assert.False(TransportError.IsBeforeRequest(Wrap(new HttpRequestException(HttpRequestError.ResponseEnded))));
        Assert.False(TransportError.IsBeforeRequest(Wrap(new IOException())));
        Assert.False(TransportError.IsBeforeRequest(new OperationCanceledException()));

        static Azure.RequestFailedException Wrap(Exception inner) => new("failed", inner);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "the name was not found (DNS)")]
    [InlineData(SocketError.NoData, "the name was not found (DNS)")]
    [InlineData(SocketError.TryAgain, "the name was not found (DNS)")]
    [InlineData(SocketError.ConnectionRefused, "the connection was refused")]
    [InlineData(SocketError.ConnectionReset, "the connection was reset")]
    [InlineData(SocketError.ConnectionAborted, "the connection was reset")]
    [InlineData(SocketError.TimedOut, "the connection attempt timed out (possibly a blocked port)")]
    [InlineData(SocketError.NetworkUnreachable, "the network cannot be reached")]
    [InlineData(SocketError.HostUnreachable, "the network cannot be reached")]
    [InlineData(SocketError.NetworkDown, "the network cannot be reached")]
    public void From_describes_socket_errors(SocketError error, string summary)
    {
        TransportError? failure = TransportError.From(new HttpRequestException("hidden", new IOException("hidden", new SocketException((int)error))));

        Assert.Equal(new TransportError(QuantumErrorKind.Connection, summary), failure);
    }

    [Fact]
    public void From_describes_errors_of_the_HTTP_handler()
    {
        Assert.Equal("the name was not found (DNS)", Summary(new HttpRequestException(HttpRequestError.NameResolutionError)));
        Assert.Equal("the proxy refused the connection", Summary(new HttpRequestException(HttpRequestError.ProxyTunnelError)));
        Assert.Equal("the response ended early", Summary(new HttpIOException(HttpRequestError.ResponseEnded)));
        Assert.Equal("a secure connection (TLS) was not possible: bad date", Summary(new HttpRequestException("hidden", new AuthenticationException("bad\ndate"))));
    }

    [Fact]
    public void From_returns_the_innermost_message_of_other_failures()
    {
        Assert.Equal("disk full", Summary(new RequestFailedException("hidden", new IOException("disk\nfull"))));
        Assert.Equal(new SocketException((int)SocketError.AccessDenied).Message, Summary(new IOException("hidden", new SocketException((int)SocketError.AccessDenied))));
    }

    [Fact]
    public void From_describes_the_last_of_several_attempts() => Assert.Equal(
        "the response ended early",
        Summary(new AggregateException(new IOException("first"), new AggregateException(new IOException("second"), new HttpIOException(HttpRequestError.ResponseEnded)))));

    [Fact]
    public void From_reports_a_cancelled_attempt_as_a_timeout() =>
        Assert.Equal(new TransportError(QuantumErrorKind.Timeout, "no response in time"), TransportError.From(new TaskCanceledException()));

    [Fact]
    public void From_returns_null_for_other_exceptions()
    {
        Assert.Null(TransportError.From(new InvalidOperationException()));
        Assert.Null(TransportError.From(new RequestFailedException(503, "an answer")));
        Assert.Null(TransportError.From(new AggregateException()));
    }

    private static string? Summary(Exception exception) => TransportError.From(exception)?.Reason;
}
