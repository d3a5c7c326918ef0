using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class AzureCloudTests
{
    [Fact]
    public void From_rejects_an_unknown_cloud()
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => AzureCloud.From((AzureEnvironment)7));

        Assert.Equal(("Environment", "Environment '7' is not an Azure cloud."), (failure.ParameterName, failure.Message));
    }

    [Theory]
    [InlineData(AzureEnvironment.AzureCloud, "https://login.microsoftonline.com/", "https://management.azure.com/.default")]
    [InlineData(AzureEnvironment.AzureUSGovernment, "https://login.microsoftonline.us/", "https://management.usgovcloudapi.net/.default")]
    [InlineData(AzureEnvironment.AzureChinaCloud, "https://login.chinacloudapi.cn/", "https://management.chinacloudapi.cn/.default")]
    public void From_returns_the_URIs_of_each_cloud(AzureEnvironment name, string authority, string scope)
    {
        Assert.Equal(authority, AzureCloud.From(name).Authority.AbsoluteUri);
        Assert.Equal(scope, AzureCloud.From(name).ResourceManagerScope);
    }
}
