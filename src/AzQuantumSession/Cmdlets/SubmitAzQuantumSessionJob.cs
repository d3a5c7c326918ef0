using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Isolation;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Uploads the input of jobs and submits the jobs to a session, or to a target without a session.</summary>
[Cmdlet(VerbsLifecycle.Submit, "AzQuantumSessionJob", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class SubmitAzQuantumSessionJob : WorkspaceCmdlet
{
    private const string PathSet = "Path";
    private const string PathIdSet = "PathSessionId";
    private const string LiteralPathSet = "LiteralPath";
    private const string LiteralPathIdSet = "LiteralPathSessionId";
    private const string InputObjectSet = "InputObject";
    private const string InputObjectIdSet = "InputObjectSessionId";
    private const string PathTargetSet = "PathTarget";
    private const string LiteralPathTargetSet = "LiteralPathTarget";
    private const string InputObjectTargetSet = "InputObjectTarget";

    private DeferredOutput? _pathErrors;
    private InputPathResolver? _paths;
    private JobInputReader? _reader;
    private JobSubmitter? _submitter;
    private SubmittedJobs? _submitted;
    private bool _isInputPiped;
    private int _inputCount;

    /// <summary>The open session. It determines the provider and the target.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [SessionTransformation]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>The id of the open session. The session is read before the first job is submitted.</summary>
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string? SessionId { get; set; }

    /// <summary>The target of jobs without a session, for example <c>ionq.simulator</c>.</summary>
    [Parameter(ParameterSetName = PathTargetSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathTargetSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectTargetSet, Mandatory = true)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>The id of the target's provider. Default: the provider of the target in the workspace.</summary>
    [Parameter(ParameterSetName = PathTargetSet)]
    [Parameter(ParameterSetName = LiteralPathTargetSet)]
    [Parameter(ParameterSetName = InputObjectTargetSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProviderId { get; set; }

    /// <summary>The paths of input files, with wildcards. Each file becomes a job.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = PathTargetSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The paths of input files, without wildcards. Each file becomes a job.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = LiteralPathTargetSet, Mandatory = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Text, bytes, files, or data (hashtables, custom objects, lists) to serialize as JSON. Each element of a list becomes a job, except
    /// for strings, which are the lines of one text.
    /// </summary>
    // Lines of a file can be empty.
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = InputObjectTargetSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The format of the input. Default: detected from the provider and the input.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputFormat { get; set; }

    /// <summary>The format of the result. Default: the format that corresponds to the input format.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputFormat { get; set; }

    /// <summary>The input parameters for the target.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? InputParams { get; set; }

    /// <summary>The number of shots: the input parameter <c>shots</c>.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Shots { get; set; }

    /// <summary>The function of a QIR program to run: the input parameter <c>entryPoint</c>. Default: <c>ENTRYPOINT__main</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(QirParameterCompleter))]
    [ValidateNotBlank]
    public string? EntryPoint { get; set; }

    /// <summary>The arguments of the entry point of a QIR program: the input parameter <c>arguments</c>. Default: none.</summary>
    [Parameter]
    [ValidateNotNull]
    public object?[]? Argument { get; set; }

    /// <summary>The capabilities that a QIR program needs: the input parameter <c>targetCapability</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(QirParameterCompleter))]
    [ValidateNotBlank]
    public string? TargetProfile { get; set; }

    /// <summary>The display name. Default: the file name, or <c>job-</c> and the first 8 characters of the id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter))]
    [ValidateNotBlank]
    public string? Name { get; set; }

    /// <summary>The tags of the job.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The metadata of the job. Values are converted to strings.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Metadata { get; set; }

    /// <summary>The priority of the job, if the provider supports priorities.</summary>
    [Parameter]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>The id of the job, for a single input. With a fixed id, the command can be repeated safely. Default: a new GUID.</summary>
    [Parameter]
    public Guid? JobId { get; set; }

    /// <summary>Whether to compress the input with gzip. Not all providers decompress inputs.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>The maximum number of jobs that are submitted at the same time. The jobs of a session, and the output, have
    /// the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>Whether to wait for the jobs and write them after they end.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override int MaxConcurrency => JobId is null ? ThrottleLimit : 1;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        CreateParameters().ThrowIfAmbiguous(InputParams);
        _isInputPiped = !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        _pathErrors = new DeferredOutput(output);
        _paths = new InputPathResolver(SessionState.Path, _pathErrors);
        _reader = new JobInputReader(data => ClientLoader.Factory.WriteJson(data), _paths.ResolveLiteral);
        _submitter = new JobSubmitter(Resolver);
        _submitted = new SubmittedJobs(output, Wait);
        return Task.CompletedTask;
    }

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (InputObject is null)
        {
            return SubmitAsync([.. _paths!.ResolveLiteral(LiteralPath), .. _paths.Resolve(Path)]);
        }

        new ItemInput(MyInvocation.MyCommand.Name).ThrowIfItem(InputObject);
        return SubmitAsync(_isInputPiped ? _reader!.Read(InputObject) : _reader!.ReadArgument(InputObject));
    }

    internal override async Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        await SubmitAsync(_reader!.ReadEnd());
        await Items.CompleteAsync();
        await _submitted!.WaitAsync(cancellationToken);
    }

    private async Task SubmitAsync(IEnumerable<JobInput> inputs)
    {
        JobInput[] all = [.. inputs];
        _inputCount += all.Length;
        if (JobId is not null && _inputCount > 1)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                "-JobId is the id of one job, but there is more than one input.")
            {
                IsTerminating = true,
            };
        }

        if (!_pathErrors!.IsEmpty)
        {
            await Items.AddAsync((output, _) =>
            {
                _pathErrors.WriteTo(output);
                return Task.CompletedTask;
            });
        }

        JobDestination destination = GetDestination();
        foreach (JobInput input in all)
        {
            await Items.AddAsync((output, cancellationToken) => SubmitAsync(destination, input, output, cancellationToken));
            if (destination.Session is { } session && JobLimit.Find(session.Id) is not null)
            {
                // At the limit of jobs, the command is stopped, and could not write the jobs before.
                await Items.CompleteAsync();
            }
        }
    }

    private Task SubmitAsync(JobDestination destination, JobInput input, ICmdletOutput output, CancellationToken cancellationToken) =>
        output.RunForItemAsync(input.FilePath ?? destination.TargetObject, async () =>
        {
            if (await _submitter!.SubmitAsync(destination, input, CreateRequest(), Workspace, output, cancellationToken) is { } job)
            {
                _submitted!.Add(job, output);
            }
        });

    private JobDestination GetDestination() =>
        Session is not null ? JobDestination.InSession(Session)
        : SessionId is not null ? JobDestination.InSession(SessionId)
        : JobDestination.OnTarget(Target!, ProviderId);

    private JobRequest CreateRequest() => new()
    {
        JobId = JobId,
        Name = Name,
        InputFormat = InputFormat,
        OutputFormat = OutputFormat,
        Parameters = CreateParameters() with
        {
            InputParams = JobDataConverter.ToDictionary(InputParams, nameof(InputParams)),
            Arguments = (IReadOnlyList<object?>?)JobDataConverter.Convert(Argument, nameof(Argument)),
        },
        Metadata = JobDataConverter.ToStringDictionary(Metadata, nameof(Metadata)),
        Tags = Tag,
        Priority = Priority,
        Compress = Compress,
    };

    private JobParameters CreateParameters() => new()
    {
        Shots = Shots,
        EntryPoint = EntryPoint,
        Arguments = Argument,
        TargetProfile = TargetProfile,
    };
}
