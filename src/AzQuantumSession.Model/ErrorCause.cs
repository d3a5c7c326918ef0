namespace AzQuantumSession;

/// <summary>
/// The cause of an error, as it can be shown: the type, the message, and the stack trace of an exception of .NET or of a library. That
/// exception itself can quote a response in its message or in a property, with control characters and secrets.
/// </summary>
internal sealed class ErrorCause : Exception
{
    private ErrorCause(Exception exception, string message, Exception? inner)
        : base($"{exception.GetType().FullName}: {message}", inner)
    {
        StackTrace = exception.StackTrace;
        HResult = exception.HResult;
    }

    /// <summary>The stack trace of the exception.</summary>
    public override string? StackTrace { get; }

    /// <summary>Creates the cause for an exception with its inner exceptions. The exceptions of the module are prepared when they are created.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="clean">Prepares a message.</param>
    public static Exception? From(Exception? exception, Func<string, string> clean) => exception switch
    {
        null or ErrorCause or QuantumServiceException or InvalidWorkspaceException => exception,
        AggregateException { InnerExceptions: [.., { } last] } => From(last, clean),
        _ => new ErrorCause(exception, clean(exception.Message), From(exception.InnerException, clean)),
    };

    /// <summary>Returns an exception whose text has no control characters: the exception itself if possible.</summary>
    public static Exception MakeVisible(Exception exception)
    {
        string text = exception.ToString().ReplaceLineEndings("\n");
        return VisibleText.Lines(text) == text ? exception : From(exception, static message => VisibleText.Message(message))!;
    }
}
