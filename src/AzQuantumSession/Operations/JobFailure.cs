using System.Management.Automation;
using AzQuantumSession.Errors;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>What a job that ended without a result is as an error.</summary>
internal static class JobFailure
{
    public static CommandException? Of(QuantumSessionJob job) => job.Status.ToUpperInvariant() switch
    {
        "FAILED" => new CommandException(
            ErrorIds.JobFailed,
            ErrorCategory.InvalidResult,
            $"{Noun.Sentence(job)} failed.{SessionFailure.Reason(job)}",
            job),
        "CANCELLED" => new CommandException(
            ErrorIds.JobCancelled,
            ErrorCategory.OperationStopped,
            $"{Noun.Sentence(job)} was cancelled.{SessionFailure.Reason(job)}",
            job),
        _ => null,
    };
}
