using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Jobs;

/// <summary>A job filter in the service's words, and what the client has to check itself.</summary>
internal sealed class JobQuery(JobFilter filter)
{
    /// <summary>The filter; null for none.</summary>
    public string? Filter => ODataFilter.In("State", ODataFilter.Statuses(filter.Statuses, JobStatus.All));

    /// <summary>The order.</summary>
    public string OrderBy => filter.Descending ? "CreationTime desc" : "CreationTime asc";

    /// <summary>The size of a page.</summary>
    public string Top => PageSize.For(filter.Limit, filter.Name is not null);

    /// <summary>Whether the filter means the job, exactly.</summary>
    public bool Matches(QuantumSessionJob job) =>
        ODataFilter.Matches(filter.Statuses, job.Status) && (filter.Name is null || filter.Name(job.Name ?? ""));
}
