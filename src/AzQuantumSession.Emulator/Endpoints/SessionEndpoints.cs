using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations on sessions.</summary>
internal sealed class SessionEndpoints(WorkspaceState workspace, JobWriter jobs)
{
    private const string Sessions = $"{WorkspaceIdentity.Route}/sessions";
    private const string OneSession = $"{Sessions}/{{sessionId}}";

    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, Sessions, List) { Query = ListQuery.Parameters },
        new(HttpMethods.Get, OneSession, Get),
        new(HttpMethods.Put, OneSession, Open) { Body = BodyKind.Json },
        new(HttpMethods.Post, $"{OneSession}:close", Close) { Body = BodyKind.Empty },
        new(HttpMethods.Get, $"{OneSession}/jobs", ListJobs) { Query = ListQuery.Parameters },
    ];

    private EndpointResponse List(EndpointRequest call) => ListQuery.Page(call, FilterScope.Sessions, workspace.Sessions, SessionWriter.Write);

    private EndpointResponse Get(EndpointRequest call) => EndpointResponse.Ok(SessionWriter.Write(Require(call)));

    private EndpointResponse Open(EndpointRequest call)
    {
        Guid id = call.RequireId("sessionId");
        SessionProperties request = ReadRequest(call);
        if (workspace.FindSession(id) is { } existing)
        {
            return existing.Request.IsSameAs(request)
                ? EndpointResponse.Ok(SessionWriter.Write(existing))
                : throw ServiceException.Conflict($"A session with the id '{id}' already exists with other content.");
        }

        var session = new Session(id, request, call.Now);
        workspace.Add(session);
        return EndpointResponse.Created(SessionWriter.Write(session));
    }

    private EndpointResponse Close(EndpointRequest call)
    {
        Session session = Require(call);
        session.Close(call.Now);
        return EndpointResponse.Ok(SessionWriter.Write(session));
    }

    private EndpointResponse ListJobs(EndpointRequest call) =>
        ListQuery.Page(call, FilterScope.Jobs, Require(call).Jobs, job => jobs.Write(job, call));

    private Session Require(EndpointRequest call) =>
        workspace.FindSession(call.TryId("sessionId"))
        ?? throw ServiceException.NotFound("SessionNotFound", $"The session '{call.Route("sessionId")}' was not found.");

    private static SessionProperties ReadRequest(EndpointRequest call)
    {
        RequestBody body = call.Body("itemType", "name", "providerId", "target", "jobFailurePolicy", "priority", "tags");
        body.RequireText("itemType");
        body.OneOf("itemType", "Session");
        return new SessionProperties
        {
            Name = body.RequireText("name"),
            Target = TargetCatalog.Require(body.RequireText("providerId"), body.RequireText("target")),
            JobFailurePolicy = body.OneOf("jobFailurePolicy", "Abort", "Continue") ?? "Abort",
            Priority = body.OneOf("priority", "Standard", "High"),
            Tags = body.Texts("tags"),
        };
    }
}
