using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the files of jobs: the inputs, the results, and what else the providers stored, such as logs.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionJobFile", DefaultParameterSetName = IdSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumJobFile))]
public sealed class GetAzQuantumSessionJobFile : ItemCmdlet
{
    private JobFileReader? _reader;

    /// <summary>The names of files, with wildcards.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _reader = new JobFileReader(output, Resolver, Name);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        await foreach (ItemReference<QuantumSessionJob> job in Input.ToJobsAsync(input, Resolver, Workspace, cancellationToken))
        {
            if (ItemInput.IsSession(input))
            {
                await output.RunForItemAsync(job.TargetObject, () => WriteAsync(job, output, cancellationToken));
            }
            else
            {
                await WriteAsync(job, output, cancellationToken);
            }
        }
    }

    private async Task WriteAsync(ItemReference<QuantumSessionJob> job, ICmdletOutput output, CancellationToken cancellationToken)
    {
        foreach (QuantumJobFile file in await _reader!.ReadAsync(job, Workspace, cancellationToken))
        {
            output.WriteObject(file);
        }
    }
}
