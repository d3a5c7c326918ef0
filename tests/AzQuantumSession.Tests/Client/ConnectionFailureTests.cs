using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using AzQuantumSession.Client;

namespace AzQuantumSession.Tests.Client;

public sealed class ConnectionFailureTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, "the name was not found (DNS)")]
    [InlineData(SocketError.NoData, "the name was not found (DNS)")]
    [InlineData(SocketError.TryAgain, "the name was not found (DNS)")]
    [InlineData(SocketError.ConnectionRefused, "the connection was refused")]
    [InlineData(SocketError.ConnectionReset, "the connection was broken off")]
    [InlineData(SocketError.ConnectionAborted, "the connection was broken off")]
    [InlineData(SocketError.TimedOut, "the connection was not answered (a blocked port?)")]
    [InlineData(SocketError.NetworkUnreachable, "the network cannot be reached")]
    [InlineData(SocketError.HostUnreachable, "the network cannot be reached")]
    [InlineData(SocketError.NetworkDown, "the network cannot be reached")]
    public void Of_tells_what_a_socket_met(SocketError error, string summary)
    {
        ConnectionFailure? failure = ConnectionFailure.Of(new HttpRequestException("hidden", new IOException("hidden", new SocketException((int)error))));

        Assert.Equal(new ConnectionFailure(QuantumErrorKind.Connection, summary), failure);
    }

    [Fact]
    public void Of_tells_what_the_handler_met()
    {
        Assert.Equal("the name was not found (DNS)", Summary(new HttpRequestException(HttpRequestError.NameResolutionError)));
        Assert.Equal("the proxy refused", Summary(new HttpRequestException(HttpRequestError.ProxyTunnelError)));
        Assert.Equal("the answer broke off", Summary(new HttpIOException(HttpRequestError.ResponseEnded)));
        Assert.Equal("no secure connection (TLS): bad date", Summary(new HttpRequestException("hidden", new AuthenticationException("bad\ndate"))));
    }

    [Fact]
    public void Of_gives_the_innermost_message_of_any_other_failure()
    {
        Assert.Equal("disk full", Summary(new RequestFailedException("hidden", new IOException("disk\nfull"))));
        Assert.Equal(new SocketException((int)SocketError.AccessDenied).Message, Summary(new IOException("hidden", new SocketException((int)SocketError.AccessDenied))));
    }

    [Fact]
    public void Of_takes_the_last_of_several_tries() => Assert.Equal(
        "the answer broke off",
        Summary(new AggregateException(new IOException("first"), new AggregateException(new IOException("second"), new HttpIOException(HttpRequestError.ResponseEnded)))));

    [Fact]
    public void Of_takes_a_cancelled_try_for_a_timeout() =>
        Assert.Equal(new ConnectionFailure(QuantumErrorKind.Timeout, "no answer in time"), ConnectionFailure.Of(new TaskCanceledException()));

    [Fact]
    public void Of_gives_null_for_what_is_no_failure_of_the_connection()
    {
        Assert.Null(ConnectionFailure.Of(new InvalidOperationException()));
        Assert.Null(ConnectionFailure.Of(new RequestFailedException(503, "an answer")));
        Assert.Null(ConnectionFailure.Of(new AggregateException()));
    }

    private static string? Summary(Exception exception) => ConnectionFailure.Of(exception)?.Summary;
}
