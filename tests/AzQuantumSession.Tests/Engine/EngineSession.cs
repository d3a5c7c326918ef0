using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AzQuantumSession.Tests.Engine;

/// <summary>A runspace of PowerShell's engine with the built module and a recording host.</summary>
internal sealed class EngineSession : IDisposable
{
    public EngineSession(EngineSessionOptions options)
    {
        Host = new RecordingHost(options.Width);
        Runspace = RunspaceFactory.CreateRunspace(Host, options.CreateSessionState());
        Runspace.Open();
    }

    /// <summary>The manifest of the module. The build copies the files of the module to the folder of the tests.</summary>
    public static string ModulePath { get; } = Path.Combine(AppContext.BaseDirectory, "AzQuantumSession.psd1");

    public Runspace Runspace { get; }

    public RecordingHost Host { get; }

    /// <summary>Gets or sets a variable of the runspace.</summary>
    public object? this[string variable]
    {
        get => Runspace.SessionStateProxy.GetVariable(variable);
        set => Runspace.SessionStateProxy.SetVariable(variable, value);
    }

    /// <summary>Gets a variable of the runspace without its <see cref="PSObject"/>.</summary>
    public T Get<T>(string variable) => Assert.IsType<T>(this[variable] is PSObject wrapped ? wrapped.BaseObject : this[variable]);

    /// <summary>Runs a script, and collects its output.</summary>
    public ScriptResult Run(string script)
    {
        using PowerShell shell = Create(script);
        return Collect(shell, () => [.. shell.Invoke()]);
    }

    /// <summary>Runs a script in the background.</summary>
    /// <param name="script">The script.</param>
    /// <param name="stop">Stops the pipeline, as Ctrl+C does.</param>
    public async Task<ScriptResult> RunAsync(string script, CancellationTokenSource? stop = null)
    {
        using PowerShell shell = Create(script);
        using var output = new PSDataCollection<PSObject>();
        Task run = shell.InvokeAsync<PSObject, PSObject>(input: null, output);
        await using CancellationTokenRegistration registration = (stop?.Token ?? CancellationToken.None).Register(shell.Stop);
        await run.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Collect(shell, () =>
        {
            run.GetAwaiter().GetResult();
            return [.. output];
        }, output);
    }

    /// <summary>Runs a script as a console does, and returns the text that the host displays.</summary>
    public string Show(string script)
    {
        Host.Screen.Clear();
        Run($". {{ {script} }} | Out-Default").AssertNoErrors();
        return Host.Screen.ToString();
    }

    /// <summary>Returns the completions at the end of a line.</summary>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches;
    }

    public void Dispose() => Runspace.Dispose();

    private PowerShell Create(string script)
    {
        PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(script, useLocalScope: false);
        return shell;
    }

    private static ScriptResult Collect(PowerShell shell, Func<IReadOnlyList<PSObject>> getOutput, IEnumerable<PSObject>? partial = null)
    {
        IReadOnlyList<PSObject> output = [];
        Exception? exception = null;
        try
        {
            output = getOutput();
        }
        catch (RuntimeException e)
        {
            exception = e;
            output = [.. partial ?? []];
        }

        return new ScriptResult(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Progress],
            exception);
    }
}
