using AzQuantumSession.Client.Credentials;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>Tests the order of the token sources, and the error if no source returns a token. No test uses the network or another process.</summary>
public sealed class CredentialChainTests
{
    private static readonly TokenRequestContext Context = new(["https://quantum.microsoft.com/.default"]);

    private static readonly (string, string)[] ServicePrincipal =
        [("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_CLIENT_SECRET", "s")];

    private static readonly (string, string)[] Federation =
        [("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_FEDERATED_TOKEN_FILE", "/f")];

    private readonly List<string> _created = [];
    private readonly List<TimeSpan> _probeTimeouts = [];
    private readonly Dictionary<TokenSource, Exception> _failures = [];
    private readonly Dictionary<TokenSource, string> _tokens = [];
    private bool _isInAzure;

    [Fact]
    public async Task GetTokenAsync_tries_only_Az_and_Azure_CLI_if_nothing_is_configured()
    {
        SetToolsUnavailable(
            "AzurePowerShellCredential authentication unavailable. Run Connect-AzAccount to login. More text.",
            "Please run 'az login' to set up account. See https://aka.ms/x");
        CredentialChainException failure = await FailAsync(TokenSource.Default);

        Assert.Equal(["AzurePowerShell", "AzureCli"], _created);
        Assert.Equal([TimeSpan.FromMilliseconds(300)], _probeTimeouts);
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
        SetToolsUnavailable("Az.Accounts is not installed.", "Azure CLI not installed");
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
        SetUnavailable(TokenSource.AzurePowerShell, "not signed in");
        foreach (TokenSource available in order.SkipWhile(other => other != source))
        {
            _failures.Remove(available);
            _tokens[available] = available.ToString();
        }

        _isInAzure = Array.IndexOf(order, source) <= 2;
        (string, string)[] environment = source switch
        {
            TokenSource.Environment => [.. ServicePrincipal, .. Federation],
            TokenSource.WorkloadIdentity => Federation,
            _ => [],
        };

        Assert.Equal(source.ToString(), (await GetTokenAsync(CreateChain(new(), environment))).Token);
    }

