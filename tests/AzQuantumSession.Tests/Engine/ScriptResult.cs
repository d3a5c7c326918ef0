using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The output of a script on each stream, and the exception that ended it.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">The non-terminating errors.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="Verbose">The verbose lines.</param>
/// <param name="Progress">The progress records.</param>
/// <param name="Exception">The exception that ended the script, or null.</param>
internal sealed record ScriptResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    Exception? Exception)
{
    /// <summary>Whether the script was stopped, as by Ctrl+C.</summary>
    public bool IsStopped => Exception is PipelineStoppedException;

    /// <summary>The only error, terminating or not.</summary>
    public ErrorRecord Error
    {
        get
        {
            ErrorRecord[] all = [.. Errors, .. Exception is IContainsErrorRecord e ? [e.ErrorRecord] : Array.Empty<ErrorRecord>()];
            return all.Length == 1
                ? all[0]
                : throw new InvalidOperationException($"One error is expected: {Describe()}");
        }
    }

    /// <summary>Returns the objects. An object of another type is a failure.</summary>
    public IReadOnlyList<T> As<T>() => [.. Output.Select(item => Assert.IsType<T>(item?.BaseObject))];

    /// <summary>Returns the only object. An error is a failure.</summary>
    public T Single<T>()
    {
        AssertNoErrors();
        return Assert.Single(As<T>());
    }

    public ScriptResult AssertNoErrors()
    {
        if (Errors.Count > 0 || Exception is not null)
        {
            throw new InvalidOperationException($"No error is expected: {Describe()}", Exception);
        }

        return this;
    }

    private string Describe() =>
        string.Join(Environment.NewLine, [.. Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"), $"{Exception}"]);
}
