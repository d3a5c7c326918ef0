using System.Globalization;
using System.Text.Json;

namespace AzQuantumSession.Client.Results;

/// <summary>Determines the number of qubits of a job.</summary>
internal static class QubitCountResolver
{
    private static readonly string[] Names = ["qubits", "num_qubits"];

    /// <summary>Returns the number of qubits in an input, or null if the input does not contain it. Leaves the stream at its start.</summary>
    public static async Task<int?> FromInputAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            input.Position = 0;
            using JsonDocument document = await JsonDocument.ParseAsync(input, cancellationToken: cancellationToken).ConfigureAwait(false);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("qubits", out JsonElement count)
                && count.ValueKind == JsonValueKind.Number
                && count.TryGetInt32(out int number)
                    ? number
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            input.Position = 0;
        }
    }

    /// <summary>Returns the number of qubits in the input parameters or metadata of a job, or null if neither contains it.</summary>
    public static int? FromJob(QuantumSessionJob job) => Names
        .SelectMany(name => new[]
        {
            job.InputParams.TryGetValue(name, out object? parameter) ? Number(parameter) : null,
            job.Metadata.TryGetValue(name, out string? label) ? Number(label) : null,
        })
        .FirstOrDefault(count => count is not null);

    private static int? Number(object? value) =>
        int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
