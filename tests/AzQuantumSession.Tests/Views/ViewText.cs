using System.Globalization;
using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Views;

/// <summary>Texts that views are expected to show.</summary>
internal static class ViewText
{
    public static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Returns a bar of blocks and half blocks, or of number signs if the console cannot show blocks.</summary>
    public static string Bar(int halves) => HostWindow.IsUtf8 ? new string('█', halves / 2) + new string('▌', halves % 2) : new string('#', (halves + 1) / 2);
}
