using System.Numerics;
using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>
/// Converts PowerShell data to strings, numbers, Booleans, dictionaries, and lists, which the client writes as JSON. The result
/// corresponds to <c>ConvertTo-Json -Depth 100</c>. Data that the command would truncate or replace by a description is an error, because a
/// target would run the wrong program.
/// </summary>
internal sealed class JobDataConverter
{
    private const int MaxDepth = 100;

    private readonly string _parameterName;
    private readonly List<string> _path = [];
    private readonly HashSet<object> _ancestors = new(ReferenceEqualityComparer.Instance);

    private JobDataConverter(string parameterName) => _parameterName = parameterName;

    /// <summary>Converts data of any kind.</summary>
    /// <param name="value">The data.</param>
    /// <param name="parameterName">The name of the parameter, for error messages.</param>
    /// <exception cref="CmdletException">A part of the value is not data. The message contains the path of the part.</exception>
    public static object? Convert(object? value, string parameterName)
    {
        // Properties can be scripts.
        using PipelineSynchronizationContext.Suspension? suspension = PipelineSynchronizationContext.SuspendCurrent();
        return new JobDataConverter(parameterName).ConvertValue(value);
    }

    /// <inheritdoc cref="Convert"/>
    public static Dictionary<string, object?> ToDictionary(IDictionary? value, string parameterName)
    {
        using PipelineSynchronizationContext.Suspension? suspension = PipelineSynchronizationContext.SuspendCurrent();
        return value is null ? [] : new JobDataConverter(parameterName).ConvertDictionary(value);
    }

    /// <summary>Converts data to a dictionary of strings.</summary>
    /// <inheritdoc cref="Convert"/>
    public static Dictionary<string, string> ToStringDictionary(IDictionary? value, string parameterName)
    {
        var converter = new JobDataConverter(parameterName);
        return ToDictionary(value, parameterName).ToDictionary(entry => entry.Key, entry => converter.ToText(entry.Key, entry.Value));
    }

    private object? ConvertValue(object? value)
    {
        object? data = value.Unwrap();
        object? converted = data switch
        {
            null or DBNull => null,
            double or float when !double.IsFinite(System.Convert.ToDouble(data, CultureInfo.InvariantCulture)) =>
                throw Unsupported($"is {System.Convert.ToString(data, CultureInfo.InvariantCulture)}, which JSON cannot express"),
            string text => CheckText(text),
            bool or decimal or double or float or BigInteger => data,
            sbyte or byte or short or ushort or int or uint or long or ulong => data,
            char character => CheckText(character.ToString()),
            Enum constant => ConvertEnum(constant),
            Guid or Version => data.ToString(),
            Uri uri => uri.OriginalString,
            SwitchParameter flag => flag.ToBool(),
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            IDictionary dictionary => Nest(dictionary, dictionary, ConvertDictionary),
            PSObject bag => Nest(bag.Properties, bag, ConvertProperties),
            IEnumerable list => Nest(list, list, ConvertList),
            _ => throw Unsupported($"is a {data.GetType()}"),
        };
        return value is PSObject { BaseObject: not (string or DateTime or PSCustomObject) } extended ? AddNoteProperties(extended, converted) : converted;
    }

    // ConvertTo-Json writes a constant of a 64-bit enumeration as its name, and of other enumerations as a number.
    private static object ConvertEnum(Enum constant) => Enum.GetUnderlyingType(constant.GetType()) is { } type
        && (type == typeof(long) || type == typeof(ulong))
            ? constant.ToString()
            : System.Convert.ToInt64(constant, CultureInfo.InvariantCulture);

    private Dictionary<string, object?> ConvertDictionary(IDictionary dictionary)
    {
        var converted = new Dictionary<string, object?>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key.Unwrap() is not string key)
            {
                throw Unsupported($"has the key {entry.Key}, a {entry.Key.GetType()}: keys have to be strings");
            }

            converted[CheckText(key)] = ConvertAt(Member(key), () => entry.Value);
        }

        return converted;
    }

    private Dictionary<string, object?> ConvertProperties(IEnumerable<PSPropertyInfo> properties) =>
        properties.ToDictionary(property => CheckText(property.Name), property => ConvertAt(Member(property.Name), () => property.Value));

    private List<object?> ConvertList(IEnumerable list)
    {
        List<object?> converted = [];
        foreach (object? item in list)
        {
            converted.Add(ConvertAt($"[{converted.Count}]", () => item));
        }

        return converted;
    }

    private object? ConvertAt(string segment, Func<object?> read)
    {
        _path.Add(segment);
        object? converted;
        try
        {
            converted = ConvertValue(read());
        }
        catch (GetValueException e)
        {
            throw Unsupported($"cannot be read ({e.Message})");
        }

        _path.RemoveAt(_path.Count - 1);
        return converted;
    }

    // Converts the content of a container. All containers are converted here, so that the depth is limited and cycles are detected.
    private TResult Nest<T, TResult>(T content, object container, Func<T, TResult> convert)
    {
        if (_path.Count > MaxDepth)
        {
            throw Unsupported($"is nested deeper than {MaxDepth} levels");
        }

        if (!_ancestors.Add(container))
        {
            throw Unsupported("contains itself");
        }

        TResult converted = convert(content);
        _ancestors.Remove(container);
        return converted;
    }

    // Adds the properties that Add-Member added to a value, as ConvertTo-Json does.
    private object? AddNoteProperties(PSObject extended, object? converted)
    {
        PSPropertyInfo[] noteProperties = [.. extended.Properties.Where(property => property is PSNoteProperty)];
        if (noteProperties.Length == 0)
        {
            return converted;
        }

        Dictionary<string, object?> all = converted as Dictionary<string, object?> ?? new() { ["value"] = converted };
        foreach ((string name, object? value) in Nest(noteProperties, extended, ConvertProperties))
        {
            all.TryAdd(name, value);
        }

        return all;
    }

    private string CheckText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                throw Unsupported($"contains half of a surrogate pair at index {i}, which is not a character");
            }
        }

        return text;
    }

    private string ToText(string key, object? value)
    {
        if (value is ICollection)
        {
            _path.Add(Member(key));
            throw Unsupported("is a list or dictionary: a value has to be a string, a number or a Boolean");
        }

        return System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }

    private string Member(string name)
    {
        bool isPlain = name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-');
        return isPlain
            ? _path.Count == 0 ? name : "." + name
            : $"['{name.Replace("'", "''", StringComparison.Ordinal)}']";
    }

    private CmdletException Unsupported(string reason) => new(
        ErrorIds.InputInvalid,
        ErrorCategory.InvalidData,
        _path.Count == 0
            ? $"-{_parameterName} {reason}. {Supported}"
            : $"-{_parameterName} is not valid: {string.Concat(_path)} {reason}. {Supported}");

    private static string Supported =>
        "Use strings, numbers, Booleans, dates, and lists, hashtables, and custom objects of them.";
}
