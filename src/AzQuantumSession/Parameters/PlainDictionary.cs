using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AzQuantumSession.Errors;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Parameters;

/// <summary>Turns what users have as data into plain dictionaries, lists and values, without PowerShell's wrappers.</summary>
internal static class PlainDictionary
{
    private const int MaxDepth = 64;

    /// <summary>Parameters of a job: any data.</summary>
    /// <exception cref="CommandException">Something in it is no data.</exception>
    public static Dictionary<string, object?> Of(IDictionary? given) => Of(given, 0);

    /// <summary>Metadata of a job: every value is text to the service.</summary>
    /// <exception cref="CommandException">Something in it is no data.</exception>
    public static Dictionary<string, string> TextsOf(IDictionary? given) =>
        Of(given).ToDictionary(entry => entry.Key, entry => TextOf(entry.Value));

    /// <summary>
    /// Data of any kind: text, numbers, truth values, and lists and dictionaries of them. Anything else is refused, since
    /// turned into JSON it would be a picture of the object, endless for some.
    /// </summary>
    /// <exception cref="CommandException">Something in it is no data.</exception>
    public static object? ValueOf(object? given) => ValueOf(given, 0);

    private static Dictionary<string, object?> Of(IDictionary? given, int depth)
    {
        var plain = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            plain[TextOf(entry.Key)] = ValueOf(entry.Value, depth + 1);
        }

        return plain;
    }

    private static object? ValueOf(object? value, int depth) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        _ when depth > MaxDepth => throw NoData("is nested too deep, or holds itself"),
        null => null,
        double number when !double.IsFinite(number) => throw NoData("holds a number that is not finite, which JSON cannot"),
        float number when !float.IsFinite(number) => throw NoData("holds a number that is not finite, which JSON cannot"),
        string or bool or decimal or double or float => Unwrapped(value),
        sbyte or byte or short or ushort or int or uint or long or ulong => Unwrapped(value),
        char or Guid or Enum or Uri or Version => TextOf(Unwrapped(value)),
        SwitchParameter flag => flag.ToBool(),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IDictionary dictionary => Of(dictionary, depth),
        PSCustomObject => ((PSObject)value!).Properties.ToDictionary(property => property.Name, property => ValueOf(property.Value, depth + 1)),
        IEnumerable list => list.Cast<object?>().Select(item => ValueOf(item, depth + 1)).ToList(),
        var other => throw NoData($"holds a {other.GetType()}"),
    };

    private static object Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value!;

    private static CommandException NoData(string why) => new(
        ErrorIds.InputInvalid,
        ErrorCategory.InvalidData,
        $"What was given {why}. It can hold text, numbers, truth values, and lists and hashtables of them.");

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
