namespace AzQuantumSession.Tests.Packager;

public sealed class ModulePackageTests(PackagedModuleFixture fixture) : PackageWriterTests(fixture), IClassFixture<PackagedModuleFixture>
{
    protected override IReadOnlyList<string> Tags => ["PSIncludes_Cmdlet", "PSCommand_New-AzQuantumSession", "PSCmdlet_Start-AzQuantumEmulator"];
}
