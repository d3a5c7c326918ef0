using System.Globalization;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Tries credential sources in order until a source returns a token, and then uses only that source. If every source fails, the
/// error lists the reason for each source.
/// </summary>
internal sealed class CredentialChain(IReadOnlyList<CredentialSource> steps) : TokenCredential
{
    private const string NotInstalled = "not installed";

    private readonly Dictionary<CredentialSource, TokenCredential> _credentials = [];
    private CredentialSource? _chosen;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client supports only asynchronous calls.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        CredentialChainErrors report = new();
        foreach (CredentialSource step in _chosen is null ? steps : [_chosen])
        {
            if (_chosen is null && await step.GetUnavailableReasonAsync(cancellationToken).ConfigureAwait(false) is { } why)
            {
                report.NotSetUp(step, why);
                continue;
            }

            try
            {
                AccessToken token = await CredentialOf(step).GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
                _chosen = step;
                RequestLog.Listener?.Invoke(string.Create(
                    CultureInfo.InvariantCulture, $"Signed in with {step.Name}; the token is valid until {token.ExpiresOn.UtcDateTime:HH:mm:ss} UTC."));
                return token;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                string reason = CredentialChainErrors.Reason(exception);
                if (exception is CredentialUnavailableException && reason.Contains(NotInstalled, StringComparison.OrdinalIgnoreCase))
                {
                    report.NotSetUp(step, reason);
                }
                else
                {
                    report.Failed(step, reason, exception);
                    if (step.StopsChain)
                    {
                        break;
                    }
                }
            }
        }

        throw report.ToException(isChain: steps.Count > 1);
    }

    private TokenCredential CredentialOf(CredentialSource step)
    {
        lock (_credentials)
        {
            return _credentials.TryGetValue(step, out TokenCredential? credential) ? credential : _credentials[step] = step.Create();
        }
    }
}
