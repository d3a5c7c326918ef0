using AzQuantumSession.Completion;
using AzQuantumSession.Connections;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Waits until sessions end or reach a status. Ctrl+C stops the wait and does not affect the sessions.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AzQuantumSession", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class WaitAzQuantumSession : WaitCmdlet
{
    private const string NameSet = "Name";

    private SessionWaiter? _waiter;

    /// <summary>The names of open sessions, with wildcards.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// The maximum cost of a session, in the currency of its estimate: the sum of the estimates of its jobs. If the estimate exceeds it,
    /// the unfinished jobs are cancelled, the session is closed, and an error is reported. A job counts as soon as the provider estimates
    /// its cost, which can be at its end. With <c>-WhatIf</c>, the command does not wait.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    /// <summary>
    /// The maximum time since a session was opened. A session that is still open then is closed as with
    /// <c>-MaxCost</c>. The time is checked when the session is polled.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>
    /// The maximum number of jobs of a session. A session that is still open with more jobs is closed as with <c>-MaxCost</c>. The jobs are
    /// counted when the session is polled.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxJobs { get; set; }

    private SessionLimits Limits => new() { MaxCost = MaxCost, MaxDuration = MaxDuration, MaxJobs = MaxJobs };

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, SessionStatus.All, "session");
        _waiter = new SessionWaiter(output, TimeProvider.System)
        {
            Statuses = Status,
            Any = Any,
            Timeout = Timeout,
            PollingInterval = PollingInterval,
            ErrorOnFailure = ErrorOnFailure,
            Explain = Advisor.ExplainAsync,
            GetContinuation = static id => $"To continue: Wait-AzQuantumSession -Id {id}",
            Limits = Limits,
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        await base.ProcessAsync(output, cancellationToken);
        if (Name.Length > 0 && !AsJob)
        {
            await AddByNameAsync(output, cancellationToken);
        }
    }

    private async Task AddByNameAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Before the list, so that -WhatIf sends no request.
        if (!ShouldWait(output, $"Open sessions with the name {string.Join(", ", Name)}", null))
        {
            return;
        }

        IWorkspaceClient client = await Resolver.ResolveAsync(Workspace, null, cancellationToken);
        HashSet<string> missing = WildcardMatcher.GetLiteralNames(Name);
        var filter = new ItemFilter { Name = WildcardMatcher.Create(Name), Statuses = SessionStatus.Open };
        await foreach (QuantumSession session in client.ListSessionsAsync(filter, cancellationToken))
        {
            missing.Remove(session.Name);
            await AddAsync(Input.ToSession(session), cancellationToken);
        }

        foreach (string name in missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"No open session in workspace '{client.Workspace.Name}' has the name '{name}'. List the sessions with Get-AzQuantumSession.",
                name).ToError());
        }
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        ItemReference<QuantumSession> item = Input.ToSession(input);
        if (ShouldWait(output, item.Description, item.Origin))
        {
            await AddAsync(item, cancellationToken);
        }
    }

    private async Task AddAsync(ItemReference<QuantumSession> item, CancellationToken cancellationToken) =>
        _waiter!.Add(await Resolver.ResolveAsync(Workspace, item.Origin, cancellationToken), item);

    // Only a wait with a limit changes something.
    private bool ShouldWait(ICmdletOutput output, string description, ItemOrigin? origin) =>
        !Limits.HasLimit
        || output.ShouldProcess($"{description} in {Resolver.Describe(Workspace, origin)}", $"Wait, and close when {Limits.Description}");

    private protected override bool ShouldStartJob(ICmdletOutput output, IReadOnlyCollection<object> input) =>
        !Limits.HasLimit || ShouldWait(output, string.Join(", ", Name.Concat(input.Select(item => Input.ToSession(item).Description))), null);

    private protected override Task WaitAsync(CancellationToken cancellationToken) => _waiter!.WaitAsync(cancellationToken);
}
