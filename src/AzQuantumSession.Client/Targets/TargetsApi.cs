using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>Sends the requests of the service's providers API.</summary>
internal sealed class TargetsApi(IWorkspaceClient client, ApiClient rest, PageReader pages, WorkspaceUriBuilder address)
{
    /// <summary>Lists the targets of every provider.</summary>
    public async IAsyncEnumerable<QuantumTarget> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequestDescription operation = new("list targets");
        await foreach (ApiResponse<ListPage<ProviderDto>> page in
            pages.ReadAsync(address.Build("providerStatus"), TargetsJsonContext.Default.ListPageProviderDto, operation, cancellationToken).ConfigureAwait(false))
        {
            foreach (ProviderDto provider in page.Value.Value ?? [])
            {
                foreach (TargetDto target in provider?.Targets?.OfType<TargetDto>() ?? [])
                {
                    if (string.IsNullOrEmpty(target.Id) || string.IsNullOrEmpty(provider!.Id))
                    {
                        throw rest.Errors.InvalidResponse(page.Response, operation, "it contains a provider or a target without an id");
                    }

                    yield return target.ToModel(provider, client);
                }
            }
        }
    }
}
