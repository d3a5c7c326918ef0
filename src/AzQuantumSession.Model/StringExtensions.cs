namespace AzQuantumSession;

/// <summary>Compares strings as the service compares ids, statuses, and names of formats.</summary>
internal static class StringExtensions
{
    /// <summary>Returns whether two strings are equal without regard to case.</summary>
    public static bool EqualsIgnoreCase(this string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
