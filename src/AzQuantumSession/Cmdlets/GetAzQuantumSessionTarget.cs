using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the targets of the workspace's providers, with their availability and queue.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionTarget")]
[OutputType(typeof(QuantumTarget))]
public sealed class GetAzQuantumSessionTarget : WorkspaceCmdlet
{
    /// <summary>Target ids, with wildcards.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Provider ids, any of which matches.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>Whether to leave out targets that are not available.</summary>
    [Parameter]
    public SwitchParameter Available { get; set; }

    internal override Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken) =>
        new TargetReader(pipeline, Resolver)
        {
            Name = WildcardMatcher.Create(Name),
            ProviderIds = ProviderId,
            AvailableOnly = Available,
        }.ListAsync(Workspace, cancellationToken);
}
