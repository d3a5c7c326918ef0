using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using AzQuantumSession.Emulator.Control;
using AzQuantumSession.Emulator.Endpoints;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;
using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator;

/// <summary>An emulator that listens on a port until it is disposed. A process can run several emulators.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorServer(WebApplication app, EmulatorOptions options, string apiKey)
    {
        _app = app;
        ApiKey = apiKey;
        Endpoint = new Uri($"http://127.0.0.1:{new Uri(app.Urls.Single()).Port}/");
        ConnectionString =
            $"SubscriptionId={options.SubscriptionId};ResourceGroupName={options.ResourceGroupName};WorkspaceName={options.WorkspaceName};ApiKey={apiKey};QuantumEndpoint={Endpoint};";
    }

    /// <summary>The URI of the emulator, with a trailing slash.</summary>
    public Uri Endpoint { get; }

    /// <summary>The connection string of the workspace, with the key.</summary>
    public string ConnectionString { get; }

    /// <summary>The API key, which is created at every start.</summary>
    public string ApiKey { get; }

    /// <exception cref="UsageException">The storage connection string is not valid, or contains no account key.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        string apiKey = RandomNumberGenerator.GetHexString(64, lowercase: true);
        WebApplication app = Build(options, apiKey);
        try
        {
            await app.StartAsync(cancellationToken);
            return new EmulatorServer(app, options, apiKey);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(EmulatorOptions options, string apiKey)
    {
        var faults = new ConcurrentQueue<Fault>();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.AnyAddress ? IPAddress.Any : IPAddress.Loopback, options.Port, listen =>
                listen.Use(next => connection => new ConnectionFaults(faults).InvokeAsync(connection, next)));
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        WebApplication app = builder.Build();

        var clock = new EmulatorClock(options.Frozen);
        var history = new RequestHistory();
        var faultMiddleware = new FaultMiddleware(faults, app.Lifetime);
        app.Use(AddRequestIds);
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ControlEndpoints.Prefix, StringComparison.OrdinalIgnoreCase),
            service => service.Use(history.InvokeAsync).Use(faultMiddleware.InvokeAsync));
        app.Use(ErrorMiddleware.InvokeAsync);
        new ControlEndpoints(faults, history.Requests, clock).Map(app);
        MapService(app, options, apiKey, clock);
        return app;
    }

    /// <summary>Adds a new request id to every response, and returns the request id of the client.</summary>
    private static Task AddRequestIds(HttpContext context, RequestDelegate next)
    {
        const string ClientRequestId = "x-ms-client-request-id";
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        if (context.Request.Headers.TryGetValue(ClientRequestId, out StringValues clientRequestId))
        {
            context.Response.Headers[ClientRequestId] = clientRequestId;
        }

        return next(context);
    }

    private static void MapService(WebApplication app, EmulatorOptions options, string apiKey, EmulatorClock clock)
    {
        var identity = new WorkspaceIdentity(options.SubscriptionId, options.ResourceGroupName, options.WorkspaceName, options.Location) { Kind = options.Kind };
        IEnumerable<WorkspaceIdentity> others = options.OtherWorkspaces.Select(
            other => new WorkspaceIdentity(other.SubscriptionId, other.ResourceGroupName, other.WorkspaceName, options.Location, other.Endpoint)
            {
                Kind = other.Kind,
                State = other.State,
            });
        IJobStorage storage = options.Storage is { } account ? new AzureStorage(account) : new BuiltInStorage(clock);
        var workspace = new WorkspaceState(clock, storage);
        app.Lifetime.ApplicationStopped.Register(workspace.Dispose);
        var jobs = new JobWriter(storage);
        new EndpointInvoker(identity, workspace, new Credentials(apiKey, options.AccessTokens)).Map(
            app,
            [
                .. new SessionEndpoints(workspace, jobs).All,
                .. new JobEndpoints(workspace, storage, jobs, options).All,
                .. TargetEndpoints.All,
                .. new QuotaEndpoints(identity).All,
                .. new StorageEndpoints(storage).All,
                .. new ResourceManagerEndpoints([identity, .. others]).All,
            ]);
        if (storage is BuiltInStorage builtIn)
        {
            new BlobEndpoints(workspace, builtIn).Map(app);
        }
    }

    /// <summary>Lets the owner of the server control its lifetime. A server in a test must not react to Ctrl+C.</summary>
    private sealed class OwnerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
