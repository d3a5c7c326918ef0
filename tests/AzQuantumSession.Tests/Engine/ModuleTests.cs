using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class ModuleTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Import_Module_exports_the_commands_of_the_manifest()
    {
        using EngineSession session = fixture.Open();

        PSModuleInfo module = session.Run("Get-Module AzQuantumSession").Single<PSModuleInfo>();

        Assert.Equal(ModuleType.Binary, module.ModuleType);
        Assert.Equal(25, module.ExportedCmdlets.Count);
        Assert.Equal(typeof(QuantumSession).Assembly, session.Run("[AzQuantumSession.QuantumSession].Assembly").Output.Single().BaseObject);
    }

    [Fact]
    public void Commands_have_the_URI_of_a_help_page()
    {
        using EngineSession session = fixture.Open();

        IReadOnlyList<string> uris = session.Run("Get-Command -Module AzQuantumSession | ForEach-Object { [string] $_.HelpUri }").As<string>();

        Assert.NotEmpty(uris);
        Assert.All(uris, uri => Assert.StartsWith("https://learn.microsoft.com/azure/quantum/", uri, StringComparison.Ordinal));
    }

    [Fact]
    public void Import_Module_loads_no_other_module()
    {
        using EngineSession session = fixture.Open();

        IEnumerable<string> modules = session.Run("Get-Module").As<PSModuleInfo>().Select(module => module.Name);

        Assert.Equal(["AzQuantumSession"], modules);
    }
}
