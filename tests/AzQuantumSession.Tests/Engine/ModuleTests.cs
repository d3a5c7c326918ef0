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
        Assert.Equal(17, module.ExportedCmdlets.Count);
        Assert.Equal(typeof(QuantumSession).Assembly, session.Run("[AzQuantumSession.QuantumSession].Assembly").Output.Single().BaseObject);
    }

    [Fact]
    public void Import_Module_loads_no_other_module()
    {
        using EngineSession session = fixture.Open();

        IEnumerable<string> modules = session.Run("Get-Module").As<PSModuleInfo>().Select(module => module.Name);

        Assert.Equal(["AzQuantumSession"], modules);
    }
}
