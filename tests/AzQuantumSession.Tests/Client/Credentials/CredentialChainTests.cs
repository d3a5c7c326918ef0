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
    public async Task Nothing_set_up_tries_the_two_that_need_no_setting_up_and_nothing_else()
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
    public async Task What_is_not_installed_is_not_set_up()
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
    public async Task The_first_that_is_set_up_gives_the_token(TokenSource source)
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
    public async Task What_is_set_up_for_the_machine_and_fails_ends_the_search()
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
    public async Task An_expired_login_of_a_developer_leads_on_to_the_next()
    {
        _failures[TokenSource.AzurePowerShell] = new InvalidOperationException("Your Azure credentials have expired.");
        _tokens[TokenSource.AzureCli] = "cli";

        Assert.Equal("cli", (await TokenAsync(Chain(new()))).Token);
    }

    [Fact]
    public async Task The_way_that_worked_is_kept_to()
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
    public async Task A_variable_that_names_the_endpoint_spares_the_probe(string variable)
    {
        _tokens[TokenSource.ManagedIdentity] = "mi";

        Assert.Equal("mi", (await TokenAsync(Chain(new(), (variable, "http://127.0.0.1/")))).Token);
        Assert.Empty(_probes);
    }

    [Theory]
    [InlineData("dev", "AzurePowerShell", "AzureCli")]
    [InlineData("Prod")]
    public async Task The_variable_that_other_Azure_clients_know_narrows_the_search(string value, params string[] made)
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
    public async Task A_source_that_is_asked_for_says_what_it_lacks(TokenSource source, string words)
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
    public async Task A_source_that_fails_is_named_with_what_helps(TokenSource source, string line, string help)
    {
        _failures[source] = new AuthenticationFailedException("no");
        CredentialChainException failure = await FailAsync(source);

        Assert.Equal((line, help), (failure.Message, failure.Help));
    }

    [Fact]
    public async Task A_service_principal_that_fails_is_named_with_what_helps()
    {
        using CredentialOptions login = CreateOptions(new() { ClientSecret = ClientFixture.Secret("s"), ClientId = "my-app", TenantId = "t" });
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(CredentialSources.CreateChain(
            login, Settings([]) with { CreateSourceCredential = (_, source) => new Scripted(() => throw new AuthenticationFailedException($"source '{source}'")) })));

        Assert.Equal("  service principal my-app: source ''.", failure.Message);
        Assert.StartsWith("Check the application id, the tenant, and whether the secret or certificate has expired", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_that_helps_names_another_cloud()
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
    public async Task A_service_principal_in_variables_takes_three_of_them(params string[] variables)
    {
        CredentialChainException failure = await FailAsync(TokenSource.Environment, [.. variables.Select(name => (name, "x"))]);

        Assert.Contains("are not all set", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_made);
    }

    [Fact]
    public async Task A_certificate_in_variables_serves_as_well_as_a_secret()
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
    public async Task A_workload_identity_takes_three_variables(bool isUnavailable, params string[] variables)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = Chain(new() { TokenSource = TokenSource.WorkloadIdentity }, [.. variables.Select(name => (name, "x"))]);

        await AssertAvailabilityAsync(chain, isUnavailable, "federated");
    }

    [Theory]
    [InlineData(true, "contoso.com", null)]
    [InlineData(true, null, "client")]
    [InlineData(false, "contoso.com", "client")]
    public async Task Parameters_stand_in_for_variables_of_a_workload_identity(bool isUnavailable, string? tenant, string? client)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = Chain(
            new() { TokenSource = TokenSource.WorkloadIdentity, TenantId = tenant, ClientId = client }, ("AZURE_FEDERATED_TOKEN_FILE", "/f"));

        await AssertAvailabilityAsync(chain, isUnavailable, "federated");
    }

    [Fact]
    public async Task The_probe_may_take_longer_when_a_managed_identity_is_the_only_source()
    {
        await FailAsync(TokenSource.ManagedIdentity);

        Assert.Equal([TimeSpan.FromSeconds(2)], _probes);
    }

    [Fact]
    public async Task A_sign_in_is_logged_with_its_source_and_lifetime()
    {
        _tokens[TokenSource.AzureCli] = "cli";
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => TokenAsync(Chain(new() { TokenSource = TokenSource.AzureCli })));

        Assert.Equal(["Signed in with Azure CLI (az login); the token is valid until 23:59:59 UTC."], log);
    }

    [Fact]
    public void A_cloud_that_is_none_of_the_three_is_refused()
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => AzureCloud.From((AzureEnvironment)7));

        Assert.Equal(("Environment", "Environment '7' is not an Azure cloud."), (failure.ParameterName, failure.Message));
    }

    [Theory]
    [InlineData(TokenSource.AzureCli, "Run az login --tenant contoso.com")]
    [InlineData(TokenSource.AzurePowerShell, "Run Connect-AzAccount -Tenant contoso.com")]
    public async Task The_command_that_helps_names_the_tenant(TokenSource source, string command)
    {
        Unavailable(source, "no");
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => TokenAsync(Chain(new() { TokenSource = source, TenantId = "contoso.com" })));

        Assert.Equal(command, failure.Help);
    }

    [Fact]
    public async Task A_failed_login_is_one_error_with_a_line_for_each_way()
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
    public async Task The_hosts_own_login_comes_before_a_process()
    {
        using HostLogin host = new("hosted");
        AzLoginCredential credential = new("contoso.com", Settings([]), () => throw new InvalidOperationException("no process"));
        AccessToken token = await TokenAsync(credential);

        Assert.Equal("hosted", token.Token);
        Assert.Equal(("https://quantum.microsoft.com", "contoso.com"), Assert.Single(host.Asked));
    }

    [Fact]
    public async Task The_host_is_asked_for_a_resource_that_has_no_default_scope_as_it_is()
    {
        using HostLogin host = new("hosted");
        await new AzLoginCredential(null, Settings([]), () => throw new InvalidOperationException("no process"))
            .GetTokenAsync(new(["https://quantum.microsoft.com"]), ClientFixture.Token);

        Assert.Equal(("https://quantum.microsoft.com", null), Assert.Single(host.Asked));
    }

    [Fact]
    public async Task A_host_without_a_login_leaves_it_to_a_process_where_the_module_is_installed()
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
    public void Each_source_has_a_credential_of_the_library()
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
    public void Each_cloud_has_its_addresses(AzureEnvironment name, string authority, string scope)
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
