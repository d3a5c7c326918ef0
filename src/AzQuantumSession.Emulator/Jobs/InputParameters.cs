using System.Text;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The input parameters of a job that the emulator interprets.</summary>
/// <param name="Shots">The number of shots.</param>
/// <param name="Programs">The number of programs: one, or the number of <c>items</c>.</param>
internal sealed record InputParameters(int Shots, int Programs)
{
    private const int DefaultShots = 500;
    private const int MaxShots = 1_000_000;

    private const string EntryPoint = "entryPoint";
    private const string Arguments = "arguments";
    private const string Items = "items";
    private const string TargetCapability = "targetCapability";
    private const string DefaultEntryPoint = "ENTRYPOINT__main";

    private static readonly string[] QirParameters = [EntryPoint, Arguments, Items, TargetCapability];
    private static readonly string[] TargetCapabilities = ["BasicExecution", "AdaptiveExecution"];

    /// <exception cref="InvalidInputException">A parameter is not valid, or is not for the provider or the input format.</exception>
    public static InputParameters Read(JobProperties request, string outputFormat, ReadOnlySpan<byte> program)
    {
        JsonObject parameters = request.InputParams;
        int shots = ReadShots(parameters, DataFormats.Require(request.Target));
        if (request.InputFormat != DataFormats.Qir)
        {
            string? unknown = Array.Find(QirParameters, parameters.ContainsKey);
            ThrowIf(unknown is not null, $"The parameter '{unknown}' is only for the input format '{DataFormats.Qir}'.");
            return new(shots, 1);
        }

        ThrowIf(
            parameters[TargetCapability] is { } capability && !TargetCapabilities.Contains(Text(capability)),
            $"The target '{request.Target.Id}' does not support the {TargetCapability} {parameters[TargetCapability]?.ToJsonString()}.");
        return new(shots, ReadPrograms(parameters, outputFormat, program));
    }

    private static int ReadShots(JsonObject parameters, ProviderFormats provider)
    {
        string[] names = [.. DataFormats.AllShotsParameters.Where(parameters.ContainsKey)];
        return names switch
        {
            [] => DefaultShots,
            [string name] when provider.ShotsParameters.Contains(name)
                && parameters[name] is JsonValue value && value.TryGetValue(out int shots) && shots is > 0 and <= MaxShots => shots,
            _ => throw Reject($"{string.Join(" or ", provider.ShotsParameters)} must be a whole number from 1 to {MaxShots}, and the only number of shots."),
        };
    }

    private static int ReadPrograms(JsonObject parameters, string outputFormat, ReadOnlySpan<byte> program)
    {
        if (outputFormat == DataFormats.ResourceEstimates)
        {
            ThrowIf(parameters.ContainsKey(Items), $"The resource estimator does not support {Items}.");
            return 1;
        }

        if (!parameters.ContainsKey(Items))
        {
            RequireProgram(parameters, program);
            return 1;
        }

        ThrowIf(parameters.ContainsKey(EntryPoint) || parameters.ContainsKey(Arguments), $"A job has either {Items}, or {EntryPoint} and {Arguments}.");
        ThrowIf(outputFormat != DataFormats.MicrosoftResultsV2, $"{Items} requires the output format '{DataFormats.MicrosoftResultsV2}'.");
        JsonNode?[] items = parameters[Items] is JsonArray { Count: > 0 } array ? [.. array] : throw Reject($"{Items} must be a list of programs.");
        foreach (JsonNode? item in items)
        {
            RequireProgram(item as JsonObject ?? throw Reject($"Each of the {Items} must be an object."), program);
        }

        return items.Length;
    }

    // The names of functions are in the string table of bitcode, byte by byte. The default entry point is not required: the input of a test
    // is often only the first bytes of a program.
    private static void RequireProgram(JsonObject parameters, ReadOnlySpan<byte> program)
    {
        string? name = Text(parameters[EntryPoint]);
        ThrowIf(string.IsNullOrWhiteSpace(name), $"{EntryPoint} must be the name of a function.");
        ThrowIf(parameters[Arguments] is not JsonArray, $"{Arguments} must be a list.");
        if (name != DefaultEntryPoint && program.IndexOf(Encoding.UTF8.GetBytes(name!)) < 0)
        {
            throw new InvalidInputException("EntryPointNotFound", $"The program has no entry point '{name}'.");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static void ThrowIf(bool condition, string message)
    {
        if (condition)
        {
            throw Reject(message);
        }
    }

    private static InvalidInputException Reject(string message) => new("InvalidInputParams", message);
}
