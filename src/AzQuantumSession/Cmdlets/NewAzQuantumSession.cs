using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Opens a session on a target.</summary>
[Cmdlet(VerbsCommon.New, "AzQuantumSession", SupportsShouldProcess = true)]
[OutputType(typeof(QuantumSession))]
public sealed class NewAzQuantumSession : WorkspaceCmdlet
{
    /// <summary>The target that every job of the session runs on, for example <c>ionq.simulator</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "";

    /// <summary>A name for people. Default: <c>session-</c> and the id.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The provider's id. Default: the provider that offers the target in the workspace.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProviderId { get; set; }

    /// <summary>Whether the first failed job ends the session (<c>Abort</c>, the service's default) or not (<c>Continue</c>).</summary>
    [Parameter]
    [ValidateSet("Abort", "Continue")]
    public string? JobFailurePolicy { get; set; }

    /// <summary>The priority of the session's jobs, where the provider knows priorities.</summary>
    [Parameter]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>Tags, to find the session by later.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The session's id. With the same id the command can be repeated safely. Default: a new one.</summary>
    [Parameter]
    public Guid? SessionId { get; set; }

    internal override Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        pipeline.RunForItemAsync(Target, async () =>
        {
            var request = new SessionRequest(Target)
            {
                SessionId = SessionId,
                Name = Name,
                ProviderId = ProviderId,
                JobFailurePolicy = JobFailurePolicy,
                Priority = Priority,
                Tags = Tag,
            };
            if (await new SessionOpener(pipeline, Resolver).OpenAsync(request, Workspace, cancellationToken) is { } session)
            {
                pipeline.WriteObject(session);
            }
        });
}
