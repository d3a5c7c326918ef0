using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the targets in the workspace, with their availability and queue time.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionTarget", HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumTarget))]
public sealed class GetAzQuantumSessionTarget : WorkspaceListCmdlet
{
    /// <summary>The ids of targets, with wildcards.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>The ids of the providers to include.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>The input formats of jobs. A target that takes one of them is included.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] InputFormat { get; set; } = [];

    /// <summary>Whether to exclude targets that are not available.</summary>
    [Parameter]
    public SwitchParameter Available { get; set; }

    private protected override Task ListAsync(
        IReadOnlyCollection<QuantumWorkspace> workspaces, ICmdletOutput output, CancellationToken cancellationToken) =>
        new TargetReader(output, Resolver)
        {
            Name = WildcardMatcher.Create(Name),
            RequiredNames = WildcardMatcher.GetLiteralNames(Name),
            ProviderIds = ProviderId,
            InputFormats = InputFormat,
            AvailableOnly = Available,
        }.ListAsync(workspaces, cancellationToken);
}
