using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Asserts that a failure is an error of docs/errors.md with a short readable message, and that all properties of an object can be read.</summary>
internal static partial class OutcomeChecker
{
    private const int MaxItems = 50;

    private static readonly Dictionary<string, string[]> Categories = ErrorTable.Rows.ToDictionary(row => row.Id, row => row.Categories);

    /// <summary>Asserts that an exception of the client is an error of the table.</summary>
    public static void CheckError(Exception exception)
    {
        CmdletError error = ErrorMapper.ToError(exception, null);
        CheckId(error.Id, error.Category.ToString());
        CheckText(error.Message);
        if (exception is QuantumServiceException failure)
        {
            CheckValue(failure.ErrorData);
            CheckText(failure.RequestId);
        }
    }

    public static void CheckId(string id, string category)
    {
        Assert.NotEqual(ErrorIds.InternalError, id);
        Assert.True(Categories.TryGetValue(id, out string[]? categories), $"'{id}' is not in docs/errors.md.");
        Assert.Contains(category, categories!);
    }

    /// <summary>Asserts that a text is short, and has no control characters except for line breaks.</summary>
    public static void CheckText(string? text)
    {
        Assert.InRange((text ?? "").Length, 0, VisibleText.MaxMessageLength);
        CheckCharacters(text);
    }

    /// <summary>Asserts that a text of any length has no control characters except for line breaks, tabs, and the colors of the module.</summary>
    public static void CheckCharacters(string? text)
    {
        string plain = Colors().Replace(text ?? "", "");
        Assert.False(Controls().IsMatch(plain), $"The text contains a control character: {plain[..Math.Min(plain.Length, 500)]}");
    }

    /// <summary>Reads all properties of an object and of the objects in it. A property that throws is a failure.</summary>
    public static void CheckValue(object? value, int depth = 0)
    {
        if (value is null || depth > 8)
        {
            return;
        }

        if (value is Exception exception)
        {
            CheckError(exception);
            return;
        }

        if (value is IEnumerable items and not string)
        {
            foreach (object? item in items.Cast<object?>().Take(MaxItems))
            {
                CheckValue(item, depth + 1);
            }

            return;
        }

        if (value.GetType().Assembly != typeof(QuantumSession).Assembly)
        {
            return;
        }

        _ = value.ToString();
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            CheckValue(property.GetValue(value), depth + 1);
        }
    }

    [GeneratedRegex(@"\e\[\d+(;\d+)*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colors();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]", RegexOptions.NonBacktracking)]
    private static partial Regex Controls();
}
