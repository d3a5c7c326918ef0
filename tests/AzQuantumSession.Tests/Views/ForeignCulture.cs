using System.Globalization;

namespace AzQuantumSession.Tests.Views;

/// <summary>
/// Makes the current culture one that writes numbers and times in another way, until it is disposed. It is made here since the tests run
/// without the operating system's cultures; the Pester tests of views have real ones, with their calendars.
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
