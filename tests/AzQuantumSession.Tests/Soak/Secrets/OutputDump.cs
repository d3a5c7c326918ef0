using System.Collections;
using System.Management.Automation;
using System.Reflection;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Secrets;

/// <summary>Writes the objects of all streams as text in each way that PowerShell can: formatted, serialized, as JSON, and with all details of errors.</summary>
internal static class OutputDump
{
    private const int Depth = 8;

    private const string Formats = """
        $dumped | Format-List * -Force | Out-String -Width 500
        $dumped | Out-String -Width 500
        $dumped | ConvertTo-Json -Depth 8 -WarningAction SilentlyContinue
        """;

    /// <summary>Returns the texts of the objects that a script wrote to any stream.</summary>
    public static IEnumerable<string> Write(EngineSession session, ScriptResult result)
    {
        List<ErrorRecord> errors = [.. result.Errors, .. result.Exception is IContainsErrorRecord failure ? [failure.ErrorRecord] : Array.Empty<ErrorRecord>()];
        foreach (PSObject item in result.Output.Where(item => item is not null))
        {
            if (item.BaseObject is ErrorRecord error)
            {
                errors.Add(error);
            }
            else
            {
                // A record of a stream refers to its command. Its message is what a user sees.
                object data = item.BaseObject switch
                {
                    InformationalRecord record => record.Message,
                    InformationRecord record => record.MessageData,
                    _ => item,
                };
                yield return $"{data}";
                yield return PSSerializer.Serialize(data, Depth);
                yield return Format(session, data);
            }
        }

        foreach (string text in errors.SelectMany(error => Write(session, error)))
        {
            yield return text;
        }

        foreach (string text in result.Warnings.Concat(result.Verbose).Concat(result.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}")))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Write(EngineSession session, ErrorRecord error)
    {
        yield return $"{error} {error.ErrorDetails} {error.ErrorDetails?.RecommendedAction} {error.CategoryInfo} {error.FullyQualifiedErrorId} {error.ScriptStackTrace}";
        yield return error.InvocationInfo?.PositionMessage ?? "";
        if (error.TargetObject is { } target)
        {
            yield return PSSerializer.Serialize(target, Depth);
            yield return Format(session, target);
        }

        session["dumped"] = error;
        yield return string.Concat(session.Run("$dumped | Get-Error | Out-String -Width 500; $dumped | Out-String -Width 500").Output);
        foreach (string text in Write(error.Exception))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Write(Exception exception)
    {
        yield return exception.ToString();
        foreach (DictionaryEntry entry in exception.Data)
        {
            yield return $"{entry.Key}: {entry.Value}";
        }

        foreach (PropertyInfo property in exception.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            object? value = Read(property, exception);
            yield return $"{value} {(value is QuantumErrorData ? PSSerializer.Serialize(value, Depth) : "")}";
        }

        IEnumerable<Exception> inner = exception is AggregateException aggregate ? aggregate.InnerExceptions : exception.InnerException is { } only ? [only] : [];
        foreach (string text in inner.SelectMany(Write))
        {
            yield return text;
        }
    }

    private static object? Read(PropertyInfo property, Exception exception)
    {
        try
        {
            return property.GetValue(exception);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static string Format(EngineSession session, object data)
    {
        session["dumped"] = data;
        return string.Concat(session.Run(Formats).Output);
    }
}
