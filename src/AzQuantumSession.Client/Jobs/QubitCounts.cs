using System.Collections.Concurrent;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Determines the number of qubits of jobs, which the results of some formats do not contain.</summary>
internal sealed class QubitCounts
{
    private static readonly string[] Names = ["qubits", "num_qubits"];

    private readonly ConcurrentDictionary<string, int> _submitted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers the number of qubits in the input of a job, if the input contains it. Leaves the input at its start.</summary>
    public async Task RememberAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        if (ProviderTable.FindFormat(submission.InputDataFormat) is not { ContainsQubitCount: true })
        {
            return;
        }

        Stream input = submission.Input;
        input.Position = 0;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(input, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (PlainValue.Property(document.RootElement, "qubits") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out int number))
            {
                _submitted[submission.Id] = number;
            }
        }
        catch (JsonException)
        {
            // The target decides whether the input is valid.
        }
        finally
        {
            input.Position = 0;
        }
    }

    /// <summary>
    /// Returns the number of qubits of a job, or null if it is unknown. The parameters and the metadata of the job are the fallback
    /// for jobs that another client submitted.
    /// </summary>
    public int? Get(QuantumSessionJob job) => _submitted.TryGetValue(job.Id, out int count)
        ? count
        : Names
            .SelectMany(name => new[] { job.InputParams.GetValueOrDefault(name), job.Metadata.GetValueOrDefault(name) })
            .Select(PlainValue.WholeNumber)
            .FirstOrDefault(number => number is not null);
}
