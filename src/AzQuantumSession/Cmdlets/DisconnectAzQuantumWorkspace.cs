using System.Management.Automation;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Cmdlets;

/// <summary>Forgets this runspace's default workspace and every other connection that the runspace has made.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AzQuantumWorkspace")]
[OutputType(typeof(void))]
public sealed class DisconnectAzQuantumWorkspace : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => RunspaceConnections.Current.Clear();
}
