using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Checks a request, brings the workspace up to date, and runs one operation on it.</summary>
internal sealed class OperationRunner(WorkspaceIdentity identity, WorkspaceState workspace, Credentials credentials)
{
    public void Map(IEndpointRouteBuilder routes, IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            routes.MapMethods(operation.Path, [operation.Method], context => RunAsync(context, operation));
        }
    }

    private async Task RunAsync(HttpContext context, Operation operation)
    {
        HttpRequest request = context.Request;
        credentials.Require(request, operation.Plane.TakesKeys);
        var query = new RequestQuery(request.Query, operation.Query);
        string apiVersion = query.RequireApiVersion(operation.Plane.ApiVersions);
        if (operation.Plane == Plane.Data)
        {
            identity.Require(request.RouteValues);
        }

        JsonObject? body = await BodyReader.ReadAsync(request, operation.Body);

        var call = new Call(request, query, apiVersion, body);
        Func<Call, Reply> run = await operation.PrepareAsync(call);
        Reply reply = await workspace.EnterAsync(now => run(call with { Now = now }));
        await reply.WriteAsync(context.Response);
    }
}
