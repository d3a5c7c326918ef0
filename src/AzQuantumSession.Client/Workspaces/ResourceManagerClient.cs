using System.Text.Json;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Looks up workspaces: by id in Azure Resource Manager, and by name in Azure Resource Graph.</summary>
internal sealed class ResourceManagerClient
{
    private const string Version = "2025-12-15-preview";
    private const string GraphVersion = "2021-03-01";
    private const string RoleAdvice =
        "Ask an owner of the workspace for the role 'Reader' on it, or give its resource id with its location or endpoint to avoid the lookup.";

    private readonly Uri _endpoint;
    private readonly WorkspaceCredential _credential;
    private readonly ApiClient _api;

    public ResourceManagerClient(
        Uri endpoint, string where, WorkspaceCredential credential, HttpPipelinePolicy policy, string? host, HttpSettings settings)
    {
        _endpoint = endpoint;
        _credential = credential;
        ErrorMessageContext context = new(
            "Azure Resource Manager",
            where,
            $"the {credential.Name}",
            RoleAdvice,
            credential.Advice,
            endpoint,
            settings);
        _api = new ApiClient(PipelineFactory.Create(settings, host, policy), new ServiceErrorFactory(context));
    }

    /// <summary>Looks up the location of a workspace.</summary>
    public async Task<WorkspaceLocation> FindAsync(WorkspaceId id, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"look up workspace '{id.WorkspaceName}'", $"Workspace '{id.WorkspaceName}'");
        ApiResponse<WorkspaceResourceDto> response = await _api.SendAsync(
            RequestMethod.Get, CreateUri(WorkspaceUriBuilder.Path(id), Version), null, WorkspacesJsonContext.Instance.WorkspaceResourceDto, request, cancellationToken)
            .ConfigureAwait(false);
        WorkspaceResourceDto workspace = response.Value;
        return Read(workspace.Location, workspace.Properties?.EndpointUri, workspace.Properties?.WorkspaceKind, response.Response, request);
    }

    /// <summary>Finds the only workspace that matches a query.</summary>
    /// <exception cref="QuantumServiceException">No workspace matches, or several workspaces match. The message lists the workspaces.</exception>
    public async Task<(WorkspaceId Id, WorkspaceLocation Location)> FindAsync(ResourceGraphQuery query, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"find workspace '{query.Name}'");
        GraphRequestDto dto = new() { Query = query.Kql, Subscriptions = query.SubscriptionId is { } subscription ? [subscription] : null };
        using RequestContent body = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(dto, WorkspacesJsonContext.Instance.GraphRequestDto));
        ApiResponse<GraphAnswerDto> response = await _api.SendAsync(
            RequestMethod.Post,
            CreateUri("/providers/Microsoft.ResourceGraph/resources", GraphVersion),
            body,
            WorkspacesJsonContext.Instance.GraphAnswerDto,
            request,
            cancellationToken).ConfigureAwait(false);
        return response.Value.Data switch
        {
            null => throw _api.Errors.InvalidResponse(response.Response, request, "it contains no list of workspaces"),
            [] => throw NotFound(query),
            [{ } only] => (IdOf(only, response.Response, request), Read(only.Location, only.EndpointUri, only.WorkspaceKind, response.Response, request)),
            { } rows => throw Ambiguous(query, rows),
        };
    }

    private QuantumServiceException NotFound(ResourceGraphQuery query)
    {
        const string Action = "Check the name and, if you have several tenants, -TenantId, or give -ResourceId.";
        return new QuantumServiceException(
            QuantumErrorKind.WorkspaceNotFound,
            $"No workspace '{query.Name}' was found: the {_credential.Name} looked in {query.ScopeDescription}. {Action}")
        {
            RecommendedAction = Action,
        };
    }

    private static QuantumServiceException Ambiguous(ResourceGraphQuery query, List<GraphRowDto> rows)
    {
        const string Action = "Give -ResourceGroupName and -SubscriptionId to select a workspace.";
        IEnumerable<string> lines = rows.Select(row => MessageSanitizer.Sanitize(
            $"{row.Name} in resource group '{row.ResourceGroup}' of subscription '{row.SubscriptionId}', {row.Location}"));
        return new QuantumServiceException(
            QuantumErrorKind.WorkspaceAmbiguous,
            $"{rows.Count} workspaces are named '{query.Name}':\n  {string.Join("\n  ", lines)}\n{Action}")
        {
            RecommendedAction = Action,
        };
    }

    private Uri CreateUri(string path, string version) => new($"{_endpoint.AbsoluteUri.TrimEnd('/')}{path}?api-version={version}");

    private WorkspaceId IdOf(GraphRowDto row, Response response, RequestDescription request)
    {
        try
        {
            return new WorkspaceId(row.SubscriptionId, row.ResourceGroup, row.Name);
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _api.Errors.InvalidResponse(response, request, exception.Message, exception);
        }
    }

    private WorkspaceLocation Read(string? region, string? endpointUri, string? kind, Response response, RequestDescription request)
    {
        string? location = Location(region, response, request);
        Uri endpoint = endpointUri is { Length: > 0 }
            ? Endpoint(endpointUri, response, request)
            : location is not null
                ? Region.DataPlane(location, kind)
                : throw _api.Errors.InvalidResponse(response, request, "it contains neither the workspace's endpoint nor its location");
        return new WorkspaceLocation(endpoint, location, kind);
    }

    private string? Location(string? region, Response response, RequestDescription request)
    {
        try
        {
            return Region.Normalize(region, "location");
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _api.Errors.InvalidResponse(response, request, exception.Message, exception);
        }
    }

    private Uri Endpoint(string text, Response response, RequestDescription request)
    {
        // Only a workspace of a local service can have an endpoint on this machine.
        bool usable = Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint)
            && EndpointValidator.GetError(endpoint) is null
            && (!endpoint.IsLoopback || _endpoint.IsLoopback);
        return usable
            ? EndpointValidator.Check(endpoint!, "endpointUri")
            : throw _api.Errors.InvalidResponse(response, request, $"the workspace's endpoint, '{MessageSanitizer.Sanitize(text)}', is not a valid https URI");
    }
}
