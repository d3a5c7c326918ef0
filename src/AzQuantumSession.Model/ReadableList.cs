using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;

namespace AzQuantumSession;

/// <summary>A read-only list whose string is its items. Export-Csv and ConvertTo-Json write the string of a nested list.</summary>
internal class ReadableList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    /// <summary>A list without items.</summary>
    public static new ReadableList<T> Empty { get; } = new([]);

    /// <summary>Returns a copy of a list, or <see cref="Empty"/>.</summary>
    public static ReadableList<T> From(IReadOnlyCollection<T> items) => items.Count == 0 ? Empty : new(items);

    /// <summary>Returns the items, separated by commas.</summary>
    public override string ToString() => string.Join(", ", this.Select(item => ReadableValue.Format(item)));
}

/// <summary>A read-only dictionary whose string is its entries. Export-Csv and ConvertTo-Json write the string of a nested dictionary.</summary>
internal sealed class ReadableDictionary<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    : ReadOnlyDictionary<TKey, TValue>(new Dictionary<TKey, TValue>(entries))
    where TKey : notnull
{
    /// <summary>A dictionary without entries.</summary>
    public static new ReadableDictionary<TKey, TValue> Empty { get; } = new([]);

    /// <summary>Returns a copy of a dictionary, or <see cref="Empty"/>.</summary>
    public static ReadableDictionary<TKey, TValue> From(IReadOnlyCollection<KeyValuePair<TKey, TValue>> entries) =>
        entries.Count == 0 ? Empty : new(entries);

    /// <summary>Returns the entries as <c>key: value</c>, separated by commas.</summary>
    public override string ToString() => string.Join(", ", ReadableValue.FormatEntries(this));
}

/// <summary>Formats values with the invariant culture, so that scripts can parse the strings.</summary>
internal static class ReadableValue
{
    /// <summary>Returns a value as a string. Lists and dictionaries are expanded.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unwrap">Returns the value in a wrapper of the host; null if values have no wrappers.</param>
    public static string Format(object? value, Func<object?, object?>? unwrap = null) => (unwrap is null ? value : unwrap(value)) switch
    {
        null => "",
        string text => text,
        IDictionary entries => $"{{{string.Join(", ", FormatEntries(entries, unwrap))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Format(item, unwrap)))}]",
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        { } other => other.ToString() ?? "",
    };

    /// <summary>Returns each entry as <c>key: value</c>.</summary>
    public static string[] FormatEntries(IDictionary entries, Func<object?, object?>? unwrap = null)
    {
        var texts = new List<string>(entries.Count);
        foreach (DictionaryEntry entry in entries)
        {
            texts.Add($"{entry.Key}: {Format(entry.Value, unwrap)}");
        }

        return [.. texts];
    }
}
