using System.Collections;
using AzQuantumSession.Completion;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Completion;

public sealed class DateCompleterTests
{
    [Fact]
    public void GetItems_returns_local_dates_with_descriptions()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 0, 30, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("+2", TimeSpan.FromHours(2), null, null));

        IEnumerable<CompletionItem> items = new DateCompleter(time).GetItems("Get-AzQuantumSession", "CreatedAfter", new Hashtable());

        Assert.Equal(
            ["2026-03-31T01:30 an hour ago", "2026-03-31 today, from midnight", "2026-03-30 yesterday, from midnight", "2026-03-24 a week ago, from midnight", "2026-02-28 a month ago, from midnight"],
            items.Select(item => $"{item.Value} {item.ToolTip}"));
    }
}
