using System.Management.Automation.Language;

namespace AzQuantumSession.Completion;

/// <summary>
/// The base class of completers. PowerShell completes the names of files where a parameter has no completer, so parameters whose values
/// are known have one.
/// </summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string command = commandName[(commandName.LastIndexOf('\\') + 1)..];
        var prefix = CompletionPrefix.Parse(wordToComplete);
        HashSet<string> typed = GetTypedElements(commandAst, parameterName);
        typed.Remove(prefix.Text);
        return prefix.Complete(GetItems(command, parameterName, fakeBoundParameters).Where(item => !typed.Contains(item.Value)));
    }

    /// <summary>Returns the completions.</summary>
    /// <param name="command">The name of the command, without its module.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="boundParameters">The arguments that have been typed.</param>
    internal abstract IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters);

    /// <summary>Whether a command is for jobs, and not for sessions.</summary>
    private protected static bool IsForJobs(string command) =>
        command.EndsWith("Job", StringComparison.OrdinalIgnoreCase) || command.EndsWith("JobFile", StringComparison.OrdinalIgnoreCase);

    // A list that ends in a comma is not valid yet: PowerShell does not bind it, and parses it as an error.
    private static HashSet<string> GetTypedElements(CommandAst command, string parameter)
    {
        HashSet<string> typed = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            bool isParameter = command.CommandElements[i - 1] is not CommandParameterAst { ParameterName: { } name }
                || parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase);
            if (isParameter && command.CommandElements[i] is ArrayLiteralAst or ErrorExpressionAst)
            {
                typed.UnionWith(command.CommandElements[i]
                    .FindAll(static ast => ast is StringConstantExpressionAst, searchNestedScriptBlocks: false)
                    .Select(static ast => ((StringConstantExpressionAst)ast).Value));
            }
        }

        return typed;
    }
}
