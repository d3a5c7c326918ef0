using System.Management.Automation;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Cmdlets;

/// <summary>Shows this runspace's default workspace; writes nothing where none is connected.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumWorkspaceConnection")]
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
