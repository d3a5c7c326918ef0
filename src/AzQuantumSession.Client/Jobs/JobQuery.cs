using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Translates a job filter to the service's query, and checks the conditions that the service does not support.</summary>
internal sealed class JobQuery(JobFilter filter)
{
    /// <summary>The OData filter; null if all jobs match.</summary>
    public string? Filter => ODataFilter.In("State", ODataFilter.Statuses(filter.Statuses, JobStatus.All));

    /// <summary>The OData order.</summary>
    public string OrderBy => filter.Descending ? "CreationTime desc" : "CreationTime asc";

    /// <summary>The number of jobs to request per page.</summary>
    public string Top => PageSize.For(filter.Limit, filter.Name is not null);

    /// <summary>Returns whether the job matches every condition of the filter.</summary>
    public bool Matches(QuantumSessionJob job) =>
        ODataFilter.Matches(filter.Statuses, job.Status) && (filter.Name is null || filter.Name(job.Name ?? ""));
}
