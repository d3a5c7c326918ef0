using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Warns about unknown statuses, and suggests the nearest known status. An unknown status is no error: the service can return new statuses.
/// </summary>
internal static class StatusAdvisor
{
    // More edits than in a third of the status make another word of it.
    private const int CharactersPerEdit = 3;

    /// <summary>Writes a warning for each unknown status.</summary>
    /// <param name="output">Receives the warnings.</param>
    /// <param name="statuses">The statuses that the user specified.</param>
    /// <param name="known">The known statuses.</param>
    /// <param name="typeName">The type of the items, in lower case: <c>session</c> or <c>job</c>.</param>
    public static void WarnIfUnknown(ICmdletOutput output, IEnumerable<string> statuses, IReadOnlyList<string> known, string typeName)
    {
        foreach (string status in statuses.Where(status => !known.Contains(status, StringComparer.OrdinalIgnoreCase)))
        {
            string nearest = known.MinBy(name => GetDistance(status, name))!;
            string advice = GetDistance(status, nearest) <= Math.Max(1, nearest.Length / CharactersPerEdit)
                ? $"Did you mean '{nearest}'?"
                : $"The known statuses are {string.Join(", ", known)}.";
            output.WriteWarning($"'{status}' is not a known status of a {typeName}. {advice}");
        }
    }

    /// <summary>Returns the number of characters to insert, delete, or replace, without regard to case (Levenshtein distance).</summary>
    private static int GetDistance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int row = 1; row <= left.Length; row++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                bool isSame = char.ToUpperInvariant(left[row - 1]) == char.ToUpperInvariant(right[column - 1]);
                current[column] = Math.Min(
                    Math.Min(current[column - 1], previous[column]) + 1,
                    previous[column - 1] + (isSame ? 0 : 1));
            }

            previous = current;
        }

        return previous[^1];
    }
}
