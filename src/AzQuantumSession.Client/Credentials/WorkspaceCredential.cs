using System.Security;
using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The credential of a connection: authenticates requests, and names itself in messages.</summary>
internal abstract class WorkspaceCredential : IDisposable
{
    private int _owners = 1;

    /// <summary>The name of the credential, for the view of the workspace: <c>API key</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The recommended action if the service rejects the credential.</summary>
    public abstract string Advice { get; }

    /// <summary>Returns the recommended action if the credential is valid, but may not do what was requested.</summary>
    /// <param name="workspace">The workspace as it appears in a sentence: <c>workspace 'w'</c>.</param>
    public virtual string GetAccessAdvice(string workspace) =>
        $"Ask an owner of {workspace} for the role 'Quantum Workspace Data Contributor' on it. "
        + "A new role assignment takes several minutes to become effective.";

    /// <summary>Creates the policy that adds the credential to requests to the data plane, and to no other endpoint.</summary>
    public abstract HttpPipelinePolicy ForDataPlane(Uri endpoint);

    /// <summary>Creates the policy for requests to the data plane in the background, for which nobody signs in.</summary>
    public virtual HttpPipelinePolicy ForBackground(Uri endpoint) => ForDataPlane(endpoint);

    /// <summary>Gets the first token, so that an interactive sign-in is not subject to the timeout of a request.</summary>
    public virtual ValueTask PrepareAsync(CancellationToken cancellationToken) => default;

    /// <summary>Adds an owner. The secret is disposed when all owners have disposed the credential.</summary>
    public WorkspaceCredential Share()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    /// <summary>Removes an owner.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            DisposeSecret();
        }
    }

    protected abstract void DisposeSecret();

    /// <summary>The credential for a workspace key.</summary>
    public sealed class ApiKey(SecureString key) : WorkspaceCredential
    {
        public override string Name => "API key";

        public override string Advice =>
            "Compare the key with the key in the portal (Operations > Access keys), and check that access keys are enabled for the workspace.";

        public override string GetAccessAdvice(string workspace) =>
            $"An API key needs no role. Check in the portal that the key belongs to {workspace} and that its access keys are enabled "
            + "(Operations > Access keys), and that its network settings allow this machine. Or sign in instead of using a key.";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new ApiKeyPolicy(key, endpoint);

        protected override void DisposeSecret() => key.Dispose();
    }

    /// <summary>The credential for a token that the user specified. It cannot be replaced if it expires or is rejected.</summary>
    public sealed class Given(SecureString token, TimeProvider time) : WorkspaceCredential, ITokenSource
    {
        private const string Audience = "https://quantum.microsoft.com";
        private const string NewTokenAdvice = $"Get a new token: (Get-AzAccessToken -ResourceUrl {Audience} -AsSecureString).Token";

        private readonly TokenClaims _claims = TokenClaims.Parse(token);

        public override string Name => "access token";

        public override string Advice =>
            _claims.Audience is { } audience && audience.Contains("://", StringComparison.Ordinal) && audience.TrimEnd('/') != Audience
                ? $"The token is intended for {audience}, not for {Audience}. {NewTokenAdvice}"
                : $"The token may have expired, or may not be intended for {Audience}. {NewTokenAdvice}";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(this, endpoint);

        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => _claims.ExpiresOn is { } end && end <= time.GetUtcNow()
            ? throw new QuantumServiceException(
                QuantumErrorKind.Authentication,
                string.Create(CultureInfo.InvariantCulture, $"The access token expired at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. {NewTokenAdvice}"))
            {
                RecommendedAction = NewTokenAdvice,
            }
            : new(token.ToPlainText());

        public ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken) => default;

        protected override void DisposeSecret() => token.Dispose();
    }

    /// <summary>The credential for a sign-in, which can get tokens repeatedly.</summary>
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
            Lazy<TokenCredential> credential = new(() => settings.CreateCredential(login, settings));

            // An interactive credential is created only once, so that a rejected token does not prompt the user to sign in again.
            bool isInteractive = login.Source is TokenSource.Interactive or TokenSource.DeviceCode;
            _credential = new RenewableCredential(() => isInteractive ? credential.Value : settings.CreateCredential(login, settings));
            _dataPlane = new TokenCache(_credential, Name, DataPlaneScope, settings.TimeProvider);
            _resourceManager = new TokenCache(_credential, Name, login.Cloud.ResourceManagerScope, settings.TimeProvider);
        }

        public override string Name => _login.Name;

        public override string Advice => "Sign in again, to the tenant of the workspace's subscription (-TenantId).";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(_dataPlane, endpoint);

        public override HttpPipelinePolicy ForBackground(Uri endpoint) => new TokenPolicy(_dataPlane.CachedOnly, endpoint);

        /// <summary>Creates the policy that adds the credential to requests to Azure Resource Manager.</summary>
        public HttpPipelinePolicy ForResourceManager(Uri endpoint) => new TokenPolicy(_resourceManager, endpoint);

        public override async ValueTask PrepareAsync(CancellationToken cancellationToken) =>
            await _dataPlane.GetAsync(cancellationToken).ConfigureAwait(false);

        protected override void DisposeSecret()
        {
            _dataPlane.Dispose();
            _resourceManager.Dispose();
            _credential.Dispose();
            _login.Dispose();
        }
    }

    // Adds the workspace's key to requests to the origin of the endpoint, and removes it from all other requests.
    private sealed class ApiKeyPolicy(SecureString key, Uri endpoint) : HttpPipelineSynchronousPolicy
    {
        private const string Header = RequestSecrets.ApiKeyHeader;

        public override void OnSendingRequest(HttpMessage message)
        {
            message.Request.Headers.Remove(Header);
            if (UriOrigin.IsSame(message.Request.Uri.ToUri(), endpoint))
            {
                message.Request.Headers.SetValue(Header, key.ToPlainText());
            }
        }
    }
}
