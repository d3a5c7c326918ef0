using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

/// <summary>A host without a console: records what it is given to show, and answers prompts as the test says.</summary>
internal sealed class RecordingHost(int width) : PSHost
{
    private readonly RecordingUserInterface _userInterface = new(width);

    /// <summary>What was shown, with its colours.</summary>
    public StringBuilder Screen => _userInterface.Screen;

    /// <summary>The error lines among it.</summary>
    public List<string> ErrorLines => _userInterface.ErrorLines;

    /// <summary>The prompts so far: caption and message.</summary>
    public List<string> Prompts => _userInterface.Prompts;

    /// <summary>The answers to come: the labels of choices, such as <c>No to All</c>. A prompt without an answer is an error.</summary>
    public Queue<string> Answers => _userInterface.Answers;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "RecordingHost";

    public override PSHostUserInterface UI => _userInterface;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
