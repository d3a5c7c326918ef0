namespace AzQuantumSession.Tests.Packager;

public sealed class ModuleSpdxDocumentTests(PackagedModuleFixture fixture) : SpdxDocumentTests(fixture), IClassFixture<PackagedModuleFixture>;
