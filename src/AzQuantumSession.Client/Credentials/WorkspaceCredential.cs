using System.Security;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The credential of a connection: how it goes onto requests, and how texts speak of it.</summary>
internal abstract class WorkspaceCredential : IDisposable
{
    /// <summary>The credential in words, for the workspace's view: <c>API key</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What to do when it is not accepted.</summary>
    public abstract string Advice { get; }

    /// <summary>The policy that puts it onto requests to the data plane, and to nothing else.</summary>
    public abstract HttpPipelinePolicy ForDataPlane(Uri endpoint);

    /// <summary>Gets what requests will need, however long a user takes to sign in.</summary>
    public virtual ValueTask PrepareAsync(CancellationToken cancellationToken) => default;

    /// <summary>Forgets the secret.</summary>
    public abstract void Dispose();

    /// <summary>A workspace's key.</summary>
    public sealed class ApiKey(SecureString key) : WorkspaceCredential
    {
        public override string Name => "API key";

        public override string Advice =>
            "Compare the key with the portal's (Operations > Access keys), and check that access keys are enabled for the workspace.";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new ApiKeyPolicy(key, endpoint);

        public override void Dispose() => key.Dispose();
    }

    /// <summary>A token that the user gave.</summary>
    public sealed class Given : WorkspaceCredential
    {
        private const string Audience = "https://quantum.microsoft.com";
        private const string HowTo = $"Get a new one: (Get-AzAccessToken -ResourceUrl {Audience} -AsSecureString).Token";

        private readonly SecureString _token;
        private readonly TokenClaims _claims;

        public Given(SecureString token, TimeProvider time)
        {
            _token = token;
            _claims = TokenClaims.Parse(token);
            Tokens = new StaticToken(token, _claims, HowTo, time);
        }

        public override string Name => "access token";

        public override string Advice =>
            _claims.Audience is { } other && other.Contains("://", StringComparison.Ordinal) && other.TrimEnd('/') != Audience
                ? $"It is meant for {other}, not for {Audience}. {HowTo}"
                : $"It may have expired, or be meant for something else than {Audience}. {HowTo}";

        public ITokenSource Tokens { get; }

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(Tokens, endpoint);

        public override void Dispose() => _token.Dispose();
    }

    /// <summary>A login, which gives tokens for as long as it lasts.</summary>
    public sealed class SignedIn : WorkspaceCredential
    {
        private const string DataPlaneScope = "https://quantum.microsoft.com/.default";

        private readonly CredentialOptions _login;
        private readonly RenewableCredential _credential;
        private readonly TokenCache _dataPlane;
        private readonly TokenCache _resourceManager;

        public SignedIn(CredentialOptions login, WorkspaceClientSettings settings)
        {
            _login = login;
            Lazy<TokenCredential> once = new(() => settings.CreateCredential(login, settings));

            // A user who has just signed in is not asked again because the service refuses the token.
            bool asksUser = login.Source is TokenSource.Interactive or TokenSource.DeviceCode;
            _credential = new RenewableCredential(() => asksUser ? once.Value : settings.CreateCredential(login, settings));
            _dataPlane = new TokenCache(_credential, Name, DataPlaneScope, settings.TimeProvider);
            _resourceManager = new TokenCache(_credential, Name, login.Cloud.ResourceManagerScope, settings.TimeProvider);
        }

        public override string Name => _login.Name;

        public override string Advice => "Sign in again, to the tenant of the workspace's subscription (-TenantId).";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(_dataPlane, endpoint);

        /// <summary>The policy that puts it onto requests to Azure Resource Manager.</summary>
        public HttpPipelinePolicy ForResourceManager(Uri endpoint) => new TokenPolicy(_resourceManager, endpoint);

        public override async ValueTask PrepareAsync(CancellationToken cancellationToken) =>
            await _dataPlane.GetAsync(cancellationToken).ConfigureAwait(false);

        public override void Dispose()
        {
            _dataPlane.Dispose();
            _resourceManager.Dispose();
            _credential.Dispose();
            _login.Dispose();
        }
    }
}
