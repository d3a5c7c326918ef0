using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>Checks a request, brings the workspace up to date, and runs one operation on it.</summary>
internal sealed class EndpointInvoker(WorkspaceIdentity identity, WorkspaceState workspace, Credentials credentials)
{
    public void Map(IEndpointRouteBuilder routes, IEnumerable<ApiEndpoint> operations)
    {
        foreach (ApiEndpoint operation in operations)
        {
            routes.MapMethods(operation.Path, [operation.Method], context => RunAsync(context, operation));
        }
    }

    private async Task RunAsync(HttpContext context, ApiEndpoint operation)
    {
        HttpRequest request = context.Request;
        credentials.Require(request, operation.Plane.AcceptsApiKey);
        var query = new RequestQuery(request.Query, operation.Query);
        string apiVersion = query.RequireApiVersion(operation.Plane.ApiVersions);
        if (operation.Plane == ApiSurface.Data)
        {
            identity.Require(request.RouteValues);
        }

        JsonObject? body = await BodyReader.ReadAsync(request, operation.Body);

        var call = new EndpointRequest(request, query, apiVersion, body);
        Func<EndpointRequest, EndpointResponse> run = await operation.PrepareAsync(call);
        EndpointResponse reply = await workspace.ExecuteLockedAsync(now => run(call with { Now = now }));
        await reply.WriteAsync(context.Response);
    }
}
