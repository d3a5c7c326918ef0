using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Isolation;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Uploads the input of jobs and submits the jobs to a session.</summary>
[Cmdlet(VerbsLifecycle.Submit, "AzQuantumSessionJob", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class SubmitAzQuantumSessionJob : WorkspaceCmdlet
{
    private const string PathSet = "Path";
    private const string PathIdSet = "PathSessionId";
    private const string InputObjectSet = "InputObject";
    private const string InputObjectIdSet = "InputObjectSessionId";

    private JobSubmitter? _submitter;
    private JobWaiter? _waiter;

    /// <summary>The open session. It determines the provider and the target.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [SessionTransformation]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>The id of the open session. The session is read before the first job is submitted.</summary>
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string? SessionId { get; set; }

    /// <summary>The paths of input files, with wildcards. Each file becomes a job.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Text, bytes, lines of text, file objects, or data (hashtables, custom objects, lists) to serialize as JSON.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object? InputObject { get; set; }

    /// <summary>The format of the input. Default: detected from the provider and the input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputFormat { get; set; }

    /// <summary>The format of the result. Default: the format that corresponds to the input format.</summary>
    [Parameter]
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

    /// <summary>The display name. Default: the file name, or <c>job-</c> and the first 8 characters of the id.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? Name { get; set; }

    /// <summary>The tags of the job.</summary>
    [Parameter]
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

    /// <summary>Whether to wait for the jobs and write them after they end.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Shots is not null && InputParams?.Contains("shots") is true)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                "The number of shots is given twice: in -Shots and in -InputParams.")
            {
                IsTerminating = true,
            };
        }

        _submitter = new JobSubmitter(output, Resolver);
        _waiter = new JobWaiter(output, TimeProvider.System) { WarnOnFailure = true };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        ItemReference<QuantumSession> session = Session is null ? new(SessionId!) : ItemReference<QuantumSession>.From(Session);
        List<JobInput> inputs = InputObject is null ? ResolvePaths(output) : ConvertInputObject(InputObject);
        if (JobId is not null && inputs.Count > 1)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"-JobId is the id of one job, but there are {inputs.Count} inputs.")
            {
                IsTerminating = true,
            };
        }

        foreach (JobInput input in inputs)
        {
            await output.RunForItemAsync(input.FilePath ?? session.TargetObject, async () =>
            {
                if (await _submitter!.SubmitAsync(session, input, CreateRequest(), Workspace, cancellationToken) is { } job)
                {
                    WriteOrWait(output, job);
                }
            });
        }
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);

    private void WriteOrWait(ICmdletOutput output, QuantumSessionJob job)
    {
        if (Wait)
        {
            _waiter!.Add(job.Client!, ItemReference<QuantumSessionJob>.From(job));
        }
        else
        {
            output.WriteObject(job);
        }
    }

    private JobRequest CreateRequest()
    {
        Dictionary<string, object?> inputParams = JobDataConverter.ToDictionary(InputParams, nameof(InputParams));
        if (Shots is not null)
        {
            inputParams["shots"] = Shots;
        }

        return new JobRequest
        {
            JobId = JobId,
            Name = Name,
            InputFormat = InputFormat,
            OutputFormat = OutputFormat,
            InputParams = inputParams,
            Metadata = JobDataConverter.ToStringDictionary(Metadata, nameof(Metadata)),
            Tags = Tag,
            Priority = Priority,
        };
    }

    private List<JobInput> ResolvePaths(ICmdletOutput output)
    {
        var files = new List<JobInput>();
        foreach (string path in Path)
        {
            try
            {
                Collection<string> paths = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
                if (provider.Name != "FileSystem" || paths.Count == 0)
                {
                    throw new ItemNotFoundException($"'{path}' matches no file.");
                }

                files.AddRange(paths.Select(JobInput.FromFile));
            }
            catch (SessionStateException e)
            {
                output.WriteError(new CmdletException(ErrorIds.InputNotFound, ErrorCategory.ObjectNotFound, e.Message, path).ToError());
            }
        }

        return files;
    }

    private static List<JobInput> ConvertInputObject(object value)
    {
        return value.Unwrap() switch
        {
            string text => [JobInput.FromText(text)],
            byte[] bytes => [JobInput.FromBytes(bytes)],
            FileSystemInfo file => [JobInput.FromFile(file.FullName)],
            IEnumerable list and not IDictionary => ConvertCollection(value, [.. list.Cast<object?>().Select(item => item.Unwrap())]),
            _ => [FromData(value)],
        };
    }

    // Get-Content returns lines or bytes, and Get-ChildItem files, as collections.
    private static List<JobInput> ConvertCollection(object value, object?[] items) => items switch
    {
        _ when Array.TrueForAll(items, item => item is byte) => [JobInput.FromBytes([.. items.Cast<byte>()])],
        _ when Array.TrueForAll(items, item => item is string) => [JobInput.FromText(string.Join('\n', items))],
        _ when Array.TrueForAll(items, item => item is FileSystemInfo) =>
            [.. items.Cast<FileSystemInfo>().Select(file => JobInput.FromFile(file.FullName))],
        _ => [FromData(value)],
    };

    private static JobInput FromData(object value) =>
        JobInput.FromBytes(ClientLoader.Factory.WriteJson(JobDataConverter.Convert(value, nameof(InputObject))));
}