    [Fact]
    public async Task GetTokenAsync_stops_if_a_configured_source_fails()
    {
        _failures[TokenSource.Environment] = new AuthenticationFailedException(
            "ClientSecretCredential authentication failed: A configuration issue is preventing authentication. Original exception: AADSTS7000222: The provided client secret keys are expired. Visit https://aka.ms/x\nTrace ID: 1");
        _tokens[TokenSource.AzureCli] = "somebody else's";
        CredentialChainException failure = await FailAsync(TokenSource.Default, ServicePrincipal);

        Assert.Equal(["Environment"], _created);
        Assert.Equal("  environment variables: AADSTS7000222: The provided client secret keys are expired.", failure.Message.Split('\n')[0]);
        Assert.Contains("AZURE_CLIENT_SECRET", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_continues_after_an_expired_developer_sign_in()
    {
        _failures[TokenSource.AzurePowerShell] = new InvalidOperationException("Your Azure credentials have expired.");
        _tokens[TokenSource.AzureCli] = "cli";

        Assert.Equal("cli", (await GetTokenAsync(CreateChain(new()))).Token);
    }

    [Fact]
    public async Task GetTokenAsync_reuses_the_source_that_succeeded()
    {
        SetUnavailable(TokenSource.AzurePowerShell, "no");
        _tokens[TokenSource.AzureCli] = "cli";
        TokenCredential chain = CreateChain(new());
        await GetTokenAsync(chain);
        _failures.Clear();
        _tokens[TokenSource.AzurePowerShell] = "now signed in as somebody else";

        Assert.Equal("cli", (await GetTokenAsync(chain)).Token);
        Assert.Single(_probeTimeouts);
        Assert.Equal(["AzurePowerShell", "AzureCli"], _created);
    }

    [Theory]
    [InlineData("IDENTITY_ENDPOINT")]
    [InlineData("MSI_ENDPOINT")]
    public async Task GetTokenAsync_skips_the_probe_if_a_variable_names_the_endpoint(string variable)
    {
        _tokens[TokenSource.ManagedIdentity] = "mi";

        Assert.Equal("mi", (await GetTokenAsync(CreateChain(new(), (variable, "http://127.0.0.1/")))).Token);
        Assert.Empty(_probeTimeouts);
    }

    [Theory]
    [InlineData("dev", "AzurePowerShell", "AzureCli")]
    [InlineData("Prod")]
    public async Task GetTokenAsync_uses_the_sources_of_AZURE_TOKEN_CREDENTIALS(string value, params string[] sources)
    {
        SetToolsUnavailable("no", "no");
        await FailAsync(TokenSource.Default, ("AZURE_TOKEN_CREDENTIALS", value));

        Assert.Equal(sources, _created);
        Assert.Equal(value == "dev" ? 0 : 1, _probeTimeouts.Count);
    }

    [Theory]
    [InlineData(TokenSource.Environment, "AZURE_CLIENT_ID")]
    [InlineData(TokenSource.WorkloadIdentity, "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData(TokenSource.ManagedIdentity, "no managed identity endpoint")]
    public async Task GetTokenAsync_reports_what_a_selected_source_lacks(TokenSource source, string expected)
    {
        CredentialChainException failure = await FailAsync(source);

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_created);
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
        using CredentialOptions options = CredentialOptions.From(new() { ClientSecret = ClientFixture.Secret("s"), ClientId = "my-app", TenantId = "t" });
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => GetTokenAsync(new CredentialChain(
            options, CreateSettings([]) with { CreateSourceCredential = (_, source, _) => new ScriptedCredential(() => throw new AuthenticationFailedException($"source '{source}'")) })));

        Assert.Equal("  service principal my-app: source ''.", failure.Message);
        Assert.StartsWith("Check the application id, the tenant, and whether the secret or certificate has expired", failure.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_names_the_cloud_in_the_help()
    {
        SetUnavailable(TokenSource.AzurePowerShell, "no");
        TokenCredential chain = CreateChain(new() { TokenSource = TokenSource.AzurePowerShell, Environment = AzureEnvironment.AzureChinaCloud });

        Assert.Equal("Run Connect-AzAccount -Environment AzureChinaCloud", (await Assert.ThrowsAsync<CredentialChainException>(() => GetTokenAsync(chain))).Help);
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
        Assert.Empty(_created);
    }

    [Fact]
    public async Task GetTokenAsync_accepts_a_certificate_in_variables()
    {
        _tokens[TokenSource.Environment] = "certified";
        TokenCredential chain = CreateChain(
            new() { TokenSource = TokenSource.Environment }, ("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c"), ("AZURE_CLIENT_CERTIFICATE_PATH", "/c"));

        Assert.Equal("certified", (await GetTokenAsync(chain)).Token);
    }

    [Theory]
    [InlineData(true, "AZURE_TENANT_ID", "AZURE_CLIENT_ID")]
    [InlineData(true, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID")]
    [InlineData(true, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID")]
    [InlineData(false, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID", "AZURE_CLIENT_ID")]
    public async Task GetTokenAsync_requires_all_variables_of_a_workload_identity(bool isUnavailable, params string[] variables)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = CreateChain(new() { TokenSource = TokenSource.WorkloadIdentity }, [.. variables.Select(name => (name, "x"))]);

        await AssertTokenAsync(chain, isUnavailable, "federated");
    }

    [Theory]
    [InlineData(true, "contoso.com", null)]
    [InlineData(true, null, "client")]
    [InlineData(false, "contoso.com", "client")]
    public async Task GetTokenAsync_accepts_parameters_instead_of_workload_identity_variables(bool isUnavailable, string? tenant, string? client)
    {
        _tokens[TokenSource.WorkloadIdentity] = "federated";
        TokenCredential chain = CreateChain(
            new() { TokenSource = TokenSource.WorkloadIdentity, TenantId = tenant, ClientId = client }, ("AZURE_FEDERATED_TOKEN_FILE", "/f"));

        await AssertTokenAsync(chain, isUnavailable, "federated");
    }

    [Fact]
    public async Task GetTokenAsync_probes_longer_if_managed_identity_is_the_only_source()
    {
        await FailAsync(TokenSource.ManagedIdentity);

        Assert.Equal([TimeSpan.FromSeconds(2)], _probeTimeouts);
    }

    [Fact]
    public async Task GetTokenAsync_logs_source_and_lifetime()
    {
        _tokens[TokenSource.AzureCli] = "cli";
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => GetTokenAsync(CreateChain(new() { TokenSource = TokenSource.AzureCli })));

        Assert.Equal(["Signed in with Azure CLI (az login); the token is valid until 23:59:59 UTC."], log);
    }

    [Theory]
    [InlineData(TokenSource.AzureCli, "Run az login --tenant contoso.com")]
    [InlineData(TokenSource.AzurePowerShell, "Run Connect-AzAccount -Tenant contoso.com")]
    public async Task GetTokenAsync_names_the_tenant_in_the_help(TokenSource source, string command)
    {
        SetUnavailable(source, "no");
        CredentialChainException failure = await Assert.ThrowsAsync<CredentialChainException>(() => GetTokenAsync(CreateChain(new() { TokenSource = source, TenantId = "contoso.com" })));

        Assert.Equal(command, failure.Help);
    }

    [Fact]
    public async Task ConnectAsync_reports_a_failed_sign_in_with_one_line_per_source()
    {
        SetToolsUnavailable("Run Connect-AzAccount to login.", "Azure CLI not installed");
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json("{}"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ClientFixture.ConnectAsync(
            new WorkspaceConnectionOptions { ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Endpoint }, CreateSettings([])));

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

    private static async Task AssertTokenAsync(TokenCredential chain, bool isUnavailable, string token)
    {
        if (isUnavailable)
        {
            Assert.Contains("are not all set", (await Assert.ThrowsAsync<CredentialChainException>(() => GetTokenAsync(chain))).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(token, (await GetTokenAsync(chain)).Token);
        }
    }

    private void SetToolsUnavailable(string azurePowerShellMessage, string azureCliMessage)
    {
        SetUnavailable(TokenSource.AzurePowerShell, azurePowerShellMessage);
        SetUnavailable(TokenSource.AzureCli, azureCliMessage);
    }

    private void SetUnavailable(TokenSource source, string message) => _failures[source] = new CredentialUnavailableException(message);

    private CredentialChain CreateChain(WorkspaceConnectionOptions options, params (string Name, string Value)[] environment) =>
        new(CredentialOptions.From(options), CreateSettings(environment));

    private static async Task<AccessToken> GetTokenAsync(TokenCredential credential) => await credential.GetTokenAsync(Context, ClientFixture.Token);

    private async Task<CredentialChainException> FailAsync(TokenSource source, params (string Name, string Value)[] environment) =>
        await Assert.ThrowsAsync<CredentialChainException>(() => GetTokenAsync(CreateChain(new() { TokenSource = source }, environment)));

    private WorkspaceClientSettings CreateSettings((string Name, string Value)[] environment) => new()
    {
        Environment = name => Array.Find(environment, item => item.Name == name).Value,
        HasMetadataService = (time, _) =>
        {
            _probeTimeouts.Add(time);
            return Task.FromResult(_isInAzure);
        },
        CreateSourceCredential = (_, source, _) =>
        {
            _created.Add(source!.Value.ToString());
            return new ScriptedCredential(() => _failures.TryGetValue(source.Value, out Exception? failure) ? throw failure : _tokens[source.Value]);
        },
    };

    private sealed class ScriptedCredential(Func<string> token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new AccessToken(token(), DateTimeOffset.MaxValue);
        }
    }
}
