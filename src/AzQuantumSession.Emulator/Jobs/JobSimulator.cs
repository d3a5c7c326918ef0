using System.IO.Compression;
using AzQuantumSession.Emulator.Simulation;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>Determines the outcome of a job from its input.</summary>
internal static class JobSimulator
{
    // Limits the memory that a small compressed upload can use.
    private const int MaxInputBytes = 64 * 1024 * 1024;

    public static SimulatedOutcome Plan(JobProperties request, UploadedInput input)
    {
        try
        {
            string outputFormat = request.OutputFormat;
            DataFormats.Check(request.Target, request.InputFormat, outputFormat);
            byte[] bytes = Decode(input);
            FakeResults.Validate(request.InputFormat, bytes);
            var parameters = InputParameters.Read(request, outputFormat, bytes);
            if (request.InputFormat == DataFormats.IonQCircuit)
            {
                Circuit circuit = CircuitReader.Read(bytes, request.Target);
                return new(outputFormat, null, new(() => StateVector.Run(circuit).WriteHistogram()), CostEstimate.ForGates(request.Target, circuit, parameters.Shots));
            }

            var results = new FakeResults(request.InputFormat, outputFormat, bytes, parameters);
            return new(outputFormat, null, new(results.Write), CostEstimate.ForShots(request.Target, parameters.Shots));
        }
        catch (InvalidInputException exception)
        {
            return new(request.OutputFormat, new JobError(exception.Code, exception.Message), new([]), null);
        }
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
