using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Writes a report about sessions to one HTML file: time line, jobs, results, cost, and reasons of failures.</summary>
[Cmdlet(VerbsData.Export, "AzQuantumSessionReport", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAzQuantumSessionReport : InputCmdlet
{
    private SessionReporter? _reporter;

    /// <summary>The ids of the sessions.</summary>
    // Without a position, because the first position is the path, as in other Export commands.
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The path of the file. Its folder must exist. An existing file is overwritten.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Whether to overwrite a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether an existing file is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Whether to write the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override IReadOnlyList<string> Ids => Id;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        string path = ResolveOutputPath(Path);
        var reporter = new SessionReporter(output, Resolver, path, TimeProvider.System)
        {
            Force = Force,
            NoClobber = NoClobber,
            PassThru = PassThru,
        };
        reporter.ThrowIfNotWritable();
        _reporter = output.ShouldProcess(path, "Write a report") ? reporter : null;
        return Task.CompletedTask;
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        ItemReference<QuantumSession> session = Input.ToSession(input);
        return _reporter is null ? Task.CompletedTask : _reporter.AddAsync(session, Workspace, cancellationToken);
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        _reporter is null ? Task.CompletedTask : _reporter.WriteAsync(cancellationToken);
}
