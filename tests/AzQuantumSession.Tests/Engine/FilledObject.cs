using System.Collections;
using System.Reflection;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Creates an object of any type that has a view, with the same text in all properties.</summary>
internal static class FilledObject
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly DateTimeOffset Time = new(2026, 10, 9, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The types that have a view.</summary>
    public static Type[] Types { get; } = [.. typeof(QuantumObject).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(QuantumObject)))];

    /// <summary>Creates an object. A property of a kind that is not known here is an error, so that no property is forgotten.</summary>
    public static object Create(Type type, string text)
    {
        if (type == typeof(QuantumSessionChart))
        {
            return new QuantumSessionChart((QuantumSession)Create(typeof(QuantumSession), text), "drawing", "drawing");
        }

        if (type == typeof(QuantumSessionGap))
        {
            return new QuantumSessionGap(new TimeInterval(Time, Time), isBetweenJobs: true);
        }

        object item = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (PropertyInfo property in type.GetProperties(Members).Where(property => property.CanWrite && property.GetMethod!.IsPublic))
        {
            property.SetValue(item, CreateValue(property.PropertyType, text));
        }

        return item;
    }

    private static object CreateValue(Type type, string text)
    {
        Type known = Nullable.GetUnderlyingType(type) ?? type;
        return known switch
        {
            _ when known == typeof(string) || known == typeof(object) => text,
            _ when known == typeof(bool) => true,
            _ when known == typeof(DateTimeOffset) => Time,
            _ when known == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
            _ when known == typeof(Uri) => new Uri("https://storage.example/"),
            _ when known.IsPrimitive || known == typeof(decimal) => Convert.ChangeType(1, known, null),
            { IsGenericType: true } when known.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => CreateList(known.GenericTypeArguments[0], text),
            { IsGenericType: true } when known.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => CreateEntries(known.GenericTypeArguments[1], text),
            _ when known == typeof(QuantumErrorData) => new QuantumErrorData { Code = text, Message = text, Details = [new() { Message = text }] },
            { IsClass: true, Namespace: nameof(AzQuantumSession) } => Create(known, text),
            _ => throw new NotSupportedException($"There is no value for a property of the type {type}."),
        };
    }

    private static Array CreateList(Type element, string text)
    {
        var list = Array.CreateInstance(element, 2);
        ((IList)list)[0] = CreateValue(element, text);
        ((IList)list)[1] = CreateValue(element, text);
        return list;
    }

    private static object CreateEntries(Type value, string text)
    {
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        entries[text] = CreateValue(value, text);
        return entries;
    }
}
