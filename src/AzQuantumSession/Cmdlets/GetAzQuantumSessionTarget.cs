using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the targets in the workspace, with their availability and queue time.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionTarget", HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumTarget))]
public sealed class GetAzQuantumSessionTarget : WorkspaceCmdlet
{
    /// <summary>The ids of targets, with wildcards.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The ids of the providers to include.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>Whether to exclude targets that are not available.</summary>
    [Parameter]
    public SwitchParameter Available { get; set; }

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        new TargetReader(output, Resolver)
        {
            Name = WildcardMatcher.Create(Name),
            RequiredNames = WildcardMatcher.GetLiteralNames(Name),
            ProviderIds = ProviderId,
            AvailableOnly = Available,
        }.ListAsync(Workspace, cancellationToken);
}
