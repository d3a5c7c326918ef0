namespace AzQuantumSession;

/// <summary>Describes outcomes: the bits of one register, or of several registers separated by spaces.</summary>
internal static class BitString
{
    /// <summary>The characters of measured values. A lost qubit is marked by a hyphen or a 2.</summary>
    public const string Characters = "012-";

    /// <summary>Returns whether a string consists of measured values, of one register or of several registers separated by spaces.</summary>
    public static bool IsBitString(string text) => text.Length > 0 && text.All(c => c == ' ' || Characters.Contains(c, StringComparison.Ordinal));

    /// <summary>Returns an outcome with all bits set to 0, which shows the number of bits of each register.</summary>
    public static string GetForm(string outcome) => string.Concat(outcome.Select(c => c == ' ' ? ' ' : '0'));

    /// <summary>Returns the form of all outcomes, or null if they are not bit strings of the same form.</summary>
    public static string? GetCommonForm(IEnumerable<QuantumOutcome> outcomes)
    {
        string? common = null;
        foreach (QuantumOutcome outcome in outcomes)
        {
            string? form = IsBitString(outcome.Outcome) ? GetForm(outcome.Outcome) : null;
            if (form is null || (common is not null && form != common))
            {
                return null;
            }

            common = form;
        }

        return common;
    }

    /// <summary>Returns the bits without the spaces between registers.</summary>
    public static string RemoveSpaces(string outcome) => outcome.Replace(" ", "", StringComparison.Ordinal);
}
