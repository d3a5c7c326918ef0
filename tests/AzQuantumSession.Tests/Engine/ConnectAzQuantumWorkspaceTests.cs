using System.Management.Automation;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Engine;

public sealed class ConnectAzQuantumWorkspaceTests : EngineTests, IClassFixture<ConnectAzQuantumWorkspaceTests.TokenFixture>
{
    private const string Token = "token-7a0c5f2e";
    private const string Names = "-SubscriptionId $subscription -ResourceGroupName emulator-rg -WorkspaceName emulator";

    public ConnectAzQuantumWorkspaceTests(TokenFixture fixture)
        : base(fixture)
    {
        Session["endpoint"] = Workspace.Server.Endpoint.AbsoluteUri.TrimEnd('/');
        Session["subscription"] = "11111111-2222-3333-4444-555555555555";
        Session["resourceId"] = Workspace.Client.Workspace.Id;
        Session["key"] = SecureStringExtensions.ToSecureString(Workspace.Server.ApiKey);
        Session["token"] = SecureStringExtensions.ToSecureString(Token);
        Session["wrongKey"] = SecureStringExtensions.ToSecureString("wrong-key-0123456789");
        Session["expired"] = SecureStringExtensions.ToSecureString(
            $"eyJhbGciOiJub25lIn0.{Convert.ToBase64String("""{"exp":1700000000}"""u8).TrimEnd('=')}.sig");
        Session["principal"] = new PSCredential("11111111-aaaa-bbbb-cccc-555555555555", SecureStringExtensions.ToSecureString("client-secret"));
        Session["secureConnection"] = SecureStringExtensions.ToSecureString(Workspace.Server.ConnectionString);
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();
    }

    [Theory]
    [InlineData("-ConnectionString $connectionString", "API key")]
    [InlineData("-ConnectionString $secureConnection", "API key")]
    [InlineData("-ResourceId $resourceId -ApiKey $key -Endpoint $endpoint", "API key")]
    [InlineData("-Id $resourceId -ApiKey $key -Endpoint $endpoint", "API key")]
    [InlineData(Names + " -AccessToken $token -Endpoint $endpoint", "access token")]
    [InlineData(Names + " -AccessToken $token -ResourceManagerEndpoint $endpoint", "access token")]
    [InlineData("emulator -ResourceGroupName emulator-rg -SubscriptionId $subscription -ApiKey $key -Endpoint $endpoint", "API key")]
    [InlineData("emulator -AccessToken $token -ResourceManagerEndpoint $endpoint", "access token")]
    public void Connect_AzQuantumWorkspace_makes_the_workspace_the_default(string arguments, string credential)
    {
        QuantumWorkspace workspace = Run($"Connect-AzQuantumWorkspace {arguments}").Single<QuantumWorkspace>();

        Assert.Equal((Workspace.Client.Workspace.Id, "emulator", credential), (workspace.Id, workspace.Name, workspace.Credential));
        Assert.Same(workspace, Run("Get-AzQuantumWorkspaceConnection").Single<QuantumWorkspace>());
        Run("Get-AzQuantumSession").AssertNoErrors();
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_binds_the_properties_of_a_piped_object()
    {
        Run("$object = [pscustomobject] @{ Id = $resourceId; Name = 'emulator'; Location = 'eastus'; EndpointUri = $endpoint }").AssertNoErrors();

        Assert.Equal(Workspace.Server.Endpoint, Run("$object | Connect-AzQuantumWorkspace -ApiKey $key").Single<QuantumWorkspace>().Endpoint);

        QuantumWorkspace found = Run("$object.EndpointUri = ''; $object | Connect-AzQuantumWorkspace -AccessToken $token -ResourceManagerEndpoint $endpoint").Single<QuantumWorkspace>();
        Assert.Equal(Workspace.Client.Workspace.Id, found.Id);
        Assert.NotNull(found.Kind);
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_finds_the_endpoint_through_Azure_Resource_Manager()
    {
        QuantumWorkspace workspace = Run($"Connect-AzQuantumWorkspace {Names} -AccessToken $token -ResourceManagerEndpoint $endpoint").Single<QuantumWorkspace>();

        Assert.Equal((Workspace.Server.Endpoint, "eastus"), (workspace.Endpoint, workspace.Location));
        Assert.StartsWith("V", workspace.Kind, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AzQuantumWorkspace_asks_Azure_Resource_Manager_once_per_process_even_if_the_location_is_known()
    {
        const string Script = "Connect-AzQuantumWorkspace cached -ResourceGroupName cached-rg -SubscriptionId $subscription -Location eastus"
            + " -AccessToken $token -ResourceManagerEndpoint $endpoint -SkipValidation";
        await Workspace.ForgetRequestsAsync();

        Assert.Equal((Workspace.Server.Endpoint, "V1"), (Run(Script).Single<QuantumWorkspace>() is var first ? first.Endpoint : null, first.Kind));
        using EngineSession other = new(new());
        foreach (string variable in (string[])["subscription", "token", "endpoint"])
        {
            other[variable] = Session[variable];
        }

        Assert.Equal("V1", other.Run(Script).Single<QuantumWorkspace>().Kind);
        Assert.Single(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Connect_AzQuantumWorkspace_uses_the_location_if_Azure_Resource_Manager_denies_access()
    {
        await Workspace.FailRequestsAsync(403, path: "/workspaces/denied");

        ScriptResult result = Run(
            "Connect-AzQuantumWorkspace denied -ResourceGroupName cached-rg -SubscriptionId $subscription -Location eastus"
            + " -AccessToken $token -ResourceManagerEndpoint $endpoint -SkipValidation -Verbose");

        Assert.Equal("https://eastus.quantum.azure.com/", result.Single<QuantumWorkspace>().Endpoint!.AbsoluteUri);
        Assert.Contains(result.Verbose, line => line.Contains("did not return the endpoint of workspace 'denied'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unusable", "usable is 'No', and provisioningState is 'Failed'")]
    [InlineData("provisioning", "usable is 'No', and provisioningState is 'ProviderProvisioning'")]
    public void Connect_AzQuantumWorkspace_explains_a_workspace_that_is_not_ready(string name, string reason)
    {
        AssertError(
            Run($"Connect-AzQuantumWorkspace {name} -AccessToken $token -ResourceManagerEndpoint $endpoint").Error,
            "NotFound",
            ErrorCategory.ObjectNotFound,
            message: reason);
        AssertError(
            Run($"Connect-AzQuantumWorkspace {name} -ResourceGroupName state-rg -SubscriptionId $subscription -AccessToken $token -ResourceManagerEndpoint $endpoint").Error,
            "NotFound",
            ErrorCategory.ObjectNotFound,
            message: reason);
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_signs_in_to_the_tenant_of_a_connection_string()
    {
        ImportAzAccounts("", "$token");
        Session["tenantString"] = Workspace.Server.ConnectionString.Replace($"ApiKey={Workspace.Server.ApiKey}", "TenantId=contoso.com", StringComparison.Ordinal);

        Assert.Equal("Az login", Run("Connect-AzQuantumWorkspace -ConnectionString $tenantString -TokenSource AzurePowerShell").Single<QuantumWorkspace>().Credential);

        Run("Get-AzQuantumSession").AssertNoErrors();
        Assert.Equal("https://quantum.microsoft.com contoso.com", Assert.Single(Session.Get<List<string>>("requests")));
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_builds_the_endpoint_from_the_location() =>
        Assert.Equal(
            "https://eastus.quantum.azure.com/",
            Run($"Connect-AzQuantumWorkspace {Names} -ApiKey $key -Location 'East US' -SkipValidation").Single<QuantumWorkspace>().Endpoint!.AbsoluteUri);

    [Theory]
    [InlineData("-SubscriptionId not-a-guid -ResourceGroupName rg -WorkspaceName ws -Endpoint $endpoint", "SubscriptionId")]
    [InlineData("-SubscriptionId $subscription -ResourceGroupName ends-in-a-stop. -WorkspaceName ws -Endpoint $endpoint", "ResourceGroupName")]
    [InlineData("-SubscriptionId $subscription -ResourceGroupName rg -WorkspaceName -hyphen-first -Endpoint $endpoint", "WorkspaceName")]
    [InlineData(Names + " -Location east/us", "Location")]
    [InlineData(Names + " -Endpoint http://example.com", "Endpoint")]
    [InlineData(Names + " -Endpoint $endpoint -ApiVersion latest", "ApiVersion")]
    [InlineData(Names + " -Endpoint $endpoint -AccessToken $token", "Both ApiKey and AccessToken")]
    public async Task Connect_AzQuantumWorkspace_rejects_an_invalid_argument_without_a_request(string arguments, string part)
    {
        string quoted = arguments.Replace(" -hyphen-first", " '-hyphen-first'", StringComparison.Ordinal);
        await AssertInvalidAsync($"Connect-AzQuantumWorkspace {quoted} -ApiKey $key", part);
    }

    [Theory]
    [InlineData("-ConnectionString $connectionString -TokenSource AzureCli", "ConnectionString", "TokenSource")]
    [InlineData("-ConnectionString $connectionString -TenantId contoso.com", "ConnectionString", "TenantId")]
    [InlineData("-ConnectionString \"$($connectionString)TenantId=contoso.com\"", "ApiKey", "TenantId")]
    [InlineData(Names + " -Environment AzureChinaCloud -Location chinaeast", "Location", "AzureChinaCloud")]
    public async Task Connect_AzQuantumWorkspace_names_both_parameters_of_a_contradiction(string arguments, string first, string second) =>
        await AssertInvalidAsync($"Connect-AzQuantumWorkspace {arguments}", first, second);

    [Theory]
    [InlineData("-ApiKey $key -Identity", "ApiKey", "TokenSource")]
    [InlineData("-Identity -TokenSource AzureCli", "-Identity", "-TokenSource AzureCli")]
    [InlineData("-Identity -ServicePrincipal", "-Identity", "-ServicePrincipal")]
    [InlineData("-Identity -Credential $principal", "-Identity", "-Credential")]
    [InlineData("-Credential $principal -TenantId contoso.com", "-Credential", "-ServicePrincipal")]
    [InlineData("-ServicePrincipal -Credential $principal", "-Credential", "-TenantId")]
    [InlineData("-ServicePrincipal -Credential $principal -TenantId t -ClientId c", "-Credential", "-ClientId")]
    [InlineData("-ServicePrincipal -TenantId contoso.com", "-ServicePrincipal", "-Credential")]
    [InlineData("-CertificatePath x.pfx -TenantId contoso.com", "CertificatePath", "ClientId")]
    [InlineData("-CertificatePath x.pfx -ClientId c -TenantId contoso.com", "x.pfx", "read")]
    [InlineData("-TenantId 'my tenant'", "TenantId", "my tenant")]
    public Task Connect_AzQuantumWorkspace_rejects_contradicting_credentials(string credentials, params string[] messages) =>
        AssertInvalidAsync($"Connect-AzQuantumWorkspace {Names} -Endpoint $endpoint {credentials}", messages);

    [Fact]
    public void Connect_AzQuantumWorkspace_hides_the_key_of_an_invalid_connection_string()
    {
        ErrorRecord error = Run("Connect-AzQuantumWorkspace -ConnectionString 'SubscriptionId=x;ApiKey=top-secret;Nonsense'").Error;

        AssertError(error, "InvalidWorkspace", ErrorCategory.InvalidArgument);
        Assert.DoesNotContain("top-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-AzQuantumWorkspace -ConnectionString x -ResourceId y", "AmbiguousParameterSet", "")]
    [InlineData("Connect-AzQuantumWorkspace emulator -TokenSource Elsewhere", "CannotConvertArgumentNoMessage", "DeviceCode")]
    [InlineData("Connect-AzQuantumWorkspace emulator -Environment Elsewhere", "CannotConvertArgumentNoMessage", "AzureUSGovernment")]
    [InlineData("Connect-AzQuantumWorkspace -ConnectionString ''", "ParameterArgumentTransformationError", "The text is empty")]
    [InlineData("Connect-AzQuantumWorkspace emulator -ApiKey secret", "ParameterArgumentTransformationError", "Read-Host -AsSecureString")]
    [InlineData("Connect-AzQuantumWorkspace emulator -AccessToken secret", "ParameterArgumentTransformationError", "Read-Host -AsSecureString")]
    [InlineData("Connect-AzQuantumWorkspace emulator -CertificatePassword secret", "ParameterArgumentTransformationError", "Read-Host -AsSecureString")]
    [InlineData("Connect-AzQuantumWorkspace emulator -TenantId ''", "ParameterArgumentValidationError", "The argument is blank")]
    [InlineData("Connect-AzQuantumWorkspace emulator -TenantId ' '", "ParameterArgumentValidationError", "The argument is blank")]
    [InlineData("Get-AzQuantumSession -Workspace emulator", "CannotConvertArgumentNoMessage", "To find a workspace by its name, use Connect-AzQuantumWorkspace")]
    public void Connect_AzQuantumWorkspace_rejects_arguments_that_do_not_bind(string script, string id, string message)
    {
        ErrorRecord error = Run(script).Error;

        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AzQuantumWorkspace_advises_a_role_for_a_token_without_access()
    {
        await Workspace.FailRequestsAsync(403);

        AssertError(
            Run($"Connect-AzQuantumWorkspace {Names} -AccessToken $token -Endpoint $endpoint").Error,
            "AccessDenied",
            ErrorCategory.PermissionDenied,
            message: "for the role 'Quantum Workspace Data Contributor'");
    }

    [Fact]
    public void Commands_report_a_missing_connection()
    {
        AssertError(Run("Get-AzQuantumSession").Error, "WorkspaceNotConnected", ErrorCategory.ConnectionError, message: "Connect-AzQuantumWorkspace");
        AssertError(Run("Connect-AzQuantumWorkspace").Error, "InvalidWorkspace", ErrorCategory.InvalidArgument);
    }

    [Theory]
    [InlineData(401, "AuthenticationFailed", ErrorCategory.AuthenticationError, "Access keys")]
    [InlineData(403, "AccessDenied", ErrorCategory.PermissionDenied, "An API key needs no role")]
    [InlineData(404, "NotFound", ErrorCategory.ObjectNotFound, "resource group, and subscription")]
    public async Task Connect_AzQuantumWorkspace_reports_a_failed_validation_and_does_not_connect(int status, string id, ErrorCategory category, string message)
    {
        await Workspace.FailRequestsAsync(status);

        AssertError(Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString").Error, id, category, message: message);

        Assert.Empty(Run("Get-AzQuantumWorkspaceConnection").AssertNoErrors().Output);
    }

    [Fact]
    public async Task Connect_AzQuantumWorkspace_validates_with_one_request_or_none_with_SkipValidation()
    {
        await Workspace.ForgetRequestsAsync();

        Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString").AssertNoErrors();
        Assert.Single(await Workspace.RequestsAsync());

        Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        Assert.Single(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_keeps_the_default_workspace_when_it_fails()
    {
        QuantumWorkspace first = Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString").Single<QuantumWorkspace>();

        AssertError(
            Run($"Connect-AzQuantumWorkspace {Names} -ApiKey $wrongKey -Endpoint $endpoint").Error,
            "AuthenticationFailed",
            ErrorCategory.AuthenticationError,
            message: "API key");

        Assert.Same(first, Run("Get-AzQuantumWorkspaceConnection").Single<QuantumWorkspace>());
        Run("Get-AzQuantumSession").AssertNoErrors();
    }

    [Theory]
    [InlineData("https://no-such-host.invalid", "no-such-host.invalid:443")]
    [InlineData("http://127.0.0.1:9", "127.0.0.1:9")]
    public void Connect_AzQuantumWorkspace_names_an_unreachable_host_and_port(string endpoint, string message) =>
        AssertError(
            Run($"Connect-AzQuantumWorkspace {Names} -ApiKey $key -Endpoint {endpoint}").Error, "ConnectionFailed", ErrorCategory.ConnectionError, message: message);

    [Fact]
    public void Connect_AzQuantumWorkspace_reports_the_expiry_of_an_access_token() =>
        AssertError(
            Run($"Connect-AzQuantumWorkspace {Names} -AccessToken $expired -Endpoint $endpoint").Error,
            "AuthenticationFailed",
            ErrorCategory.AuthenticationError,
            message: "expired at 2023-11-14");

    [Fact]
    public void Connect_AzQuantumWorkspace_names_a_workspace_that_is_not_found() =>
        AssertError(
            Run("Connect-AzQuantumWorkspace nowhere -AccessToken $token -ResourceManagerEndpoint $endpoint").Error,
            "WorkspaceNotFound",
            ErrorCategory.ObjectNotFound,
            message: "'nowhere'");

    [Fact]
    public void Connect_AzQuantumWorkspace_suggests_ResourceGroupName_for_an_ambiguous_name() =>
        AssertError(
            Run("Connect-AzQuantumWorkspace twin -AccessToken $token -ResourceManagerEndpoint $endpoint").Error,
            "WorkspaceAmbiguous",
            ErrorCategory.InvalidArgument,
            message: "-ResourceGroupName");

    [Fact]
    public async Task Disconnect_AzQuantumWorkspace_disconnects_the_workspace_and_its_sessions()
    {
        Run("$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString; $session = New-AzQuantumSession ionq.simulator").AssertNoErrors();
        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString; $session | Get-AzQuantumSession").AssertNoErrors();

        Assert.Empty(Run("Disconnect-AzQuantumWorkspace").AssertNoErrors().Output);
        await Workspace.ForgetRequestsAsync();

        Assert.Empty(Run("Get-AzQuantumWorkspaceConnection").AssertNoErrors().Output);
        AssertError(Run("Get-AzQuantumSession -Workspace $workspace").Error, "WorkspaceDisconnected", ErrorCategory.ConnectionError, message: "Connect-AzQuantumWorkspace");
        AssertError(Run("Get-AzQuantumSession -InputObject $session").Error, "WorkspaceDisconnected", ErrorCategory.ConnectionError);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_sets_the_default_of_its_runspace_only()
    {
        Session["workspace"] = Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString").Single<QuantumWorkspace>();
        using EngineSession other = new(new());
        other["workspace"] = Session["workspace"];

        Assert.Empty(other.Run("Get-AzQuantumWorkspaceConnection").AssertNoErrors().Output);
        other.Run("New-AzQuantumSession ionq.simulator -Workspace $workspace").Single<QuantumSession>();
    }

    [Theory]
    [InlineData("new", "", "$token")]
    [InlineData("middle", ", [switch] $AsSecureString", "if ($AsSecureString) { $token } else { throw 'plain' }")]
    [InlineData("old", "", "$plainToken")]
    public void Connect_AzQuantumWorkspace_uses_the_token_of_Get_AzAccessToken(string version, string parameters, string value)
    {
        ImportAzAccounts(parameters, value);

        QuantumWorkspace workspace = Run($"Connect-AzQuantumWorkspace {Names} -TokenSource AzurePowerShell -Endpoint $endpoint -TenantId contoso.com").Single<QuantumWorkspace>();

        Assert.True(workspace.Credential == "Az login", version);
        Run("Get-AzQuantumSession").AssertNoErrors();
        Assert.Equal("https://quantum.microsoft.com contoso.com", Assert.Single(Session.Get<List<string>>("requests")));
    }

    // Without a lifetime, each request renews the token, also those of the first command while the second command runs.
    [Fact]
    public async Task Commands_of_a_pipeline_renew_the_token_of_Connect_AzAccount_without_waiting_for_each_other()
    {
        ImportAzAccounts("", "$token", lifetimeInMinutes: 0);
        Run($"Connect-AzQuantumWorkspace {Names} -TokenSource AzurePowerShell -Endpoint $endpoint -TenantId contoso.com").AssertNoErrors();

        ScriptResult result = await Session
            .RunAsync("New-AzQuantumSession ionq.simulator -ProviderId ionq -Name a, b, c, d, e, f, g, h | ForEach-Object { Get-AzQuantumSession -Id $_.Id }")
            .WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token);

        Assert.Equal(8, result.AssertNoErrors().Output.Count);
    }

    // The check runs on another thread while the block keeps the pipeline thread busy, which alone can ask Az.Accounts for a token.
    [Fact]
    public async Task Use_AzQuantumSession_with_a_limit_does_not_keep_its_block_from_renewing_the_token_of_Connect_AzAccount()
    {
        ImportAzAccounts("", "$token", lifetimeInMinutes: 0);
        Run($"Connect-AzQuantumWorkspace {Names} -TokenSource AzurePowerShell -Endpoint $endpoint -TenantId contoso.com").AssertNoErrors();

        ScriptResult result = await Session
            .RunAsync("Use-AzQuantumSession ionq.simulator -ProviderId ionq -MaxCost 10 { $used = $_; foreach ($i in 1..9) { (Get-AzQuantumSession -Id $_.Id).Status } }")
            .WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token);

        Assert.Equal(9, result.Output.Count);
        Assert.True((await Workspace.ReadAsync(Session.Get<QuantumSession>("used"))).IsTerminal);
    }

    [Fact]
    public void Connect_AzQuantumWorkspace_suggests_Connect_AzAccount_when_the_user_is_not_signed_in()
    {
        ImportAzAccounts("", "throw 'Run Connect-AzAccount to login.'");

        ErrorRecord error = Run($"Connect-AzQuantumWorkspace {Names} -TokenSource AzurePowerShell -Endpoint $endpoint -TenantId contoso.com").Error;

        AssertError(error, "AuthenticationFailed", ErrorCategory.AuthenticationError, message: "Run Connect-AzAccount -Tenant contoso.com");
    }

    // Imports a substitute for Az.Accounts that returns the token of the emulator in the form of a version of Az.Accounts.
    private void ImportAzAccounts(string parameters, string value, int lifetimeInMinutes = 60)
    {
        Session["requests"] = new List<string>();
        Session["plainToken"] = Token;
        Run($$"""
            $null = New-Module -Name Az.Accounts {
                function Get-AzAccessToken {
                    [CmdletBinding()]
                    param([string] $ResourceUrl, [string] $TenantId{{parameters}})
                    $requests.Add("$ResourceUrl $TenantId")
                    $value = . { {{value}} }
                    [pscustomobject] @{ Token = $value; ExpiresOn = [System.DateTimeOffset]::UtcNow.AddMinutes({{lifetimeInMinutes}}); TenantId = 't' }
                }
            } | Import-Module -Global
            """).AssertNoErrors();
    }

    private async Task AssertInvalidAsync(string script, params string[] messages)
    {
        ErrorRecord error = await RunWithoutRequestAsync(script);

        Assert.All(messages, message => AssertError(error, "InvalidWorkspace", ErrorCategory.InvalidArgument, message: message));
    }

    /// <summary>An emulator that accepts a token, and two other workspaces with the same name.</summary>
    public sealed class TokenFixture() : EngineFixture(DefaultOptions with
    {
        AccessTokens = [Token],
        OtherWorkspaces =
        [
            new("11111111-2222-3333-4444-555555555555", "first-rg", "twin"),
            new("11111111-2222-3333-4444-555555555555", "second-rg", "twin"),
            new("11111111-2222-3333-4444-555555555555", "cached-rg", "cached", Kind: WorkspaceKind.V1),
            new("11111111-2222-3333-4444-555555555555", "cached-rg", "denied"),
            new("11111111-2222-3333-4444-555555555555", "state-rg", "unusable", State: ResourceState.Unusable),
            new("11111111-2222-3333-4444-555555555555", "state-rg", "provisioning", State: ResourceState.Provisioning),
        ],
    });
}
