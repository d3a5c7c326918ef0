using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

/// <summary>A host without a console. Records its output, and responds to prompts as the test specifies.</summary>
internal sealed class RecordingHost(int width) : PSHost
{
    private readonly RecordingUserInterface _userInterface = new(width);

    /// <summary>The displayed text, with its colors.</summary>
    public StringBuilder Screen => _userInterface.Screen;

    /// <summary>The displayed error lines.</summary>
    public List<string> ErrorLines => _userInterface.ErrorLines;

    /// <summary>The prompts, each as caption and message.</summary>
    public List<string> Prompts => _userInterface.Prompts;

    /// <summary>The responses to the next prompts, as labels of choices such as <c>No to All</c>. A prompt without a response is an error.</summary>
    public Queue<string> Responses => _userInterface.Responses;

    /// <summary>Returns the index of the choice of each prompt, instead of <see cref="Responses"/>.</summary>
    public Func<int>? OnPrompt
    {
        set => _userInterface.OnPrompt = value;
    }

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
