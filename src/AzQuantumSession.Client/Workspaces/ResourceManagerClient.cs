using System.Text.Json;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Asks Azure Resource Manager where a workspace is, and its Resource Graph which workspaces have a name.</summary>
internal sealed class ResourceManagerClient
{
    private const string Version = "2025-12-15-preview";
    private const string GraphVersion = "2021-03-01";
    private const string RoleAdvice =
        "Ask an owner of the workspace for the role 'Reader' on it, or give its resource id with its location or endpoint, so that it need not be looked up.";

    private readonly Uri _endpoint;
    private readonly WorkspaceCredential _credential;
    private readonly ApiClient _rest;

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
        _rest = new ApiClient(PipelineFactory.Create(settings, host, policy), new ServiceErrorFactory(context));
    }

    /// <summary>Looks a workspace up.</summary>
    public async Task<WorkspaceLocation> FindAsync(WorkspaceId id, CancellationToken cancellationToken)
    {
        RequestDescription operation = new($"look up workspace '{id.WorkspaceName}'", $"Workspace '{id.WorkspaceName}'");
        ApiResponse<WorkspaceResourceDto> answer = await _rest.SendAsync(
            RequestMethod.Get, Address(WorkspaceUriBuilder.Path(id), Version), null, WorkspacesJsonContext.Default.WorkspaceResourceDto, operation, cancellationToken)
            .ConfigureAwait(false);
        WorkspaceResourceDto workspace = answer.Value;
        return Read(workspace.Location, workspace.Properties?.EndpointUri, workspace.Properties?.WorkspaceKind, answer.Response, operation);
    }

    /// <summary>Finds the one workspace that a query means.</summary>
    /// <exception cref="QuantumServiceException">There is none, or more than one: the message lists them.</exception>
    public async Task<(WorkspaceId Id, WorkspaceLocation Location)> FindAsync(ResourceGraphQuery query, CancellationToken cancellationToken)
    {
        RequestDescription operation = new($"find workspace '{query.Name}'");
        GraphRequestDto wire = new() { Query = query.Kql, Subscriptions = query.SubscriptionId is { } subscription ? [subscription] : null };
        using RequestContent body = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(wire, WorkspacesJsonContext.Default.GraphRequestDto));
        ApiResponse<GraphAnswerDto> answer = await _rest.SendAsync(
            RequestMethod.Post,
            Address("/providers/Microsoft.ResourceGraph/resources", GraphVersion),
            body,
            WorkspacesJsonContext.Default.GraphAnswerDto,
            operation,
            cancellationToken).ConfigureAwait(false);
        return answer.Value.Data switch
        {
            null => throw _rest.Errors.InvalidResponse(answer.Response, operation, "it holds no list of workspaces"),
            [] => throw None(query),
            [{ } only] => (IdOf(only, answer.Response, operation), Read(only.Location, only.EndpointUri, only.WorkspaceKind, answer.Response, operation)),
            { } several => throw Several(query, several),
        };
    }

    private QuantumServiceException None(ResourceGraphQuery query)
    {
        const string Action = "Check the name and, with several tenants, -TenantId; or give -ResourceId.";
        return new QuantumServiceException(
            QuantumErrorKind.WorkspaceNotFound,
            $"No workspace '{query.Name}' was found: the {_credential.Name} looked in {query.ScopeDescription}. {Action}")
        {
            RecommendedAction = Action,
        };
    }

    private static QuantumServiceException Several(ResourceGraphQuery query, List<GraphRowDto> rows)
    {
        const string Action = "Say which with -ResourceGroupName and -SubscriptionId.";
        IEnumerable<string> lines = rows.Select(row => MessageSanitizer.Sanitize(
            $"{row.Name} in resource group '{row.ResourceGroup}' of subscription '{row.SubscriptionId}', {row.Location}"));
        return new QuantumServiceException(
            QuantumErrorKind.WorkspaceAmbiguous,
            $"{rows.Count} workspaces are named '{query.Name}':\n  {string.Join("\n  ", lines)}\n{Action}")
        {
            RecommendedAction = Action,
        };
    }

    private Uri Address(string path, string version) => new($"{_endpoint.AbsoluteUri.TrimEnd('/')}{path}?api-version={version}");

    private WorkspaceId IdOf(GraphRowDto row, Response response, RequestDescription operation)
    {
        try
        {
            return new WorkspaceId(row.SubscriptionId, row.ResourceGroup, row.Name);
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _rest.Errors.InvalidResponse(response, operation, exception.Message, exception);
        }
    }

    private WorkspaceLocation Read(string? region, string? address, string? kind, Response response, RequestDescription operation)
    {
        string? location = Location(region, response, operation);
        Uri endpoint = address is { Length: > 0 }
            ? Endpoint(address, response, operation)
            : location is not null
                ? Region.DataPlane(location, kind)
                : throw _rest.Errors.InvalidResponse(response, operation, "it says neither the workspace's endpoint nor its location");
        return new WorkspaceLocation(endpoint, location, kind);
    }

    private string? Location(string? region, Response response, RequestDescription operation)
    {
        try
        {
            return Region.Normalize(region, "location");
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _rest.Errors.InvalidResponse(response, operation, exception.Message, exception);
        }
    }

    private Uri Endpoint(string text, Response response, RequestDescription operation)
    {
        // A workspace in the cloud is never on this machine; one of a local service may be.
        bool usable = Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint)
            && EndpointValidator.GetError(endpoint) is null
            && (!endpoint.IsLoopback || _endpoint.IsLoopback);
        return usable
            ? EndpointValidator.Check(endpoint!, "endpointUri")
            : throw _rest.Errors.InvalidResponse(response, operation, $"the workspace's endpoint, '{MessageSanitizer.Sanitize(text)}', is no https address");
    }
}
