using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>
/// The connections of a round: one that runspaces share, and one for each runspace. They have short delays between attempts, which the module
/// has no option for, so the campaign gives the connections to its commands.
/// </summary>
internal sealed class LifeConnections : IDisposable
{
    private readonly QuantumWorkspace[] _workspaces;

    private LifeConnections(QuantumWorkspace[] workspaces) => _workspaces = workspaces;

    /// <summary>The client of the connection that runspaces share.</summary>
    public IWorkspaceClient Shared => _workspaces[0].Client!;

    public static async Task<LifeConnections> ConnectAsync(EmulatorServer server, FaultPlan faults, int runspaces)
    {
        WorkspaceClientSettings settings = ClientFixture.Quick(retries: faults.Retries, timeout: faults.NetworkTimeout);
        return new LifeConnections(await Task.WhenAll(Enumerable.Range(0, runspaces + 1).Select(_ => ClientFixture.ConnectAsync(
            new WorkspaceConnectionOptions { ConnectionString = ClientFixture.Secret(server.ConnectionString), Host = "soak/1", SkipValidation = true },
            settings))));
    }

    /// <summary>Returns the connection of a runspace, or the shared connection.</summary>
    public QuantumWorkspace Choose(Random random, int runspace) => _workspaces[random.Next(2) == 0 ? 0 : runspace + 1];

    public void Dispose() => Array.ForEach(_workspaces, workspace => workspace.Client!.Dispose());
}
