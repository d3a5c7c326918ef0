using System.Globalization;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client;

/// <summary>
/// Tries ways to sign in, in their order, until one gives a token; from then on it is that one. When none does, it says of
/// each what came of it.
/// </summary>
internal sealed class CredentialChain(IReadOnlyList<CredentialStep> steps) : TokenCredential
{
    private const string NotInstalled = "not installed";

    private readonly Dictionary<CredentialStep, TokenCredential> _credentials = [];
    private CredentialStep? _chosen;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The client has no synchronous calls.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        LoginReport report = new();
        foreach (CredentialStep step in _chosen is null ? steps : [_chosen])
        {
            if (_chosen is null && await step.WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } why)
            {
                report.NotSetUp(step, why);
                continue;
            }

            try
            {
                AccessToken token = await CredentialOf(step).GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
                _chosen = step;
                RequestLog.Listener?.Invoke(string.Create(
                    CultureInfo.InvariantCulture, $"Signed in by {step.Name}; the token is good until {token.ExpiresOn.UtcDateTime:HH:mm:ss} UTC."));
                return token;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                string reason = LoginReport.Reason(exception);
                if (exception is CredentialUnavailableException && reason.Contains(NotInstalled, StringComparison.OrdinalIgnoreCase))
                {
                    report.NotSetUp(step, reason);
                }
                else
                {
                    report.Failed(step, reason, exception);
                    if (step.IsBinding)
                    {
                        break;
                    }
                }
            }
        }

        throw report.ToException(isChain: steps.Count > 1);
    }

    private TokenCredential CredentialOf(CredentialStep step)
    {
        lock (_credentials)
        {
            return _credentials.TryGetValue(step, out TokenCredential? credential) ? credential : _credentials[step] = step.Create();
        }
    }
}
