using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Submits jobs again that failed or were cancelled.</summary>
[Cmdlet(VerbsLifecycle.Restart, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class RestartAzQuantumSessionJob : ItemCmdlet
{
    private JobRestarter? _restarter;
    private SubmittedJobs? _submitted;

    /// <summary>The open session for the new jobs, on the target of the jobs. Default: the session of each job, or none if the job has none.</summary>
    [Parameter]
    [SessionTransformation]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>The id of the open session for the new jobs, as an alternative to <see cref="Session"/>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string? SessionId { get; set; }

    /// <summary>Whether to also submit jobs again that succeeded.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether to wait for the new jobs and write them after they end.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Session is not null && SessionId is not null)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "The session is given twice: in -Session and in -SessionId.")
            {
                IsTerminating = true,
            };
        }

        _submitted = new SubmittedJobs(output, Wait);
        _restarter = new JobRestarter(output, Resolver, job => _submitted.Add(job, output))
        {
            Session = Session is not null ? ItemReference<QuantumSession>.From(Session) : SessionId is not null ? new(SessionId) : null,
            Force = Force,
        };
        return Task.CompletedTask;
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) => _submitted!.WaitAsync(cancellationToken);

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        ItemInput.IsSession(input)
            ? _restarter!.RestartJobsOfAsync(Input.ToSession(input), Workspace, cancellationToken)
            : _restarter!.RestartAsync(Input.ToJob(input), Workspace, cancellationToken);
}
