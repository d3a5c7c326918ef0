using AzQuantumSession.Client;

namespace AzQuantumSession.Tests.Client;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_exports_only_WorkspaceClientFactory()
    {
        Type type = Assert.Single(typeof(WorkspaceClientFactory).Assembly.GetExportedTypes());

        Assert.Equal("AzQuantumSession.Client.WorkspaceClientFactory", type.FullName);
        Assert.IsAssignableFrom<IWorkspaceClientFactory>(Activator.CreateInstance(type));
    }
}
