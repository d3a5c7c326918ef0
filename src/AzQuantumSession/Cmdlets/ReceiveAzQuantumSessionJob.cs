using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Gives the results of jobs: as histograms whatever the provider's format, as they are, or into files.</summary>
[Cmdlet(VerbsCommunications.Receive, "AzQuantumSessionJob", DefaultParameterSetName = IdSet)]
[OutputType(typeof(QuantumJobResult), typeof(byte[]))]
public sealed class ReceiveAzQuantumSessionJob : ItemCmdlet<QuantumSessionJob>
{
    private JobReceiver? _receiver;
    private JobWaiter? _waiter;

    /// <summary>Whether to wait for jobs that have not ended. Each result is written as soon as its job has.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait at the most with <c>-Wait</c>, as seconds or as a TimeSpan.</summary>
    [Parameter]
    [SecondsTransformation]
    [Alias("TimeoutSec")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether to write the result as the provider wrote it, as bytes.</summary>
    [Parameter]
    public SwitchParameter AsRaw { get; set; }

    /// <summary>A file to write the result to as it is, or a folder that gets a file for each job. Nothing goes to the pipeline then.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    internal override Task BeginAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        _receiver = new JobReceiver(pipeline, Resolver)
        {
            AsRaw = AsRaw,
            OutFile = OutFile is null ? null : ResolveOutputPath(OutFile),
        };
        _waiter = new JobWaiter(pipeline, TimeProvider.System)
        {
            Timeout = Timeout,
            Write = job => _receiver.ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, cancellationToken),
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSessionJob> item in ItemReference<QuantumSessionJob>.From(Id, InputObject))
        {
            if (Wait)
            {
                await pipeline.RunForItemAsync(item.TargetObject, async () =>
                    _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Client, cancellationToken), item));
            }
            else
            {
                await _receiver!.ReceiveAsync(item, Workspace, cancellationToken);
            }
        }
    }

    internal override Task EndAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);

    private string ResolveOutputPath(string path)
    {
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? file
            : throw new CmdletException(ErrorIds.FileNotWritten, ErrorCategory.InvalidArgument, $"'{path}' is no path of a file.", path)
            {
                IsTerminating = true,
            };
    }
}
