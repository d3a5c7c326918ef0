using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Targets;

/// <summary>Sends the requests of the service's providers API.</summary>
internal sealed class TargetsApi(IWorkspaceClient client, ApiClient api, PageReader pages, WorkspaceUriBuilder uriBuilder)
{
    /// <summary>Lists the targets of every provider.</summary>
    public async IAsyncEnumerable<QuantumTarget> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequestDescription request = new("list targets");
        await foreach (ApiResponse<IReadOnlyList<ProviderDto>> page in
            pages.ReadAsync(uriBuilder.Build("providerStatus"), TargetsJsonContext.Instance.ListPageProviderDto, request, cancellationToken).ConfigureAwait(false))
        {
            foreach (ProviderDto provider in page.Value)
            {
                foreach (TargetDto target in provider?.Targets?.OfType<TargetDto>() ?? [])
                {
                    if (string.IsNullOrEmpty(target.Id) || string.IsNullOrEmpty(provider!.Id))
                    {
                        throw api.Errors.InvalidResponse(page.Response, request, "it contains a provider or a target without an id");
                    }

                    yield return target.ToModel(provider, client);
                }
            }
        }
    }
}
