using System.Globalization;
using System.Management.Automation.Host;

namespace AzQuantumSession.EngineHost;

/// <summary>The host of the PowerShell engine.</summary>
internal sealed class ConsoleHost(ConsoleUserInterface ui) : PSHost
{
    /// <summary>The exit code of the script, or 0.</summary>
    public int ExitCode { get; private set; }

    public ConsoleUserInterface ConsoleUI => ui;
    public override PSHostUserInterface UI => ui;
    public override string Name => "AzQuantumSession.EngineHost";
    public override Version Version => typeof(ConsoleHost).Assembly.GetName().Version!;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
    public override void EnterNestedPrompt() => throw new NotSupportedException("This host runs scripts and has no prompt for commands.");
    public override void ExitNestedPrompt() => EnterNestedPrompt();
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
}
