using System.Management.Automation;

namespace AzQuantumSession.Connections;

/// <summary>Forgets the runspace's connections when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ConnectionStore.Current.DisconnectAll();
}
