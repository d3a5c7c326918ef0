using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Client.Credentials;
using AzQuantumSession.Tests.Client.Jobs;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>The operations of the client. Together, they read every type of response.</summary>
internal static class ClientOperations
{
    public static IReadOnlyList<ClientOperation> All { get; } =
    [
        new("open a session", 1, async (client, token) => await client.OpenSessionAsync(
            new SessionOpenOptions { Id = ValidService.SessionId, Name = "n", ProviderId = "ionq", Target = "ionq.simulator" }, token)),
        new("read a session", 1, async (client, token) => await client.GetSessionAsync(ValidService.SessionId, token)),
        new("close a session", 1, async (client, token) => await client.CloseSessionAsync(ValidService.SessionId, token)),
        new("list sessions", 2, (client, token) => ReadAsync(client.ListSessionsAsync(new ItemFilter(), token))),
        new("list the jobs of a session", 2, (client, token) => ReadAsync(client.ListSessionJobsAsync(ValidService.SessionId, new ItemFilter(), token))),
        new("list jobs", 2, (client, token) => ReadAsync(client.ListJobsAsync(new ItemFilter { Name = _ => true }, token))),
        new("list stand-alone jobs", 1, (client, token) => ReadAsync(client.ListStandaloneJobsAsync(new ItemFilter(), token))),
        new("read a job", 1, async (client, token) => await client.GetJobAsync(ValidService.JobId, token)),
        new("change a job", 2, async (client, token) => await NothingAsync(client.UpdateJobAsync(ValidService.JobId, new JobUpdate { Name = "n", Tags = ["a"] }, token))),
        new("delete a job", 1, async (client, token) => await NothingAsync(client.DeleteJobAsync(ValidService.JobId, token))),
        new("cancel a job", 2, async (client, token) => await client.CancelJobAsync(ValidService.JobId, token)),
        new("submit a job", 3, SubmitAsync),
        new("download an input", 2, async (client, token) =>
            await client.DownloadInputAsync(await client.GetJobAsync(ValidService.JobId, token), Stream.Null, token)),
        new("receive a result", 3, async (client, token) =>
            await client.ReceiveResultsAsync(await client.GetJobAsync(ValidService.JobId, token), null, token)),
        new("receive a result", 3, async (client, token) =>
            await client.ReceiveResultsAsync(await client.GetJobAsync(ValidService.JobId, token), null, token)),
        new("download a result", 3, async (client, token) => await NothingAsync(
            client.DownloadResultAsync(await client.GetJobAsync(ValidService.JobId, token), Stream.Null, 1024 * 1024, token))),
        new("list files", 2, async (client, token) => await client.ListJobFilesAsync(await client.GetJobAsync(ValidService.JobId, token), token)),
        new("download a file", 3, DownloadFileAsync),
        new("poll sessions", 1, (client, token) => ReadAsync(client.WatchSessionsAsync(
            [new WatchedItem<QuantumSession>(ValidService.SessionId)], null, new PollingOptions { Once = true }, token))),
        new("poll jobs", 1, (client, token) => ReadAsync(client.WatchJobsAsync(
            [.. Enumerable.Range(0, 12).Select(i => new WatchedItem<QuantumSessionJob>($"{ValidService.JobId[..^2]}{i:00}"))], null, new PollingOptions { Once = true }, token))),
        new("list targets", 1, (client, token) => ReadAsync(client.ListTargetsAsync(token))),
        new("list quotas", 3, async (client, token) => await client.ListQuotasAsync([], token)),
    ];

    /// <summary>Connects with a sign-in, so that the client asks Azure Resource Manager for the workspace.</summary>
    public static Task<QuantumWorkspace> LocateAsync(Uri endpoint, WorkspaceClientSettings settings, bool byName, bool validates, CancellationToken token) =>
        new WorkspaceClientFactory(SignIn(settings)).ConnectAsync(
            new WorkspaceConnectionOptions
            {
                ResourceId = byName ? null : ClientFixture.WorkspacePath,
                WorkspaceName = byName ? "ws" : null,
                ResourceManagerEndpoint = endpoint,
                SkipValidation = !validates,
            },
            token);

    /// <summary>Lists all workspaces of a sign-in.</summary>
    public static Task<object?> ListWorkspacesAsync(Uri endpoint, WorkspaceClientSettings settings, CancellationToken token) => ReadAsync(
        new WorkspaceClientFactory(SignIn(settings)).ListWorkspacesAsync(new WorkspaceConnectionOptions { ResourceManagerEndpoint = endpoint }, token));

    private static WorkspaceClientSettings SignIn(WorkspaceClientSettings settings) =>
        settings with { CreateCredential = (_, _) => new FakeCredential(new FakeCredential.Log()) };

    private static async Task<object?> SubmitAsync(IWorkspaceClient client, CancellationToken token)
    {
        using MemoryStream input = new("{}"u8.ToArray());
        return await client.SubmitJobAsync(JobSubmissionFactory.Create(input, ValidService.JobId), token);
    }

    private static async Task<object?> DownloadFileAsync(IWorkspaceClient client, CancellationToken token)
    {
        QuantumSessionJob job = await client.GetJobAsync(ValidService.JobId, token);
        QuantumJobFile file = await client.ListJobFilesAsync(job, token) is [var first, ..] ? first : new QuantumJobFile { Name = "x", Size = 10, JobId = job.Id, Job = job };
        using MemoryStream content = new();
        await client.DownloadJobFileAsync(file, content, null, token);
        return file;
    }

    private static async Task<object?> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> read = [];
        await foreach (T item in items)
        {
            read.Add(item);
        }

        return read;
    }

    private static async Task<object?> NothingAsync(Task task)
    {
        await task;
        return null;
    }
}

/// <summary>An operation of the client.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Requests">The number of requests that it sends, or of those that are of different types.</param>
/// <param name="RunAsync">Runs it, and returns what the client read.</param>
internal sealed record ClientOperation(string Name, int Requests, Func<IWorkspaceClient, CancellationToken, Task<object?>> RunAsync);
