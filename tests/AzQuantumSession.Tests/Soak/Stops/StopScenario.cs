using System.Management.Automation;
using AzQuantumSession.Cmdlets;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>A command that is stopped in each of its phases.</summary>
/// <param name="Command">The name of the command.</param>
/// <param name="Script">The command with its arguments. Can use the variables that <see cref="StopBench"/> sets.</param>
internal sealed record StopScenario(string Command, string Script)
{
    private static readonly HashSet<string> SupportsShouldProcess =
    [
        .. from type in typeof(AsyncCmdlet).Assembly.GetExportedTypes()
           from attribute in type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>()
           where attribute.SupportsShouldProcess
           select $"{attribute.VerbName}-{attribute.NounName}",
    ];

    /// <summary>The expression that is piped to the command; null for none.</summary>
    public string? Input { get; init; }

    /// <summary>The number of requests after which the command waits until it is stopped; null if it ends by itself.</summary>
    public int? Waits { get; init; }

    /// <summary>Whether the command sends requests at the same time, so that others arrive while it is stopped.</summary>
    public bool IsConcurrent { get; init; }

    /// <summary>Whether the command promises to close the session <c>$id</c> also if it is stopped.</summary>
    public bool Closes { get; init; }

    /// <summary>Whether the command prompts with <c>-Confirm</c>. Without a limit, waiting changes nothing, and no emulator runs.</summary>
    public bool Prompts => SupportsShouldProcess.Contains(Command)
        && Command != "Stop-AzQuantumEmulator"
        && (Command != "Wait-AzQuantumSession" || Script.Contains("-Max", StringComparison.Ordinal));

    /// <summary>Whether the script is the beginning of a line that is completed, which no stop ends, but its own time limit.</summary>
    public bool IsCompletion { get; init; }

    /// <summary>Whether the script contains code that runs until it is stopped.</summary>
    public bool HasBlock => Script.Contains("Wait-Stop", StringComparison.Ordinal);

    /// <summary>The script whose input is code that runs until it is stopped, so that the command has begun and has sent no request.</summary>
    public string ScriptBefore => $"& {{ Wait-Stop $before; {Input} }} | {Script}";

    /// <summary>The script whose first output is processed by code that runs until it is stopped.</summary>
    public string ScriptOutput => $"{FullScript} | ForEach-Object {{ Wait-Stop $after }}";

    /// <summary>The script that prompts, and observes its stop.</summary>
    public string ScriptPrompt => $"{FullScript.Replace(" -Confirm:$false", "", StringComparison.Ordinal)} -Confirm | Watch-Stop $prompt";

    public string FullScript => Input is null ? Script : $"{Input} | {Script}";
}
