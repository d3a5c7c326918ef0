using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>Asks Azure Resource Manager where a workspace is.</summary>
internal sealed class ResourceManagerClient
{
    /// <summary>Azure Resource Manager in the public cloud.</summary>
    public static readonly Uri PublicEndpoint = new("https://management.azure.com/");

    private const string Version = "2025-12-15-preview";

    private readonly Uri _endpoint;
    private readonly RestClient _rest;

    public ResourceManagerClient(
        Uri endpoint, WorkspaceId workspace, WorkspaceCredential credential, HttpPipelinePolicy policy, string? host, WorkspaceClientSettings settings)
    {
        _endpoint = endpoint;
        ErrorContext context = new(
            "Azure Resource Manager",
            $"resource group '{workspace.ResourceGroupName}' of subscription '{workspace.SubscriptionId}'",
            $"the {credential.Name}",
            "Ask an owner of the workspace for the role 'Reader' on it, or give the workspace's location or endpoint, so that it need not be looked up.",
            credential.Advice,
            endpoint,
            settings);
        _rest = new RestClient(PipelineFactory.Create(settings, host, policy), new ServiceErrors(context));
    }

    /// <summary>Looks a workspace up.</summary>
    public async Task<WorkspaceLocation> FindAsync(WorkspaceId id, CancellationToken cancellationToken)
    {
        Operation operation = new($"look up workspace '{id.WorkspaceName}'", $"Workspace '{id.WorkspaceName}'");
        Uri address = new($"{_endpoint.AbsoluteUri.TrimEnd('/')}{WorkspaceAddress.Path(id)}?api-version={Version}");
        Answer<WorkspaceResourceWire> answer = await _rest.SendAsync(
            RequestMethod.Get, address, null, WireContext.Default.WorkspaceResourceWire, operation, cancellationToken).ConfigureAwait(false);

        string? location = Location(answer, operation);
        string? kind = answer.Value.Properties?.WorkspaceKind;
        Uri endpoint = answer.Value.Properties?.EndpointUri is { Length: > 0 } text
            ? Endpoint(text, answer, operation)
            : location is not null
                ? Region.DataPlane(location, kind)
                : throw _rest.Errors.Unreadable(answer.Response, operation, "it says neither the workspace's endpoint nor its location");
        return new WorkspaceLocation(endpoint, location, kind);
    }

    private string? Location(Answer<WorkspaceResourceWire> answer, Operation operation)
    {
        try
        {
            return Region.Normalize(answer.Value.Location, "location");
        }
        catch (InvalidWorkspaceException exception)
        {
            throw _rest.Errors.Unreadable(answer.Response, operation, exception.Message, exception);
        }
    }

    private Uri Endpoint(string text, Answer<WorkspaceResourceWire> answer, Operation operation)
    {
        // A workspace in the cloud is never on this machine; one of a local service may be.
        bool usable = Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint)
            && EndpointRule.Fault(endpoint) is null
            && (!endpoint.IsLoopback || _endpoint.IsLoopback);
        return usable
            ? EndpointRule.Check(endpoint!, "endpointUri")
            : throw _rest.Errors.Unreadable(answer.Response, operation, $"the workspace's endpoint, '{ErrorText.Clean(text)}', is no https address");
    }
}
