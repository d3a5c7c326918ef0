using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Views;

/// <summary>
/// Reads properties of objects to show. They may have come from another process or a file (<c>Start-Job</c>, <c>Import-Clixml</c>): such an
/// object has the properties, but the values may be bags of properties or texts.
/// </summary>
internal static class PropertyReader
{
    /// <summary>The property's value; default where there is none of that type.</summary>
    public static T? Value<T>(PSObject item, string property) => Read(item, property) is T value ? value : default;

    /// <summary>The property as text; null where there is none, or it is empty.</summary>
    public static string? Text(PSObject item, string property) => Read(item, property) is { } value ? NonEmpty(value.ToString()) : null;

    /// <summary>The elements of a list as texts. A list that was serialized to text alone is that text.</summary>
    public static string[] Texts(PSObject item, string property) => Read(item, property) switch
    {
        string text => text.Length > 0 ? [text] : [],
        IEnumerable elements => [.. elements.Cast<object>().Select(element => $"{element}")],
        _ => [],
    };

    /// <summary>The property as an instant.</summary>
    public static DateTimeOffset? Time(PSObject item, string property) => Read(item, property) switch
    {
        null => null,
        DateTimeOffset time => time,
        // PowerShell serializes DateTimeOffset with its text in the invariant culture.
        object other => DateTimeOffset.TryParse(other.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
    };

    /// <summary>The value in a wrapper of PowerShell. A bag of properties stays as it is.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;

    private static object? Read(PSObject item, string property) => Unwrap(item.Properties[property]?.Value);

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
