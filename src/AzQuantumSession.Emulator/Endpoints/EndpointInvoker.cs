using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>Validates a request, and runs its operation on the workspace.</summary>
internal sealed class EndpointInvoker(WorkspaceIdentity identity, WorkspaceState workspace, Credentials credentials)
{
    public void Map(IEndpointRouteBuilder routes, IEnumerable<ApiEndpoint> endpoints)
    {
        foreach (ApiEndpoint endpoint in endpoints)
        {
            routes.MapMethods(endpoint.Path, [endpoint.Method], context => RunAsync(context, endpoint));
        }
    }

    private async Task RunAsync(HttpContext context, ApiEndpoint endpoint)
    {
        HttpRequest request = context.Request;
        credentials.Require(request, endpoint.Plane.AcceptsApiKey);
        string apiVersion = endpoint.RequireApiVersion(request.Query);
        if (endpoint.Plane == ApiSurface.Data && !identity.IsNamedBy(request.RouteValues))
        {
            throw WorkspaceIdentity.NotFound(request.RouteValues);
        }

        JsonObject? body = await RequestBody.ReadAsync(request, endpoint.Body);
        var call = new EndpointRequest(request, apiVersion, body);
        Func<EndpointRequest, EndpointResponse> run = await endpoint.PrepareAsync(call);
        EndpointResponse response = await workspace.ExecuteLockedAsync(now => run(call with { Now = now }));
        await response.WriteAsync(context.Response);
    }
}
