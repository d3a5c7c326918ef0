using System.Diagnostics.CodeAnalysis;

namespace AzQuantumSession.Output;

/// <summary>
/// Reads objects in the form that PowerShell passes them. The values of a deserialized object (<c>Start-Job</c>, <c>Import-Clixml</c>)
/// can be property bags or strings.
/// </summary>
internal static class PSObjectExtensions
{
    /// <summary>Returns the object in a wrapper, or the value itself if it has none. A property bag is returned unchanged.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Unwrap(this object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;

    /// <summary>The value of a property; default if there is no value of the type.</summary>
    public static T? Value<T>(this PSObject item, string property) => item.Read(property) is T value ? value : default;

    /// <summary>The value of a property as a string; null if the value is missing or empty.</summary>
    public static string? Text(this PSObject item, string property) =>
        item.Read(property)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The elements of a list as strings. PowerShell may have serialized the list to a string only.</summary>
    public static string[] Texts(this PSObject item, string property) => item.Read(property) switch
    {
        string text => text.Length > 0 ? [text] : [],
        IEnumerable elements => [.. elements.Cast<object>().Select(element => $"{element}")],
        _ => [],
    };

    /// <summary>The value of a property as a time.</summary>
    public static DateTimeOffset? Time(this PSObject item, string property) => item.Read(property) switch
    {
        null => null,
        DateTimeOffset time => time,
        // PowerShell serializes DateTimeOffset as a string in the invariant culture.
        object other => DateTimeOffset.TryParse(other.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
    };

    /// <summary>The value of a property without its PSObject; null if there is none. The property can be a script.</summary>
    public static object? Read(this PSObject item, string property)
    {
        using PipelineSynchronizationContext.Suspension? suspension = PipelineSynchronizationContext.SuspendCurrent();
        return item.Properties[property]?.Value.Unwrap();
    }
}
