namespace AzQuantumSession.Tests.Model;

public sealed class ErrorCauseTests
{
    [Fact]
    public void From_keeps_the_types_the_messages_and_the_stack_traces()
    {
        Exception exception = Assert.Throws<InvalidOperationException>(Throw);
        Exception cause = ErrorCause.From(exception, text => $"<{text}>")!;

        Assert.IsType<ErrorCause>(cause);
        Assert.Equal("System.InvalidOperationException: <outer>", cause.Message);
        Assert.Equal("System.IO.IOException: <inner>", cause.InnerException!.Message);
        Assert.Contains(nameof(Throw), cause.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(Throw), cause.ToString(), StringComparison.Ordinal);
        Assert.Equal(exception.HResult, cause.HResult);
        Assert.Empty(cause.Data);

        static void Throw() => throw new InvalidOperationException("outer", new IOException("inner")) { Data = { ["response"] = "secret" } };
    }

    [Fact]
    public void From_returns_the_exceptions_of_the_module()
    {
        Exception[] exceptions = [new QuantumServiceException(QuantumErrorKind.Rejected, "m"), new InvalidWorkspaceException("Location", "m"), ErrorCause.From(new IOException(), text => text)!];

        Assert.All(exceptions, exception => Assert.Same(exception, ErrorCause.From(exception, _ => throw new InvalidOperationException())));
        Assert.Null(ErrorCause.From(null, text => text));
    }

    [Fact]
    public void From_takes_the_last_of_several_exceptions() => Assert.Equal(
        "System.IO.IOException: last", ErrorCause.From(new AggregateException(new InvalidOperationException("first"), new AggregateException(new IOException("last"))), text => text)!.Message);

    [Fact]
    public void MakeVisible_returns_an_exception_without_control_characters_unchanged()
    {
        InvalidOperationException exception = new("two\r\nlines", new IOException("inner"));

        Assert.Same(exception, ErrorCause.MakeVisible(exception));
    }
}
