using System.Net;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Finds out whether this machine is in Azure, where the instance's metadata service gives a managed identity its tokens.</summary>
internal static class ImdsProbe
{
    private static readonly Uri Address = new("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01");

    /// <summary>Sends one request, and waits for its response no longer than the timeout.</summary>
    public static Task<bool> IsAvailableAsync(TimeSpan timeout, CancellationToken cancellationToken) => IsAvailableAsync(Address, timeout, cancellationToken);

    /// <summary>
    /// Azure's service refuses a request without its header as wrong (400); what other clouds have at this address responds otherwise.
    /// </summary>
    internal static async Task<bool> IsAvailableAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        using HttpClient client = new(handler);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, timeoutSource.Token).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
