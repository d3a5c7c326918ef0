namespace AzQuantumSession.Client;

/// <summary>How jobs that are waited for are read. The list is the workspace's: jobs of many sessions are waited for together.</summary>
internal sealed class JobPollSource(JobOperations jobs) : IPollSource<QuantumSessionJob>
{
    private static readonly JobQuery Open = new(
        new JobFilter { Statuses = [.. JobStatus.All.Where(status => !JobStatus.IsTerminal(status))] });

    public Task<Answer<QuantumSessionJob>> GetAsync(string id, CancellationToken cancellationToken) =>
        jobs.GetAsync(id, cancellationToken);

    public IAsyncEnumerable<Answer<IReadOnlyList<QuantumSessionJob>>> ListOpenAsync(CancellationToken cancellationToken) =>
        jobs.PagesAsync(null, Open, cancellationToken);

    public string IdOf(QuantumSessionJob item) => item.Id;

    public bool IsTerminal(QuantumSessionJob item) => item.IsTerminal;
}
