using System.Management.Automation;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Ends every connection that this runspace has made: their credentials are forgotten, and what came from them cannot be used
/// any more, in other runspaces neither.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "AzQuantumWorkspace")]
[OutputType(typeof(void))]
public sealed class DisconnectAzQuantumWorkspace : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ConnectionStore.Current.DisconnectAll();
}
