using AzQuantumSession.Client.Http;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class RetryAfterTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("x-ms-retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "1500", 1500)]
    [InlineData("Retry-After", "Thu, 26 Nov 2026 12:00:17 GMT", 17)]
    [InlineData("Retry-After", "Thursday, 26-Nov-26 12:00:17 GMT", 17)]
    [InlineData("Retry-After", "Thu Nov 26 12:00:17 2026", 17)]
    public void Read_supports_each_header_in_its_unit(string header, string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read((header, value)));

    [Fact]
    public void Read_prefers_the_more_precise_header()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1), Read(("Retry-After", "3"), ("x-ms-retry-after-ms", "2"), ("retry-after-ms", "1")));
        Assert.Equal(TimeSpan.FromMilliseconds(2), Read(("Retry-After", "3"), ("x-ms-retry-after-ms", "2")));
    }

    [Fact]
    public void Read_falls_back_to_the_next_header_if_a_value_is_not_a_number()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(2), Read(("Retry-After", "3"), ("x-ms-retry-after-ms", "2"), ("retry-after-ms", "soon")));
        Assert.Equal(TimeSpan.FromSeconds(3), Read(("Retry-After", "3"), ("x-ms-retry-after-ms", "soon")));
    }

    [Theory]
    [InlineData("Retry-After", "3600")]
    [InlineData("Retry-After", "3601")]
    [InlineData("Retry-After", "2147483647")]
    [InlineData("Retry-After", "9999999999999999999")]
    [InlineData("retry-after-ms", "9999999999999999")]
    [InlineData("retry-after-ms", "3600001")]
    [InlineData("Retry-After", "Fri, 27 Nov 2026 12:00:00 GMT")]
    public void Read_returns_1_hour_at_most(string header, string value) => Assert.Equal(TimeSpan.FromHours(1), Read((header, value)));

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("12.6")]
    [InlineData("1e3")]
    [InlineData("+5")]
    [InlineData("23:59")]
    [InlineData("12/6")]
    [InlineData("2026-11-27")]
    [InlineData("2026-11-26T12:00:17Z")]
    [InlineData("Fri, 27 Nov 2026 12:00:00 +0000")]
    [InlineData("27 Nov 2026")]
    [InlineData("Thu, 26 Nov 2026 12:00:00 GMT")]
    [InlineData("Thu, 26 Nov 2026 11:59:00 GMT")]
    public void Read_returns_null_for_a_header_without_a_future_time(string value) => Assert.Null(Read(("Retry-After", value)));

    [Fact]
    public void Read_returns_null_without_header_or_response()
    {
        Assert.Null(Read());
        Assert.Null(RetryAfter.Read(null, Time));
    }

    private static TimeSpan? Read(params (string Name, string Value)[] headers) => RetryAfter.Read(new ScriptedResponse(429, headers), Time);
}
