using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;

namespace AzQuantumSession.EngineHost;

/// <summary>Writes to the console as pwsh does, but without color if the output is redirected, and reads input from the console.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly ConsoleInput _input;
    private string? _progress;

    public ConsoleUserInterface(CancellationToken stopping)
    {
        _input = new ConsoleInput(stopping);
        // https://no-color.org
        if (Environment.GetEnvironmentVariable("NO_COLOR") is not null)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }
    }

    /// <summary>The writer for output: the standard output or the error stream.</summary>
    public TextWriter Lines { get; set; } = Console.Out;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();
    public override bool SupportsVirtualTerminal => Environment.GetEnvironmentVariable("TERM") != "dumb";

    public override void Write(string value) => Write(Lines, value);
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(PSStyle.Instance.Foreground.FromConsoleColor(foregroundColor) + value + PSStyle.Instance.Reset);
    public override void WriteLine(string value) => Write(value + Environment.NewLine);
    public override void WriteDebugLine(string message) => WriteLine($"{GetFormatStyleString(FormatStyle.Debug)}DEBUG: {message}{PSStyle.Instance.Reset}");
    public override void WriteVerboseLine(string message) => WriteLine($"{GetFormatStyleString(FormatStyle.Verbose)}VERBOSE: {message}{PSStyle.Instance.Reset}");
    public override void WriteWarningLine(string message) => WriteLine($"{GetFormatStyleString(FormatStyle.Warning)}WARNING: {message}{PSStyle.Instance.Reset}");
    public override void WriteErrorLine(string value) => Write(Console.Error, value + Environment.NewLine);

    /// <summary>Writes a line to the error stream, unless it equals the previous line.</summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        string line = string.Join(": ", new[] { record.Activity, record.StatusDescription, record.CurrentOperation }.Where(text => !string.IsNullOrEmpty(text)));
        if (record.RecordType == ProgressRecordType.Processing && line != _progress)
        {
            WriteErrorLine(_progress = line);
        }
    }

    public override string? ReadLine() => _input.ReadLine();
    public override SecureString? ReadLineAsSecureString() => _input.ReadLine(isSecret: true) is { } text ? new NetworkCredential("", text).SecurePassword : null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteQuestion(caption, message);
        return new ChoicePrompt(this, choices, defaultChoice).Ask();
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteQuestion(caption, message);
        var values = new Dictionary<string, PSObject>();
        foreach (FieldDescription field in descriptions)
        {
            Write($"{field.Name}: ");
            object? value = Type.GetType(field.ParameterAssemblyFullName) == typeof(SecureString) ? ReadLineAsSecureString() : ReadLine();
            // Without a value, the engine reports that the parameter is missing.
            if (value is not null)
            {
                values.Add(field.Name, PSObject.AsPSObject(value));
            }
        }

        return values;
    }

    public override PSCredential? PromptForCredential(string caption, string message, string userName, string targetName)
    {
        WriteQuestion(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine() ?? "";
        }

        Write($"Password for user {userName}: ");
        return userName.Length > 0 && ReadLineAsSecureString() is { } password ? new PSCredential(userName, password) : null;
    }

    public override PSCredential? PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private void WriteQuestion(string caption, string message)
    {
        WriteLine();
        WriteLine(ConsoleColor.White, RawUI.BackgroundColor, caption);
        WriteLine(message);
    }

    private void Write(TextWriter writer, string value)
    {
        bool isError = writer == Console.Error;
        // As in pwsh, there are no empty lines between errors.
        if (!isError || value != Environment.NewLine)
        {
            writer.Write(GetOutputString(value, SupportsVirtualTerminal && !(isError ? Console.IsErrorRedirected : Console.IsOutputRedirected)));
        }
    }
}
