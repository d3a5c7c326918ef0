using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Returns the results of jobs as histograms, as hashtables, as a table, as bytes in the provider's format, or in files.</summary>
[Cmdlet(VerbsCommunications.Receive, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumJobResult), typeof(byte[]), typeof(Hashtable), typeof(PSObject))]
public sealed class ReceiveAzQuantumSessionJob : WaitableItemCmdlet
{
    private JobReceiver? _receiver;
    private JobWaiter? _waiter;

    /// <summary>Whether to wait for jobs that have not ended. Each result is written as soon as its job ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Whether to write the result as bytes, in the provider's format.</summary>
    [Parameter]
    public SwitchParameter AsRaw { get; set; }

    /// <summary>Whether to write each result as a hashtable with the probability of each outcome.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Whether to write a row for each job, with a column for the probability of each outcome.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>A file for the result in the provider's format, or a folder for one file per job. Replaces the output to the pipeline.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _receiver = new JobReceiver(output, Resolver)
        {
            Form = GetForm(),
            OutFile = OutFile is null ? null : ResolveOutputPath(OutFile),
        };
        _waiter = new JobWaiter(output, TimeProvider.System)
        {
            Timeout = Timeout,
            Write = job => output.RunForItemAsync(
                job, () => _receiver.ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, cancellationToken)),
            Explain = (client, id, error) => Advisor.ExplainAsync(client, id, error, cancellationToken),
        };
        return Task.CompletedTask;
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        await foreach (ItemReference<QuantumSessionJob> item in Input.ToJobsAsync(input, Resolver, Workspace, cancellationToken))
        {
            if (Wait)
            {
                _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Origin, cancellationToken), item);
            }
            else if (ItemInput.IsSession(input))
            {
                await output.RunForItemAsync(item.TargetObject, () => _receiver!.ReceiveAsync(item, Workspace, cancellationToken));
            }
            else
            {
                await _receiver!.ReceiveAsync(item, Workspace, cancellationToken);
            }
        }
    }

    private protected override async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _waiter!.WaitAsync(cancellationToken);
        _receiver!.WriteTable();
    }

    private ResultForm GetForm()
    {
        ResultForm[] forms =
        [
            .. AsRaw ? [ResultForm.Raw] : Array.Empty<ResultForm>(),
            .. AsHashtable ? [ResultForm.Hashtable] : Array.Empty<ResultForm>(),
            .. AsTable ? [ResultForm.Table] : Array.Empty<ResultForm>(),
        ];
        return forms.Length <= 1 && (OutFile is null || forms is [] or [ResultForm.Raw])
            ? forms.FirstOrDefault(ResultForm.Object)
            : throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                "-AsHashtable, -AsTable, and -AsRaw exclude each other, and -OutFile writes the result in the provider's format only. Specify one of them.")
            {
                IsTerminating = true,
            };
    }
}
