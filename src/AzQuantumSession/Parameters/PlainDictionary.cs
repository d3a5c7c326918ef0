using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>Turns hashtables into plain dictionaries, without PowerShell's wrappers, at every depth.</summary>
internal static class PlainDictionary
{
    /// <summary>Parameters of a job: any values.</summary>
    public static Dictionary<string, object?> Of(IDictionary? given)
    {
        var plain = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            plain[TextOf(entry.Key)] = ValueOf(entry.Value);
        }

        return plain;
    }

    /// <summary>Metadata of a job: every value is text to the service.</summary>
    public static Dictionary<string, string> TextsOf(IDictionary? given) =>
        Of(given).ToDictionary(entry => entry.Key, entry => TextOf(entry.Value));

    private static object? ValueOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => text,
        IDictionary dictionary => Of(dictionary),
        PSCustomObject => ((PSObject)value!).Properties.ToDictionary(property => property.Name, property => ValueOf(property.Value)),
        IEnumerable list => list.Cast<object?>().Select(ValueOf).ToList(),
        SwitchParameter flag => flag.ToBool(),
        var plain => plain,
    };

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
