using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Support;

/// <summary>A time zone with summer time, which does not depend on the time zones of the computer.</summary>
internal static class CentralEuropeanTime
{
    /// <summary>UTC+1, and UTC+2 from the last Sunday of March to the last Sunday of October, 01:00 UTC.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone(
        "Test",
        TimeSpan.FromHours(1),
        "Test",
        "Test",
        "Test summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), LastSunday(month: 3, hour: 2), LastSunday(month: 10, hour: 3)),
        ]);

    /// <summary>Creates a clock in the time zone that stands still.</summary>
    public static FakeTimeProvider CreateClock(DateTimeOffset now)
    {
        FakeTimeProvider clock = new(now);
        clock.SetLocalTimeZone(Zone);
        return clock;
    }

    private static TimeZoneInfo.TransitionTime LastSunday(int month, int hour) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, hour, 0, 0, DateTimeKind.Unspecified), month, 5, DayOfWeek.Sunday);
}
