using System.Management.Automation;

namespace AzQuantumSession.Connections;

/// <summary>Closes the connections of the runspace when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ConnectionStore.Current.DisconnectAll();
}
