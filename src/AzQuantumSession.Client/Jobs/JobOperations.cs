using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>The service's operations on jobs.</summary>
internal sealed class JobOperations(IWorkspaceClient client, RestClient rest, PageReader pages, WorkspaceAddress address)
{
    /// <summary>Reads a job.</summary>
    public async Task<Answer<QuantumSessionJob>> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        Answer<JobWire> answer = await GetWireAsync(jobId, cancellationToken).ConfigureAwait(false);
        return new Answer<QuantumSessionJob>(Map(answer.Value, null, answer.Response, Read(jobId)), answer.Response);
    }

    /// <summary>Reads a job as it comes, with the addresses that grant access.</summary>
    public Task<Answer<JobWire>> GetWireAsync(string jobId, CancellationToken cancellationToken) => rest.SendAsync(
        RequestMethod.Get, For(jobId), null, WireContext.Default.JobWire, Read(jobId), cancellationToken);

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
        await foreach (Answer<IReadOnlyList<QuantumSessionJob>> page in PagesAsync(sessionId, query, cancellationToken).ConfigureAwait(false))
        {
            foreach (QuantumSessionJob job in page.Value.Where(query.Matches))
            {
                yield return job;
            }
        }
    }

    /// <summary>Lists the jobs of a session, or of the workspace, page by page and as the service gives them.</summary>
    public async IAsyncEnumerable<Answer<IReadOnlyList<QuantumSessionJob>>> PagesAsync(
        string? sessionId, JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Operation operation = sessionId is null
            ? new Operation("list jobs")
            : new Operation($"list the jobs of session '{sessionId}'", $"Session '{sessionId}'");
        string path = sessionId is null ? "jobs" : $"sessions/{WorkspaceAddress.Segment(sessionId)}/jobs";
        Uri first = address.For(path, ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top));
        await foreach (Answer<Page<JobWire>> page in
            pages.ReadAsync(first, WireContext.Default.PageJobWire, operation, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<QuantumSessionJob> jobs = [.. (page.Value.Value ?? []).Select(item => Map(item, sessionId, page.Response, operation))];
            yield return new Answer<IReadOnlyList<QuantumSessionJob>>(jobs, page.Response);
        }
    }

    /// <summary>A job that came in an answer.</summary>
    public QuantumSessionJob Map(JobWire? wire, string? sessionId, Response response, Operation operation) => string.IsNullOrEmpty(wire?.Id)
        ? throw rest.Errors.Unreadable(response, operation, "it holds a job without an id")
        : wire.ToModel(client, sessionId);

    private static Operation Read(string jobId) => new($"read job '{jobId}'", $"Job '{jobId}'");

    private Uri For(string jobId, string action = "") => address.For($"jobs/{WorkspaceAddress.Segment(jobId)}{action}");
}
