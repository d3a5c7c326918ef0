using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The user interface of <see cref="RecordingHost"/>.</summary>
internal sealed class RecordingUserInterface(int width) : PSHostUserInterface
{
    public StringBuilder Screen { get; } = new();

    public List<string> ErrorLines { get; } = [];

    public List<string> Prompts { get; } = [];

    public Queue<string> Responses { get; } = new();

    public Func<int>? OnPrompt { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new RecordingRawUserInterface(width);

    public override bool SupportsVirtualTerminal => true;

    public override void Write(string value) => Screen.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Screen.Append(value).Append('\n');

    public override void WriteErrorLine(string value)
    {
        ErrorLines.Add(value);
        WriteLine(value);
    }

    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Prompts.Add($"{caption}: {message}");
        if (OnPrompt is not null)
        {
            return OnPrompt();
        }

        string response = Responses.TryDequeue(out string? next) ? next : throw new InvalidOperationException($"The test has no response to '{message}'.");
        return choices.Select(choice => choice.Label.Replace("&", "", StringComparison.Ordinal)).ToList().IndexOf(response);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new InvalidOperationException($"Values are missing: {string.Join(", ", descriptions.Select(description => description.Name))}.");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw new NotSupportedException();

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
}
