using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>Completes the known statuses of jobs for job commands, and of sessions otherwise. The service can return other statuses.</summary>
public sealed class StatusCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        bool isJob = commandName.EndsWith("Job", StringComparison.OrdinalIgnoreCase);
        return CompletionPrefix.Parse(wordToComplete).Complete(isJob
            ? JobStatus.All.Select(status => CreateItem(status, JobStatus.IsTerminal(status)))
            : SessionStatus.All.Select(status => CreateItem(status, SessionStatus.IsTerminal(status))));
    }

    private static CompletionItem CreateItem(string status, bool isTerminal) =>
        new(status, status, isTerminal ? $"{status}: it has ended" : $"{status}: it has not ended");
}
