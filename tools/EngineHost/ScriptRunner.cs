using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace AzQuantumSession.EngineHost;

/// <summary>Runs a script as "pwsh -File" does, in a runspace that contains only the engine's commands and one module.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;

    public ScriptRunner()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        // Commands of an installed PowerShell must not hide that a script or the module requires more than the engine.
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, null));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        }

        _host = new ConsoleHost(new ConsoleUserInterface(_stopping.Token));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    public bool IsStopping => _stopping.IsCancellationRequested;

    public void Dispose()
    {
        _runspace.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Stops the running pipeline. Its cleanup still runs. No other pipeline starts.</summary>
    public void Stop() => _stopping.Cancel();

    /// <summary>Imports the module and runs the script.</summary>
    /// <returns>The exit code of the script; 1 if an error ended the script; 130 after Ctrl+C; otherwise 0.</returns>
    public int Run(string manifest, string script, IEnumerable<string> arguments)
    {
        try
        {
            // "exit" in a script file ends only that file, and makes its command fail with an exit code.
            // The script is a single line, because errors in a script of several lines show the line.
            Invoke($"Import-Module {Quote(manifest)} -ErrorAction Stop; if (-not $?) {{ exit 1 }}; "
                + $"& {Quote(script)} {string.Join(' ', arguments.Select(ToArgument))}; if (-not $?) {{ exit ($LASTEXITCODE ?? 1) }}");
        }
        catch (RuntimeException exception) when (!IsStopping)
        {
            _host.ConsoleUI.Lines = Console.Error;
            Invoke("$input", exception.ErrorRecord);
            return 1;
        }
        catch (Exception exception) when (exception is PipelineStoppedException or OperationCanceledException)
        {
            // The exit code indicates that Ctrl+C was pressed.
        }

        return IsStopping ? 130 : _host.ExitCode;
    }

    private void Invoke(string text, params object[] input)
    {
        var command = new Command(text, isScript: true);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        using var shell = PowerShell.Create(_runspace);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        using CancellationTokenRegistration registration = _stopping.Token.Register(shell.Stop);
        _stopping.Token.ThrowIfCancellationRequested();
        shell.Invoke(input);
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>Keeps parameter names, converts Boolean values after a colon, and quotes all other arguments.</summary>
    private static string ToArgument(string word) => word.Split(':', 2) switch
    {
        _ when word is not ['-', not (>= '0' and <= '9'), ..] => Quote(word),
        [string name, string value] => $"{name}:{(bool.TryParse(value.TrimStart('$'), out bool flag) ? $"${flag}" : Quote(value))}",
        _ => word,
    };
}
