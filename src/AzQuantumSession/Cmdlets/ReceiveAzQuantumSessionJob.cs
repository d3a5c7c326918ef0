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
    private ConcurrentItems? _downloads;

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

    /// <summary>
    /// The maximum size of a result in bytes, decompressed. A larger result is an error. Default: no limit for <c>-OutFile</c>, and 1 GB for
    /// <c>-AsRaw</c>. In all other forms, a result has at most 32 MB.
    /// </summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaximumSize { get; set; }

    /// <summary>The maximum number of results that are downloaded at the same time. The output has the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    // For a single file, the first job that has a result must be the first job of the input.
    private protected override int MaxConcurrency => OutFile is null || Directory.Exists(ResolveOutputPath(OutFile)) ? ThrottleLimit : 1;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _receiver = new JobReceiver(Resolver)
        {
            Form = GetForm(),
            OutFile = OutFile is null ? null : ResolveOutputPath(OutFile),
            MaxSize = MaximumSize,
        };
        _downloads = new ConcurrentItems(output, MaxConcurrency, cancellationToken) { InOrder = false };
        _waiter = new JobWaiter(output, TimeProvider.System)
        {
            Timeout = Timeout,
            Write = job => _downloads.AddAsync((itemOutput, itemCancellation) => ReceiveAsync(
                ItemReference<QuantumSessionJob>.From(job), null, itemOutput, itemCancellation)),
            Explain = Advisor.ExplainAsync,
            GetContinuation = static id => $"To continue: Receive-AzQuantumSessionJob -Id {id} -Wait",
        };
        return Task.CompletedTask;
    }

    private protected override async Task AddInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Wait)
        {
            await RunForInputAsync(input, output, cancellationToken);
        }
        else if (ItemInput.IsSession(input))
        {
            await output.RunForItemAsync(input, () => AddJobsOfAsync(input, cancellationToken));
        }
        else
        {
            await base.AddInputAsync(input, output, cancellationToken);
        }
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (!Wait)
        {
            await _receiver!.ReceiveAsync(Input.ToJob(input), Workspace, output, cancellationToken);
            return;
        }

        await foreach (ItemReference<QuantumSessionJob> item in Input.ToJobsAsync(input, Resolver, Workspace, cancellationToken))
        {
            _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Origin, cancellationToken), item);
        }
    }

    private protected override async Task WaitAsync(CancellationToken cancellationToken)
    {
        await using (_downloads)
        {
            Task wait = _waiter!.WaitAsync(_downloads!.StopToken);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _downloads.ThrowIfFailed();
            await wait;
            await _downloads.CompleteAsync();
        }

        await Items.CompleteAsync();
        _receiver!.WriteTable(this);
    }

    // The jobs of a session are items of their own, because a session can have many.
    private async Task AddJobsOfAsync(object session, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ItemReference<QuantumSessionJob> job in Input.ToJobsAsync(session, Resolver, Workspace, cancellationToken))
            {
                await Items.AddAsync((itemOutput, itemCancellation) => ReceiveAsync(job, Workspace, itemOutput, itemCancellation));
            }
        }
        catch (QuantumServiceException)
        {
            // The error follows the output of the earlier jobs.
            await Items.CompleteAsync();
            throw;
        }
    }

    private Task ReceiveAsync(
        ItemReference<QuantumSessionJob> job, QuantumWorkspace? workspace, ICmdletOutput output, CancellationToken cancellationToken) =>
        output.RunForItemAsync(job.TargetObject, () => _receiver!.ReceiveAsync(job, workspace, output, cancellationToken));

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
