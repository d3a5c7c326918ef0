using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that process the files of jobs. For a session, each of its jobs has its own errors.</summary>
public abstract class JobFileCmdlet : ItemCmdlet
{
    /// <summary>The names of files, with wildcards.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>Reads the files that have one of the names.</summary>
    private protected JobFileReader? Reader { get; private set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        Reader = new JobFileReader(output, Resolver, Name);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        await foreach (ItemReference<QuantumSessionJob> job in Input.ToJobsAsync(input, Resolver, Workspace, cancellationToken))
        {
            if (ItemInput.IsSession(input))
            {
                await output.RunForItemAsync(job.TargetObject, () => ProcessJobAsync(job, output, cancellationToken));
            }
            else
            {
                await ProcessJobAsync(job, output, cancellationToken);
            }
        }
    }

    private protected abstract Task ProcessFileAsync(QuantumJobFile file, ICmdletOutput output, CancellationToken cancellationToken);

    private async Task ProcessJobAsync(ItemReference<QuantumSessionJob> job, ICmdletOutput output, CancellationToken cancellationToken)
    {
        foreach (QuantumJobFile file in await Reader!.ReadAsync(job, Workspace, cancellationToken))
        {
            await ProcessFileAsync(file, output, cancellationToken);
        }
    }
}
