using System.Net;

namespace AzQuantumSession.Client;

/// <summary>Finds out whether this machine is in Azure, where the instance's metadata service gives a managed identity its tokens.</summary>
internal static class MetadataService
{
    private static readonly Uri Address = new("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01");

    /// <summary>
    /// Asks once, for so long. Azure's service refuses a request without its header as wrong; what else has this address in
    /// other clouds answers otherwise.
    /// </summary>
    public static async Task<bool> AnswersAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        using HttpClient client = new(handler);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
