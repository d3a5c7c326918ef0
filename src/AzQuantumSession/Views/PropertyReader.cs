using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Views;

/// <summary>
/// Reads the properties of objects in views. The values of a deserialized object (<c>Start-Job</c>, <c>Import-Clixml</c>) can be property
/// bags or strings.
/// </summary>
internal static class PropertyReader
{
    /// <summary>The value of a property; default if there is no value of the type.</summary>
    public static T? Value<T>(PSObject item, string property) => Read(item, property) is T value ? value : default;

    /// <summary>The value of a property as a string; null if the value is missing or empty.</summary>
    public static string? Text(PSObject item, string property) => Read(item, property) is { } value ? NonEmpty(value.ToString()) : null;

    /// <summary>The elements of a list as strings. PowerShell may have serialized the list to a string only.</summary>
    public static string[] Texts(PSObject item, string property) => Read(item, property) switch
    {
        string text => text.Length > 0 ? [text] : [],
        IEnumerable elements => [.. elements.Cast<object>().Select(element => $"{element}")],
        _ => [],
    };

    /// <summary>The value of a property as a time.</summary>
    public static DateTimeOffset? Time(PSObject item, string property) => Read(item, property) switch
    {
        null => null,
        DateTimeOffset time => time,
        // PowerShell serializes DateTimeOffset as a string in the invariant culture.
        object other => DateTimeOffset.TryParse(other.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
    };

    /// <summary>The value in a PSObject. A property bag is returned unchanged.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;

    private static object? Read(PSObject item, string property) => Unwrap(item.Properties[property]?.Value);

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
