namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class BuiltInJobEndToEndTests : JobEndToEndTests;
