using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations on sessions, and the list of sessions and of jobs without a session, which itemType distinguishes.</summary>
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
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/topLevelItems", ListTopLevelItems) { Query = ListQuery.Parameters },
    ];

    private EndpointResponse List(EndpointRequest call) => ListQuery.Page(call, FilterScope.Sessions, workspace.Sessions, Write);

    private EndpointResponse Get(EndpointRequest call) => EndpointResponse.Ok(Write(Require(call)));

    private EndpointResponse Open(EndpointRequest call)
    {
        Guid id = call.RequireId("sessionId");
        SessionProperties request = ReadRequest(call);
        if (workspace.Find<Session>(id) is { } existing)
        {
            return existing.Request.IsSameAs(request)
                ? EndpointResponse.Ok(Write(existing))
                : throw ServiceException.Conflict($"A session with the id '{id}' already exists with other content.");
        }

        var session = new Session(id, request, call.Now);
        workspace.Add(session);
        return EndpointResponse.Ok(Write(session));
    }

    private EndpointResponse Close(EndpointRequest call)
    {
        Session session = Require(call);
        session.Close(call.Now);
        return EndpointResponse.Ok(Write(session));
    }

    private EndpointResponse ListJobs(EndpointRequest call) =>
        ListQuery.Page(call, FilterScope.Jobs, Require(call).Jobs, job => jobs.Write(job, call));

    private EndpointResponse ListTopLevelItems(EndpointRequest call) => ListQuery.Page(
        call,
        FilterScope.TopLevelItems,
        workspace.TopLevelItems,
        item => item is Job job ? jobs.Write(job, call) : Write((Session)item));

    private Session Require(EndpointRequest call) =>
        workspace.Find<Session>(call.TryId("sessionId"))
        ?? throw ServiceException.NotFound("SessionNotFound", $"The session '{call.Route("sessionId")}' was not found.");

    private static SessionProperties ReadRequest(EndpointRequest call)
    {
        RequestBody body = call.Body("itemType", "name", "providerId", "target", "jobFailurePolicy", "priority", "tags");
        body.RequireText("itemType");
        body.OneOf("itemType", "Session");
        return new SessionProperties(
            Name: body.RequireText("name"),
            Target: TargetCatalog.Require(body.RequireText("providerId"), body.RequireText("target")),
            JobFailurePolicy: body.OneOf("jobFailurePolicy", "Abort", "Continue") ?? "Abort",
            Priority: body.OneOf("priority", "Standard", "High"),
            Tags: body.Texts("tags"));
    }

    /// <summary>Writes a session as the service does, with the same null values.</summary>
    private static JsonObject Write(Session session) => new JsonObject
    {
        ["status"] = session.Status,
        ["jobFailurePolicy"] = session.Request.JobFailurePolicy,
        ["jobPriority"] = "Basic",
        ["name"] = session.Name,
        ["id"] = session.Id.ToString(),
        ["providerId"] = session.ProviderId,
        ["target"] = session.Target,
        ["creationTime"] = Json.TimeWithZ(session.CreationTime),
        ["endExecutionTime"] = Json.TimeWithZ(session.EndExecutionTime),
        ["costEstimate"] = session.Cost?.Write(),
        ["itemType"] = session.ItemType,
    }
        .AddIfNotNull("priority", session.Request.Priority)
        .AddIfNotNull("tags", Json.ToArrayOrNull(session.Request.Tags));
}
