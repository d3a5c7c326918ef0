using System.Security;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>The credential of a connection: how it goes onto requests, and how texts speak of it.</summary>
internal abstract class WorkspaceCredential
{
    /// <summary>The credential in words, for the workspace's view: <c>API key</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What to do when it is not accepted.</summary>
    public abstract string Advice { get; }

    /// <summary>The policy that puts it onto requests to the data plane, and to nothing else.</summary>
    public abstract HttpPipelinePolicy ForDataPlane(Uri endpoint);

    /// <summary>A workspace's key.</summary>
    public sealed class ApiKey(SecureString key) : WorkspaceCredential
    {
        public override string Name => "API key";

        public override string Advice =>
            "Compare the key with the portal's (Operations > Access keys), and check that access keys are enabled for the workspace.";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new ApiKeyPolicy(key, endpoint);
    }

    /// <summary>A token that the user gave.</summary>
    public sealed class Given(SecureString token) : WorkspaceCredential
    {
        public override string Name => "access token";

        public override string Advice =>
            "It may have expired, or be meant for something else: get a new one for https://quantum.microsoft.com/.default.";

        public ITokenSource Tokens { get; } = new GivenToken(token);

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(Tokens, endpoint);
    }

    /// <summary>Whatever is signed in on this machine.</summary>
    public sealed class Default(WorkspaceClientSettings settings) : WorkspaceCredential
    {
        private const string DataPlaneScope = "https://quantum.microsoft.com/.default";
        private const string ResourceManagerScope = "https://management.azure.com/.default";

        private readonly RenewableCredential _credential = new(settings.DefaultCredential);

        public override string Name => "default credential";

        public override string Advice => "Sign in again, to the tenant of the workspace's subscription.";

        public override HttpPipelinePolicy ForDataPlane(Uri endpoint) => new TokenPolicy(Tokens(DataPlaneScope), endpoint);

        /// <summary>The policy that puts it onto requests to Azure Resource Manager.</summary>
        public HttpPipelinePolicy ForResourceManager(Uri endpoint) => new TokenPolicy(Tokens(ResourceManagerScope), endpoint);

        private CredentialTokens Tokens(string scope) => new(_credential, scope, settings.TimeProvider);
    }
}
