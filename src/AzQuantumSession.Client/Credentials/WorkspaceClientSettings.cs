using System.Net;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The settings of the client: HTTP and sign-in.</summary>
internal sealed record WorkspaceClientSettings : HttpSettings
{
    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Creates the credential for the options of a sign-in. Called when the first token is needed, and again after a token was rejected.</summary>
    public Func<CredentialOptions, WorkspaceClientSettings, TokenCredential> CreateCredential { get; init; } =
        static (login, settings) => new CredentialChain(login, settings);

    /// <summary>Creates the credential for one source, or for a service principal if there is no source.</summary>
    public Func<CredentialOptions, TokenSource?, WorkspaceClientSettings, TokenCredential> CreateSourceCredential { get; init; } = CredentialFactory.Create;

    /// <summary>Returns whether the machine's metadata service responds within a timeout.</summary>
    public Func<TimeSpan, CancellationToken, Task<bool>> HasMetadataService { get; init; } = ImdsProbe.IsAvailableAsync;
}

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
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        try
        {
            using HttpResponseMessage response =
                await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, timeoutSource.Token).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
