using AzQuantumSession.Completion;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that can wait for sessions or jobs, also in the background. Ctrl+C stops the wait only.</summary>
public abstract class WaitableItemCmdlet : ItemCmdlet
{
    private readonly List<object> _backgroundInput = [];

    /// <summary>The maximum time to wait. Each session or job that is not done by then is reported as an error. 0 polls once.</summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Alias("TimeoutSec")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Whether to run the command as a PowerShell job, and write the job. The job has its own connection, which
    /// <c>Disconnect-AzQuantumWorkspace</c> does not close.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (AsJob)
        {
            _backgroundInput.AddRange(Ids.Concat(InputObject));
        }
        else
        {
            await base.ProcessAsync(output, cancellationToken);
        }
    }

    internal sealed override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (!AsJob)
        {
            return WaitAsync(cancellationToken);
        }

        if (!ShouldStartJob(output, _backgroundInput))
        {
            return Task.CompletedTask;
        }

        BackgroundJob job = new(this, Workspace ?? Resolver.Default);
        if (_backgroundInput.Count > 0)
        {
            job.SetParameter(nameof(Id), null);
            job.SetParameter(nameof(InputObject), _backgroundInput.Select(job.Rebind).ToArray());
        }

        output.WriteObject(job.Start());
        return Task.CompletedTask;
    }

    /// <summary>Confirms the background job, because a job cannot prompt.</summary>
    /// <param name="output">The output of the command.</param>
    /// <param name="input">The ids and objects to wait for.</param>
    private protected virtual bool ShouldStartJob(ICmdletOutput output, IReadOnlyCollection<object> input) => true;

    private protected abstract Task WaitAsync(CancellationToken cancellationToken);
}
