using AzQuantumSession.Isolation;

namespace AzQuantumSession.Tests.Isolation;

public sealed class AssemblyResolutionPolicyTests
{
    [Theory]
    [InlineData("AzQuantumSession.Model", "1.0", null, true, AssemblySource.Model)]
    [InlineData("System.Text.Json", "8.0", "10.0", true, AssemblySource.Host)]
    [InlineData("System.Text.Json", "10.0", "10.0", true, AssemblySource.Host)]
    [InlineData("System.Text.Json", "10.0", "8.0", true, AssemblySource.Bundled)]
    [InlineData("System.Text.Json", null, "8.0", true, AssemblySource.Host)]
    [InlineData("Azure.Core", "1.64", null, true, AssemblySource.Bundled)]
    [InlineData("Azure.Identity.Broker", "1.0", null, false, AssemblySource.Blocked)]
    [InlineData("azure.identity.broker", "1.0", null, false, AssemblySource.Blocked)]
    [InlineData("Microsoft.Identity.Client.Broker", null, null, false, AssemblySource.Blocked)]
    [InlineData("Azure.Core", "1.64", "1.99", true, AssemblySource.Bundled)]
    [InlineData("Azure.Identity.Broker", "1.0", "1.99", false, AssemblySource.Blocked)]
    [InlineData("System.Memory.Data", "8.0", null, true, AssemblySource.Bundled)]
    [InlineData("Newtonsoft.Json", "13.0", null, false, AssemblySource.Host)]
    public void Resolve_prefers_a_current_framework_assembly_to_the_bundled_assembly(string name, string? requested, string? inFramework, bool inLib, object expected) =>
        Assert.Equal(
            expected,
            AssemblyResolutionPolicy.Resolve(name, VersionOf(requested), _ => VersionOf(inFramework), inLib, preferBundled: false));

    [Theory]
    [InlineData("AzQuantumSession.Model", null, true, AssemblySource.Model)]
    [InlineData("System.Text.Json", "10.0", true, AssemblySource.Bundled)]
    [InlineData("System.Net.Http", "10.0", false, AssemblySource.Host)]
    [InlineData("Azure.Core", null, true, AssemblySource.Bundled)]
    [InlineData("Azure.Identity.Broker", null, false, AssemblySource.Blocked)]
    [InlineData("Newtonsoft.Json", null, false, AssemblySource.Host)]
    public void Resolve_with_preferBundled_prefers_the_bundled_assembly(string name, string? inFramework, bool inLib, object expected) =>
        Assert.Equal(
            expected,
            AssemblyResolutionPolicy.Resolve(name, new Version(8, 0), _ => VersionOf(inFramework), inLib, preferBundled: true));

    private static Version? VersionOf(string? text) => text is null ? null : Version.Parse(text);
}
