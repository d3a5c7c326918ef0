using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>Which ways to sign in are tried, in what order, and what is said when none works. No network, no other program.</summary>
public sealed class CredentialChainTests
{
    private static readonly TokenRequestContext Context = new(["https://quantum.microsoft.com/.default"]);

    private static readonly (string, string)[] ServicePrincipal =
        [("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_CLIENT_SECRET", "s")];

    private static readonly (string, string)[] Federation =
        [("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_FEDERATED_TOKEN_FILE", "/f")];

    private readonly List<string> _made = [];
    private readonly List<TimeSpan> _probes = [];
    private readonly Dictionary<TokenSource, Exception> _failures = [];
    private readonly Dictionary<TokenSource, string> _tokens = [];
    private bool _isInAzure;

    [Fact]
    public async Task GetTokenAsync_tries_only_Az_and_Azure_CLI_if_nothing_is_configured()
    {
        Unavailable(TokenSource.AzurePowerShell, "AzurePowerShellCredential authentication unavailable. Run Connect-AzAccount to login. More text.");
        Unavailable(TokenSource.AzureCli, "Please run 'az login' to set up account. See https://aka.ms/x");
        CredentialChainException failure = await FailAsync(TokenSource.Default);

        Assert.Equal(["AzurePowerShell", "AzureCli"], _made);
        Assert.Equal([TimeSpan.FromMilliseconds(300)], _probes);
        Assert.Equal(
            [
                "  Az login (Connect-AzAccount): Run Connect-AzAccount to login.",
                "  Azure CLI (az login): Please run 'az login' to set up account.",
                "  not set up: environment variables, workload identity, managed identity.",
            ],
            failure.Message.Split('\n'));
        Assert.Equal("Run Connect-AzAccount", failure.Help);
    }

    [Fact]
    public async Task GetTokenAsync_reports_tools_that_are_not_installed_as_not_set_up()
    {
        Unavailable(TokenSource.AzurePowerShell, "Az.Accounts is not installed.");
        Unavailable(TokenSource.AzureCli, "Azure CLI not installed");
        CredentialChainException failure = await FailAsync(TokenSource.Default);

        Assert.Equal(
            "  not set up: environment variables, workload identity, managed identity, Az login (Connect-AzAccount), Azure CLI (az login).", failure.Message);
        Assert.Contains("-TokenSource DeviceCode", failure.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenSource.Environment)]
    [InlineData(TokenSource.WorkloadIdentity)]
    [InlineData(TokenSource.ManagedIdentity)]
    [InlineData(TokenSource.AzurePowerShell)]
    [InlineData(TokenSource.AzureCli)]
    public async Task GetTokenAsync_uses_the_first_source_that_is_configured(TokenSource source)
    {
        TokenSource[] order = [TokenSource.Environment, TokenSource.WorkloadIdentity, TokenSource.ManagedIdentity, TokenSource.AzurePowerShell, TokenSource.AzureCli];
        Unavailable(TokenSource.AzurePowerShell, "not signed in");
        foreach (TokenSource one in order.SkipWhile(one => one != source))
        {
            _failures.Remove(one);
            _tokens[one] = one.ToString();
        }

        _isInAzure = Array.IndexOf(order, source) <= 2;
        (string, string)[] environment = source switch
        {
            TokenSource.Environment => [.. ServicePrincipal, .. Federation],
            TokenSource.WorkloadIdentity => Federation,
            _ => [],
        };

        Assert.Equal(source.ToString(), (await TokenAsync(Chain(new(), environment))).Token);
    }

