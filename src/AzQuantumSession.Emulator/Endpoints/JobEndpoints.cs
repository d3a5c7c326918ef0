using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations on jobs.</summary>
internal sealed class JobEndpoints(WorkspaceState workspace, IJobStorage storage, JobWriter writer, EmulatorOptions options)
{
    private const string Jobs = $"{WorkspaceIdentity.Route}/jobs";
    private const string OneJob = $"{Jobs}/{{jobId}}";

    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, Jobs, List) { Query = ListQuery.Parameters },
        new(HttpMethods.Get, OneJob, Get),
        new(HttpMethods.Put, OneJob, PrepareSubmissionAsync) { Body = BodyKind.Json },
        new(HttpMethods.Delete, OneJob, Delete),
        new(HttpMethods.Post, $"{OneJob}:cancel", Cancel) { Body = BodyKind.Empty },
        new(HttpMethods.Patch, OneJob, Update) { Body = BodyKind.MergePatch },
    ];

    private EndpointResponse List(EndpointRequest call) => ListQuery.Page(call, FilterScope.Jobs, workspace.Jobs, job => writer.Write(job, call));

    private EndpointResponse Get(EndpointRequest call) => EndpointResponse.Ok(writer.WriteSigned(Require(call), call));

    private async Task<Func<EndpointRequest, EndpointResponse>> PrepareSubmissionAsync(EndpointRequest call)
    {
        Guid id = call.RequireId("jobId");
        JobProperties request = ReadRequest(call);
        UploadedInput? input = await storage.ReadAsync(request.Container, request.Input, call.Aborted);
        return entered => Submit(entered, id, request, input);
    }

    private EndpointResponse Submit(EndpointRequest call, Guid id, JobProperties request, UploadedInput? input)
    {
        if (workspace.Find<Job>(id) is { } existing)
        {
            return !existing.IsDeleted && existing.Request.IsSameAs(request)
                ? EndpointResponse.Ok(writer.Write(existing, call))
                : throw ServiceException.Conflict($"A job with the id '{id}' already exists with other content.");
        }

        if (input is null)
        {
            throw ServiceException.InvalidJob($"The container '{request.Container.Container}' does not exist, or there is no input data at '{request.Input.Container}/{request.Input.Blob}'.");
        }

        Session? session = FindSession(request);
        var job = new Job(id, request, JobSimulator.Plan(request, input), session, call.Now, options.QueueTime, options.JobDuration);
        workspace.Add(job);
        return EndpointResponse.Ok(writer.Write(job, call));
    }

    private EndpointResponse Cancel(EndpointRequest call)
    {
        Job job = Require(call);
        job.RequestCancellation(call.Now);
        workspace.Schedule(job);
        return EndpointResponse.Ok(writer.Write(job, call));
    }

    private EndpointResponse Delete(EndpointRequest call)
    {
        Job job = Require(call);
        if (!job.HasEnded)
        {
            throw ServiceException.BadRequest("InvalidJobState", "A job can be deleted only when it has ended.");
        }

        job.Delete();
        return EndpointResponse.NoContent;
    }

    private EndpointResponse Update(EndpointRequest call)
    {
        Job job = Require(call);
        RequestBody body = call.Body("name", "priority", "tags");
        string? name = body.Has("name") ? body.RequireText("name") : null;
        string? priority = body.OneOf("priority", "Standard", "High");
        IReadOnlyList<string>? tags = body.Texts("tags");
        if (Array.Find(["priority", "tags"], property => body.IsNull(property)) is { } property)
        {
            throw RequestBody.Invalid(property, "left out to keep its value");
        }

        if (job.HasEnded)
        {
            throw ServiceException.BadRequest("InvalidJobState", "A job that has ended cannot be changed.");
        }

        job.Update(name, priority, tags, call.Now);
        return EndpointResponse.Ok(new JsonObject { ["name"] = job.Name }
            .AddIfNotNull("priority", job.Priority)
            .AddIfNotNull("tags", JobWriter.WriteTags(job)));
    }

    private Job Require(EndpointRequest call) =>
        workspace.Find<Job>(call.TryId("jobId")) is { IsDeleted: false } job
            ? job
            : throw ServiceException.NotFound("JobNotFound", $"The job '{call.Route("jobId")}' was not found.");

    private JobProperties ReadRequest(EndpointRequest call)
    {
        RequestBody body = call.Body(
            "itemType", "name", "containerUri", "inputDataUri", "inputDataFormat", "outputDataFormat", "providerId",
            "target", "inputParams", "sessionId", "metadata", "tags", "priority");
        body.RequireText("itemType");
        body.OneOf("itemType", "Job");
        BlobAddress container = RequireAddress(call, body.RequireText("containerUri"), "containerUri") with { Blob = null };
        string? sessionId = body.Text("sessionId");
        return new JobProperties(
            Name: body.RequireText("name"),
            Target: TargetCatalog.Require(body.RequireText("providerId"), body.RequireText("target")),
            Container: container,
            Input: RequireAddress(call, body.RequireText("inputDataUri"), "inputDataUri"),
            InputFormat: body.RequireText("inputDataFormat"),
            OutputFormat: body.RequireText("outputDataFormat"),
            InputParams: body.Map("inputParams") ?? throw ServiceException.InvalidInput("The property 'inputParams' is required.", "inputParams"),
            SessionId: sessionId is null ? null
                : Guid.TryParseExact(sessionId, "D", out Guid id) ? id
                : throw ServiceException.InvalidJob($"'{sessionId}' is not a valid session id."),
            Metadata: body.Map("metadata"),
            Tags: body.Texts("tags"),
            Priority: body.OneOf("priority", "Standard", "High"));
    }

    private BlobAddress RequireAddress(EndpointRequest call, string address, string property) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && storage.Find(uri, call) is { } found
            ? found
            : throw ServiceException.InvalidInput($"The property '{property}' must be a URI in the workspace's storage.", property);

    private Session? FindSession(JobProperties request)
    {
        if (request.SessionId is null)
        {
            return null;
        }

        Session session = workspace.Find<Session>(request.SessionId)
            ?? throw ServiceException.InvalidJob($"The session '{request.SessionId}' was not found.");
        if (session.Request.Target != request.Target)
        {
            throw ServiceException.InvalidJob($"The job is for '{request.Target.Id}', but its session is for '{session.Target}'.");
        }

        session.RequireOpen();
        return session;
    }
}
