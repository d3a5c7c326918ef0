using AzQuantumSession.Client;

namespace AzQuantumSession.Tests.Client;

public sealed class SurfaceTests
{
    [Fact]
    public void The_client_shows_its_factory_and_nothing_else()
    {
        Type only = Assert.Single(typeof(WorkspaceClientFactory).Assembly.GetExportedTypes());

        Assert.Equal("AzQuantumSession.Client.WorkspaceClientFactory", only.FullName);
        Assert.IsAssignableFrom<IWorkspaceClientFactory>(Activator.CreateInstance(only));
    }
}
