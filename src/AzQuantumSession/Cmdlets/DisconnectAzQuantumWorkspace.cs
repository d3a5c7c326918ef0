using AzQuantumSession.Connections;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Closes all connections of the runspace and removes their credentials. Objects that were read through these connections can no longer
/// be used, in any runspace.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "AzQuantumWorkspace", HelpUri = HelpUris.Workspaces)]
[OutputType(typeof(void))]
public sealed class DisconnectAzQuantumWorkspace : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CommandTrace? trace = CommandTrace.Start(GetType());
        ConnectionStore.Current.DisconnectAll();
        trace?.Stop();
    }
}
