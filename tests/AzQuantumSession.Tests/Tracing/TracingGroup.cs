namespace AzQuantumSession.Tests.Tracing;

/// <summary>The collection of the tests with listeners. They do not run beside other tests: a listener is of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TracingGroup
{
    public const string Name = "Tracing";
}
