using System.Reflection;
using AzQuantumSession.Connections;
using AzQuantumSession.Handlers;
using AzQuantumSession.Isolation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Runs one async method per processing block on the pipeline thread. When the pipeline stops early (Ctrl+C, <c>-ErrorAction Stop</c>,
/// <c>Select-Object -First</c>), the token is cancelled, the method is awaited, and the original exception is rethrown. Items that a method
/// starts can continue until the end of the command.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, ICmdletOutput, IDisposable
{
    /// <summary>The default of <c>-ThrottleLimit</c>.</summary>
    private protected const int DefaultThrottleLimit = 8;

    private readonly CancellationTokenSource _stop = new();
    private IClientHost? _clientHost;
    private ConcurrentItems? _items;
    private CommandTrace? _trace;

    /// <summary>Resolves workspaces for the runspace of the command.</summary>
    private protected WorkspaceResolver Resolver =>
        field ??= new(static () => ClientLoader.Factory, ConnectionStore.Current, $"PowerShell/{EngineVersion}");

    // The attribute contains "7.4.6 SHA: 0123..." or "7.4.6+0123...". The user agent needs only the version.
    private static string EngineVersion { get; } = typeof(PSCmdlet).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0] ?? "unknown";

    /// <summary>The items of the command, which are written in the order in which they are added, before the command ends.</summary>
    private protected ConcurrentItems Items => _items ??= new ConcurrentItems(this, MaxConcurrency, _stop.Token);

    /// <summary>The maximum number of <see cref="Items"/> that are processed at the same time.</summary>
    private protected virtual int MaxConcurrency => 1;

    /// <summary>Brings continuations to the pipeline thread.</summary>
    private protected PipelineSynchronizationContext PipelineThread => field ??= new PipelineSynchronizationContext(_stop.Cancel);

    internal virtual Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken) => Task.CompletedTask;

    internal virtual Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken) => Task.CompletedTask;

    internal virtual Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        _trace = CommandTrace.Start(GetType());
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        Run(EndAsync, completesItems: true);
        _trace?.Stop();
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    bool ICmdletOutput.IsErrorActionStop =>
        GetPreference(MyInvocation.BoundParameters.GetValueOrDefault("ErrorAction") ?? GetVariableValue("ErrorActionPreference"))
            is ActionPreference.Stop or ActionPreference.Inquire;

    private bool IsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out object? verbose)
        ? LanguagePrimitives.IsTrue(verbose)
        : GetPreference(GetVariableValue("VerbosePreference")) is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private static ActionPreference? GetPreference(object? value) =>
        LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out ActionPreference preference) ? preference : null;

    void ICmdletOutput.WriteObject(object value)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        // The next commands of the pipeline, which run meanwhile, are not parts of this command.
        _trace?.Leave();
        try
        {
            WriteObject(value);
        }
        finally
        {
            _trace?.Enter();
        }
    }

    void ICmdletOutput.WriteError(CmdletError error)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        WriteError(CreateRecord(error));
    }

    void ICmdletOutput.WriteWarning(string text)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        WriteWarning(VisibleText.Message(text));
    }

    void ICmdletOutput.WriteVerbose(string text)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        WriteVerbose(VisibleText.Message(text));
    }

    bool ICmdletOutput.ShouldProcess(string target, string action)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        return ShouldProcess(VisibleText.MessageLine(target), VisibleText.MessageLine(action));
    }

    void ICmdletOutput.WriteHostError(string text)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        Host.UI.WriteErrorLine(VisibleText.Message(text));
    }

    void ICmdletOutput.WriteHostWarning(string text) => Host.UI.WriteWarningLine(VisibleText.Message(text));

    void ICmdletOutput.WriteProgress(CmdletProgress progress)
    {
        using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
        WriteProgress(new ProgressRecord(ActivityId, VisibleText.MessageLine(progress.Activity), VisibleText.MessageLine(progress.FitStatus(WindowWidth).Status))
        {
            CurrentOperation = VisibleText.MessageLine(progress.CurrentOperation),
            PercentComplete = progress.PercentComplete,
            RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    private int WindowWidth
    {
        get
        {
            try
            {
                return Host.UI.RawUI.WindowSize.Width is > 0 and int width ? width : int.MaxValue;
            }
            catch (Exception)
            {
                // Hosts without a window throw different exceptions: NotImplementedException, HostException, NullReferenceException.
                return int.MaxValue;
            }
        }
    }

    /// <summary>Releases the resources of the command. PowerShell calls this method at the end of the pipeline.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the resources of the command.</summary>
    /// <param name="disposing">True if <see cref="Dispose()"/> calls this method.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopItems();
            _trace?.Stop();
            _stop.Dispose();
        }
    }

    /// <summary>Returns the full path of a file to write.</summary>
    /// <exception cref="CmdletException">The path is not in the file system.</exception>
    private protected string ResolveOutputPath(string path)
    {
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? file
            : throw new CmdletException(ErrorIds.FileNotWritten, ErrorCategory.InvalidArgument, $"'{path}' is not a file path.", path)
            {
                IsTerminating = true,
            };
    }

    // Each command in a pipeline has its own progress bar.
    private int ActivityId => MyInvocation.PipelinePosition;

    private void Run(Func<ICmdletOutput, CancellationToken, Task> block, bool completesItems = false)
    {
        IClientHost? outerHost = ClientHost.Current;
        _trace?.Enter();
        try
        {
            ICmdletOutput output = this;
            // The client calls its host on any thread, but only the pipeline thread may write.
            ClientHost.Current = _clientHost ??= new CmdletClientHost(PipelineThread, output.WriteWarning, IsVerbose ? output.WriteVerbose : null);
            PipelineThread.Run(() => RunAsync(block, completesItems));
            _items?.ThrowIfFailed();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (CmdletException e)
        {
            ThrowTerminatingError(CreateRecord(e.ToError()));
        }
        catch (Exception e) when (!ErrorMapper.IsOfEngine(e))
        {
            ThrowTerminatingError(CreateRecord(ErrorMapper.ToError(e, null)));
        }
        finally
        {
            ClientHost.Current = outerHost;
            _trace?.Leave();
        }
    }

    // An error that ends the command follows the output of the items before it.
    private async Task RunAsync(Func<ICmdletOutput, CancellationToken, Task> block, bool completesItems)
    {
        try
        {
            await block(this, _stop.Token);
            if (completesItems && _items is not null)
            {
                await _items.CompleteAsync();
            }
        }
        catch (Exception e) when (_items is not null && e is not OperationCanceledException && !ErrorMapper.IsOfEngine(e))
        {
            await _items!.CompleteAsync();
            throw;
        }
    }

    // If the pipeline ended early, items are still running.
    private void StopItems()
    {
        if (_items is null)
        {
            return;
        }

        try
        {
            PipelineThread.Run(async () => await _items.DisposeAsync());
        }
        catch (Exception e) when (e is InvalidOperationException or RuntimeException)
        {
            // The engine refuses what a callback writes, because the command has ended.
        }
    }

    // The host shows the recommended action below the message, so an action that the message already contains is omitted.
    private ErrorRecord CreateRecord(CmdletError error)
    {
        _trace?.SetError(error.Id);
        string action = error.RecommendedAction ?? "";
        string message = VisibleText.Message(error.Message);
        ErrorRecord record = new(error.Exception, error.Id, error.Category, error.Target is string id ? VisibleText.Line(id) : error.Target)
        {
            ErrorDetails = new ErrorDetails(message)
            {
                RecommendedAction = message.Contains(action, StringComparison.Ordinal) ? "" : VisibleText.Message(action),
            },
        };
        record.CategoryInfo.TargetName = VisibleText.MessageLine(record.CategoryInfo.TargetName);
        return record;
    }
}
