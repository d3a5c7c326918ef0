using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Costs;
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
            if (request.InputFormat != DataFormats.IonQCircuit)
            {
                var results = new FakeResults(request.InputFormat, outputFormat, bytes, shots);
                results.Validate();
                return new SimulatedOutcome(outputFormat, null, new Lazy<byte[]>(results.Write), Prices.OfShots(request.Target, shots));
            }

            Circuit circuit = CircuitReader.Read(bytes, request.Target);
            return new SimulatedOutcome(
                outputFormat,
                null,
                new Lazy<byte[]>(() => IonQResultWriter.Write(StateVector.Run(circuit))),
                Prices.OfGates(request.Target, circuit, shots));
        }
        catch (InvalidInputException exception)
        {
            return new SimulatedOutcome(request.OutputFormat, new JobError(exception.Code, exception.Message), new Lazy<byte[]>([]), null);
        }
    }

    private static int ReadShots(JobProperties request)
    {
        JsonNode[] values = [.. ShotNames.Select(name => request.InputParams?[name]).OfType<JsonNode>()];
        return values switch
        {
            [] => DefaultShots,
            [JsonValue only] when only.GetValueKind() == JsonValueKind.Number && only.TryGetValue(out int shots) && shots is > 0 and <= MaxShots => shots,
            _ => throw new InvalidInputException("InvalidInputParams", $"One of {string.Join(", ", ShotNames)} must be a whole number from 1 to {MaxShots}."),
        };
    }

    private static byte[] Decode(UploadedInput input)
    {
        switch (input.ContentEncoding)
        {
            case null or "" or "identity":
                return input.Content;
            case "gzip":
                return Decompress(input.Content);
            default:
                throw new InvalidInputException("InvalidInputData", $"The content encoding '{input.ContentEncoding}' is unknown.");
        }
    }

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
