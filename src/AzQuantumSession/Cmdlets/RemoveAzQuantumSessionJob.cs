using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Deletes jobs that have ended.</summary>
[Cmdlet(VerbsCommon.Remove, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(void))]
public sealed class RemoveAzQuantumSessionJob : ItemCmdlet
{
    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        new JobRemover(output, Resolver).RemoveAsync(Input.ToJob(input), Workspace, cancellationToken);
}
