using System.Text;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses the results of the common providers (docs/service.md, section 5).</summary>
internal static class ResultReader
{
    /// <summary>Parses the result of a job: one result, or a result for each program of the job.</summary>
    /// <param name="format">The output data format of the job.</param>
    /// <param name="raw">The result, decompressed.</param>
    /// <param name="width">The number of qubits; null if it is unknown.</param>
    public static IReadOnlyList<ProgramResult> Read(string? format, byte[] raw, int? width)
    {
        if (format is null || !ProviderTable.ResultLayouts.TryGetValue(format, out ResultLayout layout))
        {
            return [ProgramResult.Failed(raw, $"There is no reader for the format '{format}'.")];
        }

        ReadOnlyMemory<byte> text = WithoutByteOrderMark(raw);
        if (text.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return [ProgramResult.Failed(raw, "The result is empty.")];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement[] programs = SplitPrograms(layout, document.RootElement);
            return programs.Length == 1
                ? [Read(format, layout, programs[0], raw, width)]
                : [.. programs.Select(program => Read(format, layout, program, Encoding.UTF8.GetBytes(program.GetRawText()), width))];
        }
        catch (InvalidOperationException)
        {
            // JsonElement throws for bytes that are not UTF-8 when it reads the JSON of a program.
            return [ProgramResult.Failed(raw, "The result is not valid UTF-8.")];
        }
        catch (JsonException exception)
        {
            return [ProgramResult.Failed(raw, string.Create(
                CultureInfo.InvariantCulture, $"The result is not valid JSON, or is truncated: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."))];
        }
    }

    /// <summary>Returns the parser of a layout, which gets the number of qubits if it is known.</summary>
    internal static Func<JsonElement, int?, ParsedResult> FindReader(ResultLayout layout) => layout switch
    {
        ResultLayout.BasisStates => ProviderResultParser.ReadStates,
        ResultLayout.Registers => (root, _) => ProviderResultParser.ReadRegisters(root),
        ResultLayout.Counts => (root, _) => ProviderResultParser.ReadCounts(root),
        ResultLayout.AlternatingHistogram => (root, _) => MicrosoftResultParser.ReadV1(root),
        ResultLayout.ProgramResults => (program, _) => MicrosoftResultParser.ReadV2(program),
        ResultLayout.ResourceEstimates => (root, _) => MicrosoftResultParser.ReadEstimates(root),
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "The layout has no reader."),
    };

    private static ProgramResult Read(string format, ResultLayout layout, JsonElement program, byte[] raw, int? width)
    {
        try
        {
            return new ProgramResult(FindReader(layout)(program, width), null, raw);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            // The parsers need no checks of their own: JsonElement throws if a value has another type, or a property is missing.
            return ProgramResult.Failed(raw, ReadError(program) is { } error
                ? $"The result is an error: {MessageSanitizer.EnsurePeriod(error.ToString())}"
                : $"The result does not have the format '{format}'.");
        }
    }

    // A string with half a surrogate pair, or with bytes that are not UTF-8, is an InvalidOperationException.
    private static QuantumErrorData? ReadError(JsonElement program)
    {
        try
        {
            return program.ValueKind == JsonValueKind.Object ? ErrorDataReader.ReadElement(program) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // A result without programs is read as one program, which is not valid.
    private static JsonElement[] SplitPrograms(ResultLayout layout, JsonElement root) =>
        layout == ResultLayout.ProgramResults
        && root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("Results", out JsonElement programs)
        && programs.ValueKind == JsonValueKind.Array
        && programs.GetArrayLength() > 0
            ? [.. programs.EnumerateArray()]
            : [root];

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> raw) =>
        raw.Span.StartsWith(Encoding.UTF8.Preamble) ? raw[Encoding.UTF8.Preamble.Length..] : raw;
}

/// <summary>The result of a program, or why it cannot be read.</summary>
/// <param name="Parsed">The result; null if it cannot be read.</param>
/// <param name="Error">The reason as a sentence; null if the result was read.</param>
/// <param name="Raw">The JSON of the result.</param>
internal sealed record ProgramResult(ParsedResult? Parsed, string? Error, byte[] Raw)
{
    /// <summary>Creates the result for a program whose result cannot be read.</summary>
    public static ProgramResult Failed(byte[] raw, string error) => new(null, error, raw);
}
