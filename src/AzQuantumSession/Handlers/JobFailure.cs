using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>What a job that ended without a result is as an error.</summary>
internal static class JobFailure
{
    public static CmdletException? From(QuantumSessionJob job) => job.Status.ToUpperInvariant() switch
    {
        "FAILED" => new CmdletException(
            ErrorIds.JobFailed,
            ErrorCategory.InvalidResult,
            $"{Noun.Sentence(job)} failed.{SessionFailure.Reason(job)}",
            job),
        "CANCELLED" => new CmdletException(
            ErrorIds.JobCancelled,
            ErrorCategory.OperationStopped,
            $"{Noun.Sentence(job)} was cancelled.{SessionFailure.Reason(job)}",
            job),
        _ => null,
    };
}
