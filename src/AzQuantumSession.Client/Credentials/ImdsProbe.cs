using System.Net;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Detects the Azure Instance Metadata Service, which issues the tokens of managed identities.</summary>
internal static class ImdsProbe
{
    private static readonly Uri Address = new("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01");

    /// <summary>Sends a request, and returns whether the service responds within the timeout.</summary>
    public static Task<bool> IsAvailableAsync(TimeSpan timeout, CancellationToken cancellationToken) => IsAvailableAsync(Address, timeout, cancellationToken);

    /// <summary>
    /// Sends a request to a URI. Azure's service rejects a request without its header with status 400. The services that other
    /// clouds have at this IP address respond with another status.
    /// </summary>
    internal static async Task<bool> IsAvailableAsync(Uri uri, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        using HttpClient client = new(handler);
        try
        {
            using HttpResponseMessage response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, timeoutSource.Token).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
