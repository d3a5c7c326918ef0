using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the quotas of the providers in the workspace: the limits, and how much of them is used.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionQuota", HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumQuota))]
public sealed class GetAzQuantumSessionQuota : WorkspaceListCmdlet
{
    /// <summary>The ids of the providers to include.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    private protected override Task ListAsync(
        IReadOnlyCollection<QuantumWorkspace> workspaces, ICmdletOutput output, CancellationToken cancellationToken) =>
        new QuotaReader(output, Resolver) { ProviderIds = ProviderId }.ListAsync(workspaces, cancellationToken);
}
