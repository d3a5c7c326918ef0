using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>The service's operations on jobs.</summary>
internal sealed class JobOperations(IWorkspaceClient client, RestClient rest, PageReader pages, WorkspaceAddress address)
{
    /// <summary>Reads a job.</summary>
    public async Task<QuantumSessionJob> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        Operation operation = new($"read job '{jobId}'", $"Job '{jobId}'");
        Answer<JobWire> answer = await rest.SendAsync(
            RequestMethod.Get, For(jobId), null, WireContext.Default.JobWire, operation, cancellationToken).ConfigureAwait(false);
        return Map(answer.Value, null, answer.Response, operation);
    }

    /// <summary>Asks a job to cancel. What the answer holds does not matter: it may hold nothing.</summary>
    public async Task CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        Operation operation = new($"cancel job '{jobId}'", $"Job '{jobId}'");
        await rest.SendAsync(RequestMethod.Post, For(jobId, ":cancel"), null, operation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the jobs of a session, or of the workspace.</summary>
    public async IAsyncEnumerable<QuantumSessionJob> ListAsync(
        string? sessionId, JobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobQuery query = new(filter);
        Operation operation = sessionId is null
            ? new Operation("list jobs")
            : new Operation($"list the jobs of session '{sessionId}'", $"Session '{sessionId}'");
        string path = sessionId is null ? "jobs" : $"sessions/{WorkspaceAddress.Segment(sessionId)}/jobs";
        Uri first = address.For(path, ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top));
        await foreach (Answer<Page<JobWire>> page in
            pages.ReadAsync(first, WireContext.Default.PageJobWire, operation, cancellationToken).ConfigureAwait(false))
        {
            foreach (JobWire item in page.Value.Value ?? [])
            {
                QuantumSessionJob job = Map(item, sessionId, page.Response, operation);
                if (query.Matches(job))
                {
                    yield return job;
                }
            }
        }
    }

    private Uri For(string jobId, string action = "") => address.For($"jobs/{WorkspaceAddress.Segment(jobId)}{action}");

    private QuantumSessionJob Map(JobWire? wire, string? sessionId, Response response, Operation operation) => string.IsNullOrEmpty(wire?.Id)
        ? throw rest.Errors.Unreadable(response, operation, "it holds a job without an id")
        : wire.ToModel(client, sessionId);
}
