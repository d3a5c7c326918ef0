using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses that the service is known to send. It may send others, so nothing is refused.</summary>
public abstract class StatusCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<CompletionItem> Candidates { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => CompletionPrefix.Parse(wordToComplete).Complete(Candidates);

    private protected static CompletionItem CreateItem(string status, bool isTerminal) =>
        new(status, status, isTerminal ? $"{status}: it has ended" : $"{status}: it has not ended");
}
