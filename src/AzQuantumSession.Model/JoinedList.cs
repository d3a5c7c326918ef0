using System.Collections.ObjectModel;

namespace AzQuantumSession;

/// <summary>A read-only list whose string is its items. PowerShell writes this string for a list in a CSV file.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="items">The items. They are not copied.</param>
internal sealed class JoinedList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    public override string ToString() => string.Join(", ", this);
}