    [Fact]
    public async Task GetTokenAsync_stops_if_a_configured_source_fails()
    {
        _failures[TokenSource.Environment] = new AuthenticationFailedException(
            "ClientSecretCredential authentication failed: A configuration issue is preventing authentication. Original exception: AADSTS7000222: The provided client secret keys are expired. Visit https://aka.ms/x\nTrace ID: 1");
        _tokens[TokenSource.AzureCli] = "somebody else's";
        CredentialChainException failure = await FailAsync(TokenSource.Default, ServicePrincipal);

        Assert.Equal(["Environment"], _made);
        Assert.Equal("  environment variables: AADSTS7000222: The provided client secret keys are expired.", failure.Message.Split('\n')[0]);
        Assert.Contains("AZURE_CLIENT_SECRET", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_continues_after_an_expired_developer_sign_in()
    {
        _failures[TokenSource.AzurePowerShell] = new InvalidOperationException("Your Azure credentials have expired.");
        _tokens[TokenSource.AzureCli] = "cli";

        Assert.Equal("cli", (await TokenAsync(Chain(new()))).Token);
    }

    [Fact]
    public async Task GetTokenAsync_reuses_the_source_that_succeeded()
    {
        Unavailable(TokenSource.AzurePowerShell, "no");
        _tokens[TokenSource.AzureCli] = "cli";
        TokenCredential chain = Chain(new());
        await TokenAsync(chain);
        _failures.Clear();
        _tokens[TokenSource.AzurePowerShell] = "now signed in as somebody else";

        Assert.Equal("cli", (await TokenAsync(chain)).Token);
        Assert.Single(_probes);
        Assert.Equal(["AzurePowerShell", "AzureCli"], _made);
    }

    [Theory]
    [InlineData("IDENTITY_ENDPOINT")]
    [InlineData("MSI_ENDPOINT")]
    public async Task GetTokenAsync_skips_the_probe_if_a_variable_names_the_endpoint(string variable)
    {
        _tokens[TokenSource.ManagedIdentity] = "mi";

        Assert.Equal("mi", (await TokenAsync(Chain(new(), (variable, "http://127.0.0.1/")))).Token);
        Assert.Empty(_probes);
    }

    [Theory]
    [InlineData("dev", "AzurePowerShell", "AzureCli")]
    [InlineData("Prod")]
    public async Task GetTokenAsync_uses_the_sources_of_AZURE_TOKEN_CREDENTIALS(string value, params string[] made)
    {
        Unavailable(TokenSource.AzurePowerShell, "no");
        Unavailable(TokenSource.AzureCli, "no");
        await FailAsync(TokenSource.Default, ("AZURE_TOKEN_CREDENTIALS", value));

        Assert.Equal(made, _made);
        Assert.Equal(value == "dev" ? 0 : 1, _probes.Count);
    }

    [Theory]
    [InlineData(TokenSource.Environment, "AZURE_CLIENT_ID")]
    [InlineData(TokenSource.WorkloadIdentity, "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData(TokenSource.ManagedIdentity, "no managed identity endpoint")]
    public async Task GetTokenAsync_reports_what_a_selected_source_lacks(TokenSource source, string words)
    {
        CredentialChainException failure = await FailAsync(source);

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_made);
        Assert.NotEmpty(failure.Help);
    }

    [Theory]
    [InlineData(TokenSource.Interactive, "  browser: no.", "If no browser can be opened, run Connect-AzQuantumWorkspace -TokenSource DeviceCode.")]
    [InlineData(TokenSource.DeviceCode, "  device code: no.", "Run the command again, and enter the code before it expires.")]
    [InlineData(TokenSource.AzureCli, "  Azure CLI (az login): no.", "Run az login")]
    [InlineData(TokenSource.AzurePowerShell, "  Az login (Connect-AzAccount): no.", "Run Connect-AzAccount")]
    public async Task GetTokenAsync_names_a_failed_source_with_its_help(TokenSource source, string line, string help)
    {
        _failures[source] = new AuthenticationFailedException("no");
        CredentialChainException failure = await FailAsync(source);

        Assert.Equal((line, help), (failure.Message, failure.Help));
    }

    [Fact]
    public async Task GetTokenAsync_names_a_failed_service_principal_with_its_help()
    {
        using CredentialOptions login = CreateOptions(new() { ClientSecret = ClientFixture.Secret("s"), ClientId = "my-app", TenantId = "t" });
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(CredentialSources.CreateChain(
            login, Settings([]) with { CreateSourceCredential = (_, source) => new Scripted(() => throw new AuthenticationFailedException($"source '{source}'")) })));

        Assert.Equal("  service principal my-app: source ''.", failure.Message);
        Assert.StartsWith("Check the application id, the tenant, and whether the secret or certificate has expired", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_names_the_cloud_in_the_help()
    {
        Unavailable(TokenSource.AzurePowerShell, "no");
        TokenCredential chain = Chain(new() { TokenSource = TokenSource.AzurePowerShell, Environment = AzureEnvironment.AzureChinaCloud });

        Assert.Equal("Run Connect-AzAccount -Environment AzureChinaCloud", (await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(chain))).Help);
    }

    [Theory]
    [InlineData("AZURE_TENANT_ID", "AZURE_CLIENT_ID")]
    [InlineData("AZURE_TENANT_ID", "AZURE_CLIENT_SECRET")]
    [InlineData("AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET")]
    [InlineData("AZURE_CLIENT_ID", "AZURE_CLIENT_CERTIFICATE_PATH")]
    public async Task GetTokenAsync_requires_all_variables_of_a_service_principal(params string[] variables)
    {
        CredentialChainException failure = await FailAsync(TokenSource.Environment, [.. variables.Select(name => (name, "x"))]);

        Assert.Contains("are not all set", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_made);
    }

    [Fact]
    public async Task GetTokenAsync_accepts_a_certificate_in_variables()
    {
        _tokens[TokenSource.Environment] = "certified";
        TokenCredential chain = Chain(
            new() { TokenSource = TokenSource.Environment }, ("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_CLIENT_CERTIFICATE_PATH", "/c"));

        Assert.Equal("certified", (await TokenAsync(chain)).Token);
    }

    [Theory]
    [InlineData(true, "AZURE_TENANT_ID", "AZURE_CLIENT_ID")]
    [InlineData(true, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID")]
    [InlineData(true, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID")]
    [InlineData(false, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID", "AZURE_CLIENT_ID")]
    public async Task GetTokenAsync_requires_all_variables_of_a_workload_identity(bool isUnavailable, params string[] variables)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = Chain(new() { TokenSource = TokenSource.WorkloadIdentity }, [.. variables.Select(name => (name, "x"))]);

        await AssertAvailabilityAsync(chain, isUnavailable, "federated");
    }

    [Theory]
    [InlineData(true, "contoso.com", null)]
    [InlineData(true, null, "client")]
    [InlineData(false, "contoso.com", "client")]
    public async Task GetTokenAsync_accepts_parameters_instead_of_workload_identity_variables(bool isUnavailable, string? tenant, string? client)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = Chain(
            new() { TokenSource = TokenSource.WorkloadIdentity, TenantId = tenant, ClientId = client }, ("AZURE_FEDERATED_TOKEN_FILE", "/f"));

        await AssertAvailabilityAsync(chain, isUnavailable, "federated");
    }

    [Fact]
    public async Task GetTokenAsync_probes_longer_if_managed_identity_is_the_only_source()
    {
        await FailAsync(TokenSource.ManagedIdentity);

        Assert.Equal([TimeSpan.FromSeconds(2)], _probes);
    }

    [Fact]
    public async Task GetTokenAsync_logs_source_and_lifetime()
    {
        _tokens[TokenSource.AzureCli] = "cli";
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => TokenAsync(Chain(new() { TokenSource = TokenSource.AzureCli })));

        Assert.Equal(["Signed in with Azure CLI (az login); the token is valid until 23:59:59 UTC."], log);
    }

    [Fact]
    public void From_rejects_an_unknown_cloud()
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => AzureCloud.From((AzureEnvironment)7));

        Assert.Equal(("Environment", "Environment '7' is not an Azure cloud."), (failure.ParameterName, failure.Message));
    }

    [Theory]
    [InlineData(TokenSource.AzureCli, "Run az login --tenant contoso.com")]
    [InlineData(TokenSource.AzurePowerShell, "Run Connect-AzAccount -Tenant contoso.com")]
    public async Task GetTokenAsync_names_the_tenant_in_the_help(TokenSource source, string command)
    {
        Unavailable(source, "no");
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(Chain(new() { TokenSource = source, TenantId = "contoso.com" })));

        Assert.Equal(command, failure.Help);
    }

    [Fact]
    public async Task ConnectAsync_reports_a_failed_sign_in_with_one_line_per_source()
    {
        Unavailable(TokenSource.AzurePowerShell, "Run Connect-AzAccount to login.");
        Unavailable(TokenSource.AzureCli, "Azure CLI not installed");
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json("{}"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => new WorkspaceClientFactory(Settings([])).ConnectAsync(
            new WorkspaceConnectionOptions { ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Endpoint }, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Equal(
            [
                "The default credential could not get a token for https://quantum.microsoft.com:",
                "  Az login (Connect-AzAccount): Run Connect-AzAccount to login.",
                "  not set up: environment variables, workload identity, managed identity, Azure CLI (az login).",
                "Run Connect-AzAccount",
            ],
            failure.Message.Split('\n'));
        Assert.Equal("Run Connect-AzAccount", failure.RecommendedAction);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task GetTokenAsync_prefers_the_sign_in_of_the_host_to_a_process()
    {
        using HostLogin host = new("hosted");
        AzLoginCredential credential = new("contoso.com", Settings([]), () => throw new InvalidOperationException("no process"));
        AccessToken token = await TokenAsync(credential);

        Assert.Equal("hosted", token.Token);
        Assert.Equal(("https://quantum.microsoft.com", "contoso.com"), Assert.Single(host.Asked));
    }

    [Fact]
    public async Task GetTokenAsync_passes_a_resource_without_default_scope_to_the_host()
    {
        using HostLogin host = new("hosted");
        await new AzLoginCredential(null, Settings([]), () => throw new InvalidOperationException("no process"))
            .GetTokenAsync(new(["https://quantum.microsoft.com"]), ClientFixture.Token);

        Assert.Equal(("https://quantum.microsoft.com", null), Assert.Single(host.Asked));
    }

    [Fact]
    public async Task GetTokenAsync_starts_a_process_only_if_the_module_is_installed()
    {
        using HostLogin host = new(null);
        string modules = Directory.CreateTempSubdirectory().FullName;
        FakeCredential.Log log = new();
        WorkspaceClientSettings settings = Settings([("PSModulePath", $"/nowhere{Path.PathSeparator}{modules}")]);
        AzLoginCredential credential = new(null, settings, log.Create);
        CredentialUnavailableException failure = await Assert.ThrowsAsync<CredentialUnavailableException>(() => TokenAsync(credential));
        Directory.CreateDirectory(Path.Combine(modules, "Az.Accounts"));

        Assert.Equal("Az.Accounts is not installed.", failure.Message);
        Assert.Equal("token-1", (await credential.GetTokenAsync(new(["x/.default"], isCaeEnabled: true), ClientFixture.Token)).Token);
        Assert.Equal("token-2", (await credential.GetTokenAsync(new(["x/.default"], isCaeEnabled: true), ClientFixture.Token)).Token);
        Assert.Equal(1, log.Created);
        Directory.Delete(modules, recursive: true);
    }

    [Fact]
    public void Create_returns_a_credential_for_each_token_source()
    {
        foreach (TokenSource source in Enum.GetValues<TokenSource>().Where(one => one != TokenSource.Default))
        {
            Assert.NotNull(CredentialFactory.Create(CreateOptions(new() { TokenSource = source }), source, Settings([])));
        }

        Assert.NotNull(CredentialFactory.Create(
            CreateOptions(new() { ClientSecret = ClientFixture.Secret("s"), ClientId = "c", TenantId = "t" }), null, Settings([])));
    }

    [Theory]
    [InlineData(AzureEnvironment.AzureCloud, "https://login.microsoftonline.com/", "https://management.azure.com/.default")]
    [InlineData(AzureEnvironment.AzureUSGovernment, "https://login.microsoftonline.us/", "https://management.usgovcloudapi.net/.default")]
    [InlineData(AzureEnvironment.AzureChinaCloud, "https://login.chinacloudapi.cn/", "https://management.chinacloudapi.cn/.default")]
    public void From_returns_the_URIs_of_each_cloud(AzureEnvironment name, string authority, string scope)
    {
        Assert.Equal(authority, AzureCloud.From(name).Authority.AbsoluteUri);
        Assert.Equal(scope, AzureCloud.From(name).ResourceManagerScope);
    }

    private static async Task AssertAvailabilityAsync(TokenCredential chain, bool isUnavailable, string token)
    {
        if (isUnavailable)
        {
            Assert.Contains("are not all set", (await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(chain))).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(token, (await TokenAsync(chain)).Token);
        }
    }

    private void Unavailable(TokenSource source, string message) => _failures[source] = new CredentialUnavailableException(message);

    private static CredentialOptions CreateOptions(WorkspaceConnectionOptions options) => CredentialOptions.From(options);

    private TokenCredential Chain(WorkspaceConnectionOptions options, params (string Name, string Value)[] environment) =>
        CredentialSources.CreateChain(CreateOptions(options), Settings(environment));

    private static async Task<AccessToken> TokenAsync(TokenCredential credential) => await credential.GetTokenAsync(Context, ClientFixture.Token);

    private async Task<CredentialChainException> FailAsync(TokenSource source, params (string Name, string Value)[] environment) =>
        await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(Chain(new() { TokenSource = source }, environment)));

    private WorkspaceClientSettings Settings((string Name, string Value)[] environment) => new()
    {
        Environment = name => Array.Find(environment, item => item.Name == name).Value,
        HasMetadataService = (time, _) =>
        {
            _probes.Add(time);
            return Task.FromResult(_isInAzure);
        },
        CreateSourceCredential = (_, source) =>
        {
            _made.Add(source!.Value.ToString());
            return new Scripted(() => _failures.TryGetValue(source.Value, out Exception? failure) ? throw failure : _tokens[source.Value]);
        },
    };

    private sealed class Scripted(Func<string> token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new AccessToken(token(), DateTimeOffset.MaxValue);
        }
    }

    private sealed class HostLogin : IClientHost, IDisposable
    {
        private readonly string? _token;

        public HostLogin(string? token)
        {
            _token = token;
            ClientHost.Current = this;
        }

        public List<(string, string?)> Asked { get; } = [];

        public Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken)
        {
            Asked.Add((resource, tenantId));
            return Task.FromResult(_token is null ? null : new AccountToken(ClientFixture.Secret(_token), DateTimeOffset.MaxValue));
        }

        public void ShowSignIn(string message) => throw new NotSupportedException();

        public void Dispose() => ClientHost.Current = null;
    }
}
