namespace AzQuantumSession.Tests.Client;

/// <summary>Receives and downloads results by the id of a job. The commands do the same.</summary>
internal static class ResultsById
{
    public static async Task<QuantumJobResult> ReceiveResultAsync(this IWorkspaceClient client, string jobId, CancellationToken cancellationToken) =>
        await client.ReceiveResultAsync(await client.GetJobAsync(jobId, cancellationToken), cancellationToken);

    /// <summary>Receives the result of a job with one program.</summary>
    public static async Task<QuantumJobResult> ReceiveResultAsync(this IWorkspaceClient client, QuantumSessionJob job, CancellationToken cancellationToken) =>
        Assert.Single(await client.ReceiveResultsAsync(job, null, cancellationToken));

    public static async Task DownloadResultAsync(
        this IWorkspaceClient client, string jobId, Stream destination, CancellationToken cancellationToken) =>
        await client.DownloadResultAsync(await client.GetJobAsync(jobId, cancellationToken), destination, null, cancellationToken);
}
