namespace AzQuantumSession.Client.Jobs;

/// <summary>Finds errors in the inputs of jobs that show without the target.</summary>
internal static class InputValidator
{
    // JsonValueWriter writes up to 100 levels, and other tools can write more.
    private const int MaxJsonDepth = 1000;

    /// <summary>Returns the reason why an input is not valid; null if it is valid, or if the format is not known.</summary>
    /// <param name="inputFormat">The format of the input.</param>
    /// <param name="input">The input, which is read from its current position.</param>
    public static string? FindError(string inputFormat, Stream input)
    {
        if (ProviderTable.FindFormat(inputFormat) is not { } format)
        {
            return null;
        }

        long start = input.Position;
        if (format.IsQir && IsTextualIr(input))
        {
            return "it is LLVM IR as text, and targets run bitcode. Convert it with: llvm-as program.ll -o program.bc";
        }

        input.Position = start;
        if (IsBlank(input))
        {
            return "it is blank";
        }

        input.Position = start;
        return format.IsJson ? FindJsonError(input) : null;
    }

    private static bool IsTextualIr(Stream input)
    {
        byte[] header = new byte[LlvmIr.HeaderLength];
        int length = input.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return LlvmIr.IsText(header.AsSpan(0, length));
    }

    private static bool IsBlank(Stream input)
    {
        for (int value = input.ReadByte(); value >= 0; value = input.ReadByte())
        {
            if (value is not (' ' or '\t' or '\r' or '\n'))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FindJsonError(Stream input)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? null
                : $"it is a JSON {Describe(document.RootElement.ValueKind)}, not an object";
        }
        catch (JsonException e)
        {
            // The message of the exception ends with the position, counted from zero.
            string reason = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            return string.Create(
                CultureInfo.InvariantCulture, $"it is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {reason})");
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "Boolean",
    };
}
