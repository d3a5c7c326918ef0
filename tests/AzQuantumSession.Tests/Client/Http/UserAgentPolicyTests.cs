using System.Runtime.InteropServices;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure.Core;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class UserAgentPolicyTests
{
    private static readonly string OperatingSystemName = RuntimeInformation.OSDescription;
    private static readonly string Product = $"AzQuantumSession/{typeof(UserAgentPolicy).Assembly.GetName().Version!.ToString(3)}";

    [Theory]
    [InlineData("PowerShell/7.6.9", "PowerShell/7.6.9; ")]
    [InlineData(" my (own)\\ h\u00f6st\r\n~1 ", "my own hst~1; ")]
    [InlineData("\u007f\u001f", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void OnSendingRequest_names_module_host_and_operating_system(string? host, string comment)
    {
        UserAgentPolicy policy = new(host);
        HttpMessage message = PipelineFactory.Create(new WorkspaceClientSettings(), host, policy).CreateMessage();
        policy.OnSendingRequest(message);

        Assert.True(message.Request.Headers.TryGetValue("User-Agent", out string? value));
        Assert.Equal($"{Product} ({comment}{string.Concat(OperatingSystemName.Where(c => c is not ('(' or ')')))})", value);
    }
}
