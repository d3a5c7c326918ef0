using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Parses the results of the common providers (docs/service.md, section 5).</summary>
internal static class ResultReader
{
    /// <summary>Parses a result, or returns null if the format is unknown or the result does not have that format.</summary>
    /// <param name="format">The output data format of the job.</param>
    /// <param name="raw">The result, decompressed.</param>
    /// <param name="width">The number of qubits; null if it is unknown.</param>
    public static ParsedResult? Read(string? format, ReadOnlyMemory<byte> raw, int? width)
    {
        if (Reader(format, width) is not { } read)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutByteOrderMark(raw));
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Func<JsonElement, ParsedResult?>? Reader(string? format, int? width) => format?.ToUpperInvariant() switch
    {
        "IONQ.QUANTUM-RESULTS.V1" => root => IonQResultParser.Read(root, width),
        "HONEYWELL.QUANTUM-RESULTS.V1" or "HONEYWELL.QIR.V1" or "RIGETTI.QUIL-RESULTS.V1" => RegisterResultParser.Read,
        "PASQAL.PULSER-RESULTS.V1" => PasqalResultParser.Read,
        "MICROSOFT.QUANTUM-RESULTS.V1" => MicrosoftResultParser.ReadV1,
        "MICROSOFT.QUANTUM-RESULTS.V2" => MicrosoftResultParser.ReadV2,
        _ => null,
    };

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> raw) =>
        raw.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? raw[3..] : raw;
}
