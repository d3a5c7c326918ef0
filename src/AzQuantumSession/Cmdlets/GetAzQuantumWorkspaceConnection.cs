using System.Management.Automation;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Cmdlets;

/// <summary>Writes the default workspace of the runspace. Writes nothing if no workspace is connected.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumWorkspaceConnection", HelpUri = HelpUris.Workspaces)]
[OutputType(typeof(QuantumWorkspace))]
public sealed class GetAzQuantumWorkspaceConnection : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ConnectionStore.Current.Default is { } workspace)
        {
            WriteObject(workspace);
        }
    }
}
