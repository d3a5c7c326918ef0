using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>What a script wrote to each stream, and the exception that ended it.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">The errors after which it went on.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="Verbose">The verbose lines.</param>
/// <param name="Progress">The progress records.</param>
/// <param name="Exception">What ended it; null where it ran to its end.</param>
internal sealed record ScriptResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    Exception? Exception)
{
    /// <summary>Whether it was stopped, as by Ctrl+C.</summary>
    public bool IsStopped => Exception is PipelineStoppedException;

    /// <summary>The only error, whether or not it ended the script.</summary>
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

    /// <summary>The objects of one type; any other type is a failure.</summary>
    public IReadOnlyList<T> As<T>() => [.. Output.Select(item => Assert.IsType<T>(item?.BaseObject))];

    /// <summary>The only object, after checking that there was no error.</summary>
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
