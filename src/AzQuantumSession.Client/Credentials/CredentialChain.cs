using AzQuantumSession.Client.Http;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Tries the sources of a sign-in in order until a source returns a token, and then uses only that source. If every source fails,
/// the error lists the reason for each source.
/// </summary>
internal sealed class CredentialChain(CredentialOptions options, WorkspaceClientSettings settings) : TokenCredential
{
    /// <summary>The variable that restricts the sources of <see cref="TokenSource.Default"/> to dev or prod, as in other Azure clients.</summary>
    private const string CredentialsVariable = "AZURE_TOKEN_CREDENTIALS";

    private const string TokenFileVariable = "AZURE_FEDERATED_TOKEN_FILE";

    // The secrets that the libraries send or read: of a service principal, of its certificate, and of the endpoints of managed identities.
    private static readonly string[] SecretVariables = ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "IDENTITY_HEADER", "MSI_SECRET"];

    private const string NotInstalled = "not installed";

    private readonly TokenSourceDefinition[] _sources = [.. SelectSources(options, settings)];
    private readonly Dictionary<TokenSourceDefinition, TokenCredential> _credentials = [];
    private TokenSourceDefinition? _chosen;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        CredentialChainErrors errors = new(options);
        foreach (TokenSourceDefinition source in _chosen is null ? _sources : [_chosen])
        {
            if (_chosen is null && await source.GetUnavailableReasonAsync(options, settings, cancellationToken).ConfigureAwait(false) is { } why)
            {
                errors.NotSetUp(source, why);
                continue;
            }

            try
            {
                AccessToken token = await CredentialOf(source).GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
                _chosen = source;
                ClientHost.Current?.WriteVerbose(string.Create(
                    CultureInfo.InvariantCulture, $"Signed in with {source.Name}; the token is valid until {token.ExpiresOn.UtcDateTime:HH:mm:ss} UTC."));
                return token;
            }
            catch (Exception exception) when (exception is not ClientHostBusyException && !cancellationToken.IsCancellationRequested)
            {
                using RequestSecrets secrets = RequestSecrets.Remove(GetSecrets());
                string reason = CredentialChainErrors.Reason(exception);
                if (exception is CredentialUnavailableException && reason.Contains(NotInstalled, StringComparison.OrdinalIgnoreCase))
                {
                    errors.NotSetUp(source, reason);
                    continue;
                }

                // PowerShell shows the messages and properties of inner exceptions.
                errors.Failed(source, reason, MessageSanitizer.Sanitize(exception));
                if (source.IsDeployed)
                {
                    break;
                }
            }
        }

        throw errors.ToException();
    }

    // A library or a directory can repeat a secret of the sign-in in a message.
    private IEnumerable<string> GetSecrets() =>
        SecretVariables.Select(settings.Environment).Append(options.Secret?.ToPlainText()).Append(ReadAssertion()).OfType<string>();

    private string? ReadAssertion()
    {
        try
        {
            return settings.Environment(TokenFileVariable) is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static IEnumerable<TokenSourceDefinition> SelectSources(CredentialOptions options, WorkspaceClientSettings settings) => options.Source switch
    {
        null => [TokenSourceDefinition.ForServicePrincipal(options.ClientId)],
        TokenSource.Default => settings.Environment(CredentialsVariable)?.Trim().ToUpperInvariant() switch
        {
            "DEV" => TokenSourceDefinition.DefaultChain.Where(source => !source.IsDeployed),
            "PROD" => TokenSourceDefinition.DefaultChain.Where(source => source.IsDeployed),
            _ => TokenSourceDefinition.DefaultChain,
        },
        { } source => [TokenSourceDefinition.For(source)],
    };

    private TokenCredential CredentialOf(TokenSourceDefinition source)
    {
        lock (_credentials)
        {
            return _credentials.TryGetValue(source, out TokenCredential? credential)
                ? credential
                : _credentials[source] = settings.CreateSourceCredential(options, source.Source, settings);
        }
    }
}
