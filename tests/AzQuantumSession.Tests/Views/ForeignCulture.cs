using System.Globalization;

namespace AzQuantumSession.Tests.Views;

/// <summary>
/// Replaces the current culture by a culture that formats numbers and times differently, until it is disposed. The tests run without
/// the cultures of the operating system. The Pester tests of views use real cultures, with their calendars.
/// </summary>
internal sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _previous = CultureInfo.CurrentCulture;

    public ForeignCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "٫";
        culture.NumberFormat.NumberGroupSeparator = "٬";
        culture.NumberFormat.NegativeSign = "‎-";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "٫";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _previous;
}
