using AzQuantumSession.Client;

namespace AzQuantumSession.Tests.Client;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_exports_only_WorkspaceClientFactory()
    {
        Type only = Assert.Single(typeof(WorkspaceClientFactory).Assembly.GetExportedTypes());

        Assert.Equal("AzQuantumSession.Client.WorkspaceClientFactory", only.FullName);
        Assert.IsAssignableFrom<IWorkspaceClientFactory>(Activator.CreateInstance(only));
    }
}
