using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Isolation;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Puts jobs into a session: uploads the input and submits.</summary>
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

    /// <summary>The open session, which also says provider and target.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>The id of the open session, which is read first.</summary>
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string? SessionId { get; set; }

    /// <summary>Files, with wildcards; each becomes a job.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = PathIdSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Text, bytes, lines of text, file objects, or data (hashtables, custom objects, lists), which becomes JSON.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectIdSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object? InputObject { get; set; }

    /// <summary>The input's format. Default: by the provider and the input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputFormat { get; set; }

    /// <summary>The result's format. Default: the one that goes with the input's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputFormat { get; set; }

    /// <summary>Parameters for the target.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? InputParams { get; set; }

    /// <summary>How many shots to take: the parameter <c>shots</c>.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Shots { get; set; }

    /// <summary>A name for people. Default: the file's name, or <c>job-</c> and the id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Labels of your own; every value becomes text.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Metadata { get; set; }

    /// <summary>The job's priority, where the provider knows priorities.</summary>
    [Parameter]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>The job's id, for a single input. With the same id the command can be repeated safely. Default: a new one.</summary>
    [Parameter]
    public Guid? JobId { get; set; }

    /// <summary>Whether to wait for the jobs, and to write them as they are then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    internal override Task BeginAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        if (Shots is not null && InputParams?.Contains("shots") is true)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                "The shots are given twice: in -Shots and in -InputParams.")
            {
                IsTerminating = true,
            };
        }

        _submitter = new JobSubmitter(pipeline, Resolver);
        _waiter = new JobWaiter(pipeline, TimeProvider.System);
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        ItemReference<QuantumSession> session = Session is null ? new(SessionId!) : ItemReference<QuantumSession>.From(Session);
        List<JobInput> inputs = InputObject is null ? ResolvePaths(pipeline) : ConvertInputObject(InputObject);
        if (JobId is not null && inputs.Count > 1)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"-JobId names one job, but there are {inputs.Count} inputs.")
            {
                IsTerminating = true,
            };
        }

        foreach (JobInput input in inputs)
        {
            await pipeline.RunForItemAsync(input.FilePath ?? session.TargetObject, async () =>
            {
                if (await _submitter!.SubmitAsync(session, input, Request(), Workspace, cancellationToken) is { } job)
                {
                    WriteOrWait(pipeline, job);
                }
            });
        }
    }

    internal override Task EndAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        _waiter!.WaitAsync(cancellationToken);

    private void WriteOrWait(ICmdletOutput pipeline, QuantumSessionJob job)
    {
        if (Wait)
        {
            _waiter!.Add(job.Client!, ItemReference<QuantumSessionJob>.From(job));
        }
        else
        {
            pipeline.WriteObject(job);
        }
    }

    private JobRequest Request()
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

    private List<JobInput> ResolvePaths(ICmdletOutput pipeline)
    {
        var files = new List<JobInput>();
        foreach (string path in Path)
        {
            try
            {
                Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
                if (provider.Name != "FileSystem" || found.Count == 0)
                {
                    throw new ItemNotFoundException($"'{path}' names no file.");
                }

                files.AddRange(found.Select(JobInput.FromFile));
            }
            catch (SessionStateException e)
            {
                pipeline.WriteError(new CmdletException(ErrorIds.InputNotFound, ErrorCategory.ObjectNotFound, e.Message, path).ToError());
            }
        }

        return files;
    }

    private static List<JobInput> ConvertInputObject(object given)
    {
        object plain = Unwrap(given);
        return plain switch
        {
            string text => [JobInput.FromText(text)],
            byte[] bytes => [JobInput.FromBytes(bytes)],
            FileSystemInfo file => [JobInput.FromFile(file.FullName)],
            IEnumerable list and not IDictionary => ConvertCollection(given, [.. list.Cast<object?>().Select(Unwrap)]),
            _ => [FromData(given)],
        };
    }

    // PowerShell gives the lines and the bytes of a file, and the files of a folder, as lists.
    private static List<JobInput> ConvertCollection(object given, object?[] items) => items switch
    {
        _ when Array.TrueForAll(items, item => item is byte) => [JobInput.FromBytes([.. items.Cast<byte>()])],
        _ when Array.TrueForAll(items, item => item is string) => [JobInput.FromText(string.Join('\n', items))],
        _ when Array.TrueForAll(items, item => item is FileSystemInfo) =>
            [.. items.Cast<FileSystemInfo>().Select(file => JobInput.FromFile(file.FullName))],
        _ => [FromData(given)],
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(item))]
    private static object? Unwrap(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;

    private static JobInput FromData(object given) =>
        JobInput.FromBytes(ClientLoader.Factory.WriteJson(JobDataConverter.Convert(given, nameof(InputObject))));
}
