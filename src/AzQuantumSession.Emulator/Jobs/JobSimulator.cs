using System.IO.Compression;
using AzQuantumSession.Emulator.Simulation;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>Determines the outcome of a job from its input.</summary>
internal static class JobSimulator
{
    private const int DefaultShots = 500;
    private const int MaxShots = 1_000_000;

    // Each provider has its own name for the parameter.
    private static readonly string[] ShotNames = ["shots", "count", "runs"];

    // Limits the memory that a small compressed upload can use.
    private const int MaxInputBytes = 64 * 1024 * 1024;

    public static SimulatedOutcome Plan(JobProperties request, UploadedInput input)
    {
        try
        {
            string outputFormat = DataFormats.Choose(request.Target, request.InputFormat, request.OutputFormat);
            int shots = ReadShots(request);
            byte[] bytes = Decode(input);
            if (request.InputFormat == DataFormats.IonQCircuit)
            {
                Circuit circuit = CircuitReader.Read(bytes, request.Target);
                return new(outputFormat, null, new(() => StateVector.Run(circuit).WriteHistogram()), CostEstimate.ForGates(request.Target, circuit, shots));
            }

            var results = new FakeResults(request.InputFormat, outputFormat, bytes, shots);
            results.Validate();
            return new(outputFormat, null, new(results.Write), CostEstimate.ForShots(request.Target, shots));
        }
        catch (InvalidInputException exception)
        {
            return new(request.OutputFormat, new JobError(exception.Code, exception.Message), new([]), null);
        }
    }

    private static int ReadShots(JobProperties request)
    {
        JsonNode[] values = [.. ShotNames.Select(name => request.InputParams?[name]).OfType<JsonNode>()];
        return values switch
        {
            [] => DefaultShots,
            [JsonValue only] when only.TryGetValue(out int shots) && shots is > 0 and <= MaxShots => shots,
            _ => throw new InvalidInputException("InvalidInputParams", $"One of {string.Join(", ", ShotNames)} must be a whole number from 1 to {MaxShots}."),
        };
    }

    private static byte[] Decode(UploadedInput input) => input.ContentEncoding switch
    {
        null or "" or "identity" => input.Content,
        "gzip" => Decompress(input.Content),
        _ => throw new InvalidInputException("InvalidInputData", $"The content encoding '{input.ContentEncoding}' is unknown."),
    };

    private static byte[] Decompress(byte[] content)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var decoded = new MemoryStream();
            byte[] buffer = new byte[81_920];
            for (int read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                decoded.Write(buffer, 0, read);
                if (decoded.Length > MaxInputBytes)
                {
                    throw new InvalidInputException("InvalidInputData", "The input data is too large.");
                }
            }

            return decoded.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidInputException("InvalidInputData", $"The input data is not valid gzip: {exception.Message}");
        }
    }
}

/// <summary>The outcome of a job. The output is computed when it is first read.</summary>
internal sealed record SimulatedOutcome(string? OutputFormat, JobError? Error, Lazy<byte[]> Output, CostEstimate? Cost);

/// <summary>The error of a failed job.</summary>
internal sealed record JobError(string Code, string Message)
{
    public JsonObject Write() => new() { ["code"] = Code, ["message"] = Message };
}
