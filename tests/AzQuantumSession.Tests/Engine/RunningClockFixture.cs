namespace AzQuantumSession.Tests.Engine;

/// <summary>An emulated workspace with the clock of the system, whose jobs end after 40 ms.</summary>
public sealed class RunningClockFixture() : EngineFixture(DefaultOptions with
{
    Frozen = false,
    QueueTime = TimeSpan.FromMilliseconds(20),
    JobDuration = TimeSpan.FromMilliseconds(20),
});
