using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Converts objects to the inputs of jobs. Each object is the input of a job, except for the lines and bytes from <c>Get-Content</c>:
/// the content of a file is the input of a job.
/// </summary>
/// <param name="writeJson">Writes values, lists, and dictionaries as JSON.</param>
/// <param name="openPath">Returns the file with a path of a PowerShell provider, or reports an error and returns null.</param>
internal sealed class JobInputReader(Func<object?, byte[]> writeJson, Func<string, JobInput?> openPath)
{
    private const string ParameterName = "InputObject";

    private const string ListHint = "A list of strings is one input: the lines of a text. To submit each string as a job, pipe the list.";
    private const string TextHint = "To submit the content of a file, give its path to -Path.";

    private readonly List<object> _content = [];
    private string? _contentPath;
    private long _contentEnd;

    /// <summary>
    /// Returns the inputs in an argument. Each element of a list is an input, but a list of strings is the lines of a text, and a list of
    /// bytes is the bytes of an input, because <c>Get-Content</c> and <c>-split</c> return these lists.
    /// </summary>
    /// <exception cref="CmdletException">The list is empty.</exception>
    public IEnumerable<JobInput> ReadArgument(object argument)
    {
        if (ToList(argument) is not { } items)
        {
            return [.. Read(argument), .. ReadEnd()];
        }

        if (items.Length == 0)
        {
            throw new CmdletException(ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, $"-{ParameterName} is an empty list.") { IsTerminating = true };
        }

        bool isOneInput = IsBytes(items) || IsText(items);
        return isOneInput && !items.Any(item => item is PSObject wrapper && wrapper.Text("PSPath") is not null)
            ? [Convert(argument, ParameterName) with { Hint = IsText(items) ? ListHint : null }]
            : [.. items.SelectMany((item, index) => ReadElement(item, $"{ParameterName}[{index}]")), .. ReadEnd()];
    }

    /// <summary>Returns the inputs that a piped object completes.</summary>
    public IEnumerable<JobInput> Read(object? item) => ReadElement(item, ParameterName);

    /// <summary>Returns the input that is complete because no object follows.</summary>
    public IEnumerable<JobInput> ReadEnd()
    {
        if (_contentPath is null)
        {
            return [];
        }

        object[] content = [.. _content];
        string path = _contentPath;
        _content.Clear();
        _contentPath = null;
        return [IsBytes(content) ? JobInput.FromBytes([.. content.Cast<byte>()], path) : JobInput.FromText(JoinLines(content), path)];
    }

    private IEnumerable<JobInput> ReadElement(object? item, string parameterName)
    {
        if (item is not PSObject wrapper || wrapper.Text("PSPath") is not { } path)
        {
            return [.. ReadEnd(), Convert(item, parameterName)];
        }

        if (!IsContent(wrapper))
        {
            JobInput? file = openPath(path);
            return file is null ? ReadEnd() : [.. ReadEnd(), file];
        }

        // ReadCount counts the lines of a file, so it decreases where a file is read again.
        long end = wrapper.Value<long>("ReadCount");
        JobInput[] completed = path != _contentPath || end <= _contentEnd ? [.. ReadEnd()] : [];
        _contentPath = path;
        _contentEnd = end;
        _content.AddRange(wrapper.BaseObject is Array lines ? lines.Cast<object>().Select(line => line.Unwrap()) : [wrapper.BaseObject]);
        return completed;
    }

    private JobInput Convert(object? item, string parameterName)
    {
        object? value = item.Unwrap();
        object?[] elements = ToList(value) ?? [];
        return value switch
        {
            string text => JobInput.FromText(text) with { Hint = TextHint },
            byte[] bytes => JobInput.FromBytes(bytes),
            FileSystemInfo file => JobInput.FromFile(file.FullName),
            _ when IsBytes(elements) => JobInput.FromBytes([.. elements.Select(element => (byte)element.Unwrap()!)]),
            _ when IsText(elements) => JobInput.FromText(JoinLines(elements)),
            _ => JobInput.FromData(item, writeJson, parameterName),
        };
    }

    private static object?[]? ToList(object? value) => value.Unwrap() switch
    {
        string or byte[] or IDictionary => null,
        IEnumerable list => [.. list.Cast<object?>()],
        _ => null,
    };

    // Get-Content adds the path and the position to strings, bytes, and (with -ReadCount) arrays. Get-ChildItem -Name adds only the path.
    private static bool IsContent(PSObject item) => item.Properties["ReadCount"] is not null && item.BaseObject is string or byte or Array;

    private static bool IsText(object?[] items) => items.Length > 0 && Array.TrueForAll(items, item => item.Unwrap() is string);

    private static bool IsBytes(object?[] items) => items.Length > 0 && Array.TrueForAll(items, item => item.Unwrap() is byte);

    private static string JoinLines(IEnumerable<object?> lines) => string.Join('\n', lines.Select(line => line.Unwrap()));
}
