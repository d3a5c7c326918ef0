using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Looks up workspaces by id in Azure Resource Manager, and finds them by name or lists them in Azure Resource Graph.</summary>
/// <param name="endpoint">The URI of Azure Resource Manager.</param>
/// <param name="scope">The resource that contains the workspace, as it appears in a sentence.</param>
/// <param name="credential">The credential of the connection, for errors.</param>
/// <param name="policy">Adds the credential to the requests.</param>
/// <param name="host">The name and version of the host.</param>
/// <param name="settings">The settings of the requests.</param>
internal sealed class ResourceManagerClient(
    Uri endpoint, string scope, WorkspaceCredential credential, HttpPipelinePolicy policy, string? host, HttpSettings settings)
{
    private const string Version = "2025-12-15-preview";
    private const string QuotaVersion = "2026-06-15-preview";
    private const string GraphVersion = "2021-03-01";
    private const int MaxWorkspacesInMessage = 20;
    private const string RoleAdvice =
        "Ask an owner of the workspace for the role 'Reader' on it, or give its resource id with its location or endpoint to avoid the lookup.";

    private readonly ApiClient _api = new(
        PipelineFactory.Create(settings, host, policy),
        new ServiceErrorFactory("Azure Resource Manager", scope, $"the {credential.Name}", RoleAdvice, credential.Advice, endpoint, settings));

    /// <summary>Looks up the location of a workspace.</summary>
    public async Task<WorkspaceLocation> FindAsync(WorkspaceId id, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"look up workspace '{id.WorkspaceName}'", $"Workspace '{id.WorkspaceName}'");
        (WorkspaceResourceDto workspace, Response response) = await GetAsync(id, Version, request, cancellationToken).ConfigureAwait(false);
        return Read(() => id, workspace.Location, workspace.Properties, response, request);
    }

    /// <summary>Reads the properties of a workspace, with the limits of its quotas (docs/service.md, section 1.2).</summary>
    public async Task<WorkspacePropertiesDto> ReadQuotaLimitsAsync(WorkspaceId id, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"read the quota limits of workspace '{id.WorkspaceName}'", $"Workspace '{id.WorkspaceName}'");
        (WorkspaceResourceDto workspace, Response response) = await GetAsync(id, QuotaVersion, request, cancellationToken).ConfigureAwait(false);
        return workspace.Properties ?? throw _api.Errors.InvalidResponse(response, request, "it contains no properties of the workspace");
    }

    /// <summary>Finds the only workspace that matches a query.</summary>
    /// <exception cref="QuantumServiceException">No workspace matches, or several workspaces match. The message lists the workspaces.</exception>
    public async Task<WorkspaceLocation> FindAsync(ResourceGraphQuery query, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"find workspace '{query.Name}'");
        GraphRequestDto dto = new(query.Kql, query.SubscriptionId is { } subscription ? [subscription] : null);
        (List<GraphRowDto> rows, _, Response response) = await QueryAsync(dto, request, new SkipWarning(request), CreateIds(), cancellationToken)
            .ConfigureAwait(false);
        return rows switch
        {
            [] => throw NotFound(query),
            [var row] => Read(row, response, request),
            _ => throw Ambiguous(query, rows),
        };
    }

    /// <summary>Lists all workspaces, page by page.</summary>
    public async IAsyncEnumerable<WorkspaceLocation> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequestDescription request = new("list workspaces");
        GraphOptionsDto? page = null;
        HashSet<string> tokens = [];
        HashSet<string> ids = CreateIds();
        SkipWarning skipWarning = new(request);
        do
        {
            GraphRequestDto dto = new(ResourceGraphQuery.AllWorkspaces, Options: page);
            (List<GraphRowDto> rows, string? skipToken, Response response) = await QueryAsync(dto, request, skipWarning, ids, cancellationToken)
                .ConfigureAwait(false);
            foreach (GraphRowDto row in rows)
            {
                yield return Read(row, response, request);
            }

            page = string.IsNullOrEmpty(skipToken) ? null : new GraphOptionsDto(skipToken);
            if (page is not null && !tokens.Add(page.SkipToken))
            {
                throw _api.Errors.InvalidResponse(response, request, "it refers to a page that was already read");
            }
        }
        while (page is not null);
    }

    private Task<ApiResponse<WorkspaceResourceDto>> GetAsync(
        WorkspaceId id, string version, RequestDescription request, CancellationToken cancellationToken) => _api.SendAsync(
            RequestMethod.Get,
            CreateUri(WorkspaceUriBuilder.Path(id), version),
            null,
            WorkspacesJsonContext.Instance.WorkspaceResourceDto,
            request,
            cancellationToken);

    private static HashSet<string> CreateIds() => new(StringComparer.OrdinalIgnoreCase);

    // A workspace that the service returns twice is one workspace. The ids are those of all pages.
    private async Task<(List<GraphRowDto> Rows, string? SkipToken, Response Response)> QueryAsync(
        GraphRequestDto dto, RequestDescription request, SkipWarning skipWarning, HashSet<string> ids, CancellationToken cancellationToken)
    {
        using RequestContent body = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(dto, WorkspacesJsonContext.Instance.GraphRequestDto));
        (GraphResponseDto result, Response response) = await _api.SendAsync(
            RequestMethod.Post,
            CreateUri("/providers/Microsoft.ResourceGraph/resources", GraphVersion),
            body,
            WorkspacesJsonContext.Instance.GraphResponseDto,
            request,
            cancellationToken).ConfigureAwait(false);
        if (result.Data is not { } rows)
        {
            throw _api.Errors.InvalidResponse(response, request, "it contains no list of workspaces");
        }

        List<GraphRowDto> workspaces = [.. rows.OfType<GraphRowDto>().Where(row => row is { Name: not null, SubscriptionId: not null, ResourceGroup: not null })];
        if (workspaces.Count < rows.Count)
        {
            skipWarning.Write("a workspace that is null, or has no id", response);
        }

        workspaces.RemoveAll(row => !ids.Add($"{row.SubscriptionId}/{row.ResourceGroup}/{row.Name}"));
        return (workspaces, result.SkipToken, response);
    }

    private QuantumServiceException NotFound(ResourceGraphQuery query)
    {
        const string Action = "Check the name and, if you have several tenants, -TenantId, or give -ResourceId.";
        string message = $"No workspace '{query.Name}' was found: the {credential.Name} looked in {query.ScopeDescription}. {Action}";
        return new QuantumServiceException(QuantumErrorKind.WorkspaceNotFound, message) { RecommendedAction = Action };
    }

    private static QuantumServiceException Ambiguous(ResourceGraphQuery query, List<GraphRowDto> rows)
    {
        const string Action = "Give -ResourceGroupName and -SubscriptionId to select a workspace.";
        IEnumerable<string> lines = rows.Take(MaxWorkspacesInMessage).Select(row => MessageSanitizer.Shorten(
            $"{row.Name} in resource group '{row.ResourceGroup}' of subscription '{row.SubscriptionId}', {row.Location}"));
        string more = rows.Count > MaxWorkspacesInMessage ? string.Create(CultureInfo.InvariantCulture, $"\n  and {rows.Count - MaxWorkspacesInMessage} more") : "";
        string message = $"{rows.Count} workspaces are named '{query.Name}':\n  {string.Join("\n  ", lines)}{more}\n{Action}";
        return new QuantumServiceException(QuantumErrorKind.WorkspaceAmbiguous, message) { RecommendedAction = Action };
    }

    private Uri CreateUri(string path, string version) => new($"{endpoint.AbsoluteUri.TrimEnd('/')}{path}?api-version={version}");

    private WorkspaceLocation Read(GraphRowDto row, Response response, RequestDescription request) => Read(
        () => new WorkspaceId(row.SubscriptionId, row.ResourceGroup, row.Name), row.Location, row.ToProperties(), response, request);

    private WorkspaceLocation Read(
        Func<WorkspaceId> readId, string? region, WorkspacePropertiesDto? properties, Response response, RequestDescription request)
    {
        string? endpointUri = properties?.EndpointUri;
        try
        {
            WorkspaceId id = readId();
            string? location = Region.Normalize(region, "location");
            Uri dataPlane = (endpointUri, location) switch
            {
                ({ Length: > 0 }, _) when IsValidEndpoint(endpointUri) => Region.RemoveWorkspaceLabel(
                    EndpointValidator.Check(endpointUri, "endpointUri"), id.WorkspaceName),
                ({ Length: > 0 }, _) => throw _api.Errors.InvalidResponse(
                    response, request, $"the workspace's endpoint, '{MessageSanitizer.Sanitize(endpointUri)}', is not a valid https URI"),
                (_, not null) => Region.DataPlane(location, properties?.WorkspaceKind),
                _ => throw _api.Errors.InvalidResponse(response, request, "it contains neither the workspace's endpoint nor its location"),
            };
            return new WorkspaceLocation(id, dataPlane, location, properties?.WorkspaceKind, properties?.DescribeProblem());
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _api.Errors.InvalidResponse(response, request, MessageSanitizer.Sanitize(exception.Message), exception);
        }
    }

    // Only a workspace of a local service can have an endpoint on this machine.
    private bool IsValidEndpoint(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && EndpointValidator.GetError(uri) is null
        && (!uri.IsLoopback || endpoint.IsLoopback);
}

/// <summary>A workspace with its endpoint and its region.</summary>
/// <param name="Id">The id of the workspace.</param>
/// <param name="Endpoint">The URI of the data plane.</param>
/// <param name="Location">The region; null if it is unknown.</param>
/// <param name="Kind"><c>V1</c> or <c>V2</c>; null if it is unknown.</param>
/// <param name="Problem">A sentence with the reason why the workspace may not respond; null if there is none, or if it is unknown.</param>
internal sealed record WorkspaceLocation(WorkspaceId Id, Uri Endpoint, string? Location, string? Kind, string? Problem = null);
