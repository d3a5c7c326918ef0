using System.Runtime.CompilerServices;

namespace AzQuantumSession.Client;

/// <summary>The service's operation on providers and targets.</summary>
internal sealed class TargetOperations(IWorkspaceClient client, RestClient rest, PageReader pages, WorkspaceAddress address)
{
    /// <summary>Lists the targets of every provider.</summary>
    public async IAsyncEnumerable<QuantumTarget> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Operation operation = new("list targets");
        await foreach (Answer<Page<ProviderWire>> page in
            pages.ReadAsync(address.For("providerStatus"), WireContext.Default.PageProviderWire, operation, cancellationToken).ConfigureAwait(false))
        {
            foreach (ProviderWire provider in page.Value.Value ?? [])
            {
                foreach (TargetWire target in provider?.Targets?.OfType<TargetWire>() ?? [])
                {
                    if (string.IsNullOrEmpty(target.Id) || string.IsNullOrEmpty(provider!.Id))
                    {
                        throw rest.Errors.Unreadable(page.Response, operation, "it holds a provider or a target without an id");
                    }

                    yield return target.ToModel(provider, client);
                }
            }
        }
    }
}
