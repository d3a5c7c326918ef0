using AzQuantumSession.Isolation;

namespace AzQuantumSession.Tests.Isolation;

public sealed class AssemblyChoiceTests
{
    [Theory]
    [InlineData("AzQuantumSession.Model", "1.0", null, true, AssemblySource.Shared)]
    [InlineData("System.Text.Json", "8.0", "10.0", true, AssemblySource.Host)]
    [InlineData("System.Text.Json", "10.0", "10.0", true, AssemblySource.Host)]
    [InlineData("System.Text.Json", "10.0", "8.0", true, AssemblySource.Own)]
    [InlineData("System.Text.Json", null, "8.0", true, AssemblySource.Host)]
    [InlineData("Azure.Core", "1.64", null, true, AssemblySource.Own)]
    [InlineData("Azure.Identity.Broker", "1.0", null, false, AssemblySource.Refused)]
    [InlineData("azure.identity.broker", "1.0", null, false, AssemblySource.Refused)]
    [InlineData("Microsoft.Identity.Client.Broker", null, null, false, AssemblySource.Refused)]
    [InlineData("Newtonsoft.Json", "13.0", null, false, AssemblySource.Host)]
    public void Every_assembly_has_one_source(string name, string? requested, string? inFramework, bool inLib, object expected) =>
        Assert.Equal(
            expected,
            AssemblyChoice.Decide(name, VersionOf(requested), VersionOf(inFramework), inLib));

    private static Version? VersionOf(string? text) => text is null ? null : Version.Parse(text);
}
