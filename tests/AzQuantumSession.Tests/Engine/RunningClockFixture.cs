namespace AzQuantumSession.Tests.Engine;

/// <summary>An emulated workspace with the system's clock, whose jobs end within a moment.</summary>
public sealed class RunningClockFixture() : EngineFixture(DefaultOptions with
{
    Frozen = false,
    QueueTime = TimeSpan.FromMilliseconds(20),
    JobDuration = TimeSpan.FromMilliseconds(20),
});
