using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses that the service is known to send.</summary>
public sealed class SessionStatusCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWord.Parse(wordToComplete).Complete(SessionStatus.All.Select(status => new Candidate(
            status,
            status,
            SessionStatus.IsTerminal(status) ? $"{status}: the session has ended" : $"{status}: the session has not ended")));
}
