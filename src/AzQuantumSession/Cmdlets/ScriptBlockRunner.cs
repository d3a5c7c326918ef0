using System.Reflection;
using System.Runtime.ExceptionServices;

namespace AzQuantumSession.Cmdlets;

/// <summary>Runs a script block of the user as a part of a command. Another thread can stop the block, and the command continues.</summary>
/// <param name="cmdlet">The command. The output of the block is the output of the command.</param>
/// <param name="block">The script block.</param>
/// <param name="canStop">Whether the block can be stopped. It then runs in a nested pipeline.</param>
/// <param name="commandStopped">Is canceled when the command is stopped.</param>
internal sealed class ScriptBlockRunner(PSCmdlet cmdlet, ScriptBlock block, bool canStop, CancellationToken commandStopped)
{
    private static readonly PropertyInfo? BlockSessionState = GetProperty(typeof(ScriptBlock), "SessionState");
    private static readonly PropertyInfo? Context = GetProperty(typeof(PSCmdlet), "Context");

    // What a nested pipeline does not take over: the streams of the command with their redirections and variables, and whether a try
    // statement surrounds the command, so that an error of an expression ends the block instead of being written.
    private static readonly PropertyInfo?[] InheritedState =
    [
        GetProperty(Context?.PropertyType, "CurrentCommandProcessor"),
        GetProperty(Context?.PropertyType, "ShellFunctionErrorOutputPipe"),
        GetProperty(Context?.PropertyType, "PropagateExceptionsToEnclosingStatementBlock"),
    ];

    private readonly object _lock = new();
    private PowerShell? _shell;
    private bool _isStopped;

    /// <summary>Runs the block with a value as its first argument and as <c>$_</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="arguments">The other arguments.</param>
    /// <returns>False if <see cref="Stop"/> ended the block.</returns>
    public bool Run(object value, object?[] arguments)
    {
        if (!canStop)
        {
            RunWithVariable(value, arguments);
            return true;
        }

        ExceptionDispatchInfo? error = null;
        object? context = Context?.GetValue(cmdlet);
        object?[] inherited = [.. InheritedState.Select(property => property?.GetValue(context))];

        try
        {
            RunNested(Callback);
        }
        catch (PipelineStoppedException e)
        {
            error ??= ExceptionDispatchInfo.Capture(e);
        }

        if (!_isStopped || cmdlet.Stopping)
        {
            error?.Throw();
        }

        return !_isStopped;

        void Callback()
        {
            try
            {
                for (int i = 0; i < inherited.Length; i++)
                {
                    InheritedState[i]?.SetValue(context, inherited[i]);
                }

                RunWithVariable(value, arguments);
            }
            catch (Exception e)
            {
                // Otherwise the engine wraps the exception.
                error = ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    /// <summary>Stops the block as Ctrl+C does. Can be called on any thread.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (_shell is not null)
            {
                _isStopped = true;
                _shell.BeginStop(null, null);
            }
        }
    }

    // Only a nested pipeline can be stopped without the pipeline of the user.
    private void RunNested(Action callback)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(new CmdletInfo("Invoke-Callback", typeof(CallbackCmdlet))).AddParameter(nameof(CallbackCmdlet.Callback), callback);
        lock (_lock)
        {
            _shell = shell;
        }

        try
        {
            // The engine stops only the nested pipelines that run when the command is stopped, and the command can be stopped before.
            using CancellationTokenRegistration registration = commandStopped.Register(() => shell.BeginStop(null, null));
            shell.Invoke();
        }
        finally
        {
            lock (_lock)
            {
                _shell = null;
            }
        }
    }

    private void RunWithVariable(object value, object?[] arguments)
    {
        // A block uses the variables of the session state where it was written, which differs from the current session state if a
        // function of a module passes the block on. The property that contains it is not public.
        PSVariableIntrinsics variables = (BlockSessionState?.GetValue(block) as SessionState ?? cmdlet.SessionState).PSVariable;
        object previous = variables.GetValue("_");
        variables.Set("_", value);
        try
        {
            using SteppablePipeline runner = CreateRunner().GetSteppablePipeline(CommandOrigin.Internal, [block, value, arguments]);
            runner.Begin(cmdlet);
            runner.Process();
            runner.End();
        }
        catch (RuntimeException e)
        {
            // Otherwise the engine replaces the id and position of the error with the id and position of this command.
            e.WasThrownFromThrowStatement = true;
            throw;
        }
        finally
        {
            variables.Set("_", previous);
        }
    }

    // In ConstrainedLanguage, the engine does not bind the runner's parameters. Only the runner is created in FullLanguage: the user's
    // block keeps the language mode in which it was written.
    private ScriptBlock CreateRunner()
    {
        PSLanguageMode mode = cmdlet.SessionState.LanguageMode;
        if (mode == PSLanguageMode.FullLanguage)
        {
            return BindRunner();
        }

        cmdlet.SessionState.LanguageMode = PSLanguageMode.FullLanguage;
        try
        {
            return BindRunner();
        }
        finally
        {
            cmdlet.SessionState.LanguageMode = mode;
        }

        // The runner has its own session state, so that dot-sourcing runs the block in the scope where it was written.
        static ScriptBlock BindRunner() => new PSModuleInfo(linkToGlobal: false).NewBoundScriptBlock(
            ScriptBlock.Create("param($Block, $Value, $Arguments) . $Block $Value @Arguments"));
    }

    private static PropertyInfo? GetProperty(Type? type, string name) => type?.GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic);
}

/// <summary>Calls a method in a pipeline.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Callback")]
internal sealed class CallbackCmdlet : PSCmdlet
{
    /// <summary>The method to call.</summary>
    [Parameter(Mandatory = true)]
    public Action? Callback { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Callback!();
}
