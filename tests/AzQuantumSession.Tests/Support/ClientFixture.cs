using System.Security;
using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Support;

/// <summary>Constants and helper methods for tests of the client: a workspace, a key, settings, and connections to a scripted server.</summary>
internal static class ClientFixture
{
    public const string Subscription = "11111111-2222-3333-4444-555555555555";
    public const string WorkspacePath = $"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Quantum/workspaces/ws";
    public const string WorkspaceTemplate = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Quantum/workspaces/{workspaceName}";
    public const string Key = "TopSecretKey0123456789==";
    public const string Id = "7a0c5f2e-0000-4000-8000-000000000001";

    /// <summary>The environment variables that name the workspace.</summary>
    public static IReadOnlyDictionary<string, string?> WorkspaceVariables { get; } = new Dictionary<string, string?>
    {
        ["AZURE_QUANTUM_SUBSCRIPTION_ID"] = Subscription,
        ["AZURE_QUANTUM_WORKSPACE_RG"] = "rg",
        ["AZURE_QUANTUM_WORKSPACE_NAME"] = "ws",
        ["AZURE_QUANTUM_WORKSPACE_LOCATION"] = "eastus",
    };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates settings with short delays and without randomness.</summary>
    public static WorkspaceClientSettings Quick(TimeProvider? time = null, int retries = 2, TimeSpan? timeout = null) => new()
    {
        TimeProvider = time ?? TimeProvider.System,
        MaxRetries = retries,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        NetworkTimeout = timeout ?? TimeSpan.FromSeconds(30),
        Environment = _ => null,
        HasMetadataService = (_, _) => Task.FromResult(false),
        NextRandom = () => 0.5,
    };

    public static SecureString Secret(string text) => SecureStringExtensions.ToSecureString(text);

    public static async Task<IWorkspaceClient> ConnectAsync(
        Uri endpoint, WorkspaceClientSettings? settings = null, SecureString? token = null, string? version = null)
    {
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = WorkspacePath,
            Endpoint = endpoint,
            ApiKey = token is null ? Secret(Key) : null,
            AccessToken = token,
            Host = "PowerShell/7.4.6",
            ApiVersion = version,
            SkipValidation = true,
        };
        return (await ConnectAsync(options, settings)).Client!;
    }

    public static Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, WorkspaceClientSettings? settings = null) =>
        new WorkspaceClientFactory(settings ?? Quick()).ConnectAsync(options, Token);

    public static Task<IWorkspaceClient> ConnectAsync(ScriptedServer server, WorkspaceClientSettings? settings = null, string? version = null) =>
        ConnectAsync(server.Endpoint, settings, version: version);

    public static string Session(string id = Id, string status = "Waiting", string more = "") =>
        $$"""{"status":"{{status}}","jobFailurePolicy":"Abort","jobPriority":"Basic","name":"vqe-h2","id":"{{id}}","providerId":"ionq","target":"ionq.simulator","creationTime":"2026-10-09T00:27:51.0811501Z","endExecutionTime":null,"costEstimate":null,"itemType":"Session"{{more}}}""";

    public static string Page(IEnumerable<string> items, string? next = null) =>
        $$"""{"value":[{{string.Join(',', items)}}]{{(next is null ? "" : $",\"nextLink\":\"{next}\"")}}}""";

    public static async Task<List<T>> ReadAllAsync<T>(this IAsyncEnumerable<T> source, int? take = null)
    {
        List<T> items = [];
        await foreach (T item in source.WithCancellation(Token))
        {
            items.Add(item);
            if (items.Count == take)
            {
                break;
            }
        }

        return items;
    }

    public static async Task<QuantumServiceException> FailureAsync(Func<Task> action) =>
        await Assert.ThrowsAsync<QuantumServiceException>(action);

    /// <summary>Asserts that an action ends if it is cancelled while the server does not respond.</summary>
    public static Task AssertCancellationAsync(ScriptedServer server, Func<CancellationToken, Task> action) =>
        AssertCancellationAsync(server.RequestReceived, action);

    /// <summary>Asserts that an action ends if it is cancelled after <paramref name="started"/> has completed.</summary>
    public static async Task AssertCancellationAsync(Task started, Func<CancellationToken, Task> action)
    {
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task task = action(cancellation.Token);
        await Task.WhenAny(started, task).WaitAsync(Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    /// <summary>Returns the lines of the request log that an action writes.</summary>
    public static async Task<IReadOnlyList<string>> LogOfAsync(Func<Task> action)
    {
        List<string> lines = [];
        using (new RecordingClientHost(line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }))
        {
            await action();
        }

        return lines;
    }
}
