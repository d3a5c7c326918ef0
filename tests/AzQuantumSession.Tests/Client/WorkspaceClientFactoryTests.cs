using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Client.Credentials;

namespace AzQuantumSession.Tests.Client;

/// <summary>Tests which workspace and which credential the options and the environment variables select.</summary>
public sealed class WorkspaceClientFactoryTests
{
    private const string ConnectionString = $"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=ws;ApiKey={ClientFixture.Key};QuantumEndpoint=https://westus-v2.quantum.azure.com/;";

    private const string TenantString = $"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=ws;TenantId=contoso.com;QuantumEndpoint=https://westus-v2.quantum.azure.com/;";

    [Fact]
    public async Task ConnectAsync_reads_a_connection_string()
    {
        QuantumWorkspace workspace = await ConnectAsync(new() { SkipValidation = true, ConnectionString = ClientFixture.Secret(ConnectionString) });

        Assert.Equal(ClientFixture.WorkspacePath, workspace.Id);
        Assert.Equal("ws", workspace.Name);
        Assert.Equal("rg", workspace.ResourceGroupName);
        Assert.Equal(ClientFixture.Subscription, workspace.SubscriptionId);
        Assert.Equal("westus", workspace.Location);
        Assert.Null(workspace.Kind);
        Assert.Equal("https://westus-v2.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal("API key", workspace.Credential);
        Assert.Same(workspace, workspace.Client!.Workspace);
    }

    [Fact]
    public async Task ConnectAsync_signs_in_to_the_tenant_of_a_connection_string()
    {
        List<CredentialOptions> logins = [];
        WorkspaceClientSettings settings = ClientFixture.Quick() with
        {
            CreateCredential = (login, _) =>
            {
                logins.Add(login);
                return new FakeCredential(new());
            },
        };
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json("""{"value":[]}"""));
        var text = ClientFixture.Secret(TenantString.Replace("https://westus-v2.quantum.azure.com/", server.Endpoint.AbsoluteUri, StringComparison.Ordinal));

        QuantumWorkspace first = await ClientFixture.ConnectAsync(new WorkspaceConnectionOptions { ConnectionString = text }, settings);
        QuantumWorkspace second = await ClientFixture.ConnectAsync(
            new WorkspaceConnectionOptions { ConnectionString = text, ClientSecret = ClientFixture.Secret("s"), ClientId = "app" }, settings);

        Assert.Equal(("default credential", ClientFixture.WorkspacePath), (first.Credential, first.Id));
        Assert.Equal("service principal", second.Credential);
        Assert.Equal(["contoso.com", "contoso.com"], logins.Select(login => login.TenantId));
        Assert.All(server.Requests, request => Assert.Equal("Bearer token-1", request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("AccessToken")]
    [InlineData("TenantId")]
    public async Task ConnectAsync_rejects_another_credential_with_a_tenant_in_the_connection_string(string excluded)
    {
        var secret = ClientFixture.Secret("s");
        InvalidWorkspaceException failure = await FailAsync(
            new()
            {
                ConnectionString = ClientFixture.Secret(TenantString),
                ApiKey = excluded == "ApiKey" ? secret : null,
                AccessToken = excluded == "AccessToken" ? secret : null,
                TenantId = excluded == "TenantId" ? "fabrikam.com" : null,
            },
            excluded);

        Assert.Contains("requires a sign-in to tenant 'contoso.com'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_reads_a_tenant_from_the_connection_string_variable()
    {
        QuantumWorkspace workspace = await ConnectAsync(new() { SkipValidation = true }, ("AZURE_QUANTUM_CONNECTION_STRING", TenantString));
        QuantumWorkspace other = await ConnectAsync(
            new() { SkipValidation = true, AccessToken = ClientFixture.Secret("t") }, ("AZURE_QUANTUM_CONNECTION_STRING", TenantString));

        Assert.Equal(("default credential", "access token"), (workspace.Credential, other.Credential));
    }

    [Fact]
    public async Task ConnectAsync_prefers_the_endpoint_option_to_the_connection_string()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, ConnectionString = ClientFixture.Secret(ConnectionString), Endpoint = new Uri("https://private.example/base") });

        Assert.Equal("https://private.example/base/", workspace.Endpoint!.AbsoluteUri);
    }

    [Theory]
    [InlineData("East US", "eastus")]
    [InlineData(" west Europe ", "westeurope")]
    [InlineData("eastus2", "eastus2")]
    public async Task ConnectAsync_derives_the_endpoint_from_the_location(string location, string expected)
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, SubscriptionId = ClientFixture.Subscription, ResourceGroupName = "rg", WorkspaceName = "ws", Location = location });

        Assert.Equal($"https://{expected}.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal(expected, workspace.Location);
        Assert.Equal("default credential", workspace.Credential);
    }

    [Theory]
    [InlineData("east-us")]
    [InlineData("eastus.evil.example/")]
    [InlineData("éast")]
    public async Task ConnectAsync_rejects_an_invalid_location(string location) =>
        await FailAsync(new() { ResourceId = ClientFixture.WorkspacePath, Location = location }, "Location");

    [Fact]
    public async Task ConnectAsync_reads_the_workspace_from_a_resource_id()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, ResourceId = ClientFixture.WorkspacePath.ToUpperInvariant() + "/", Location = "eastus", AccessToken = ClientFixture.Secret("t") });

        Assert.Equal("WS", workspace.Name);
        Assert.Equal("access token", workspace.Credential);
    }

    [Fact]
    public async Task ConnectAsync_rejects_contradictory_options()
    {
        var connectionString = ClientFixture.Secret(ConnectionString);
        var secret = ClientFixture.Secret("s");
        await FailAsync(new() { ConnectionString = connectionString, ResourceId = ClientFixture.WorkspacePath }, "ConnectionString");
        await FailAsync(new() { ConnectionString = connectionString, WorkspaceName = "ws" }, "ConnectionString");
        await FailAsync(new() { ConnectionString = connectionString, ApiKey = secret }, "ApiKey");
        await FailAsync(new() { ConnectionString = connectionString, AccessToken = secret }, "AccessToken");
        await FailAsync(new() { ConnectionString = connectionString, Location = "eastus" }, "Location");
        await FailAsync(new() { ResourceId = ClientFixture.WorkspacePath, SubscriptionId = ClientFixture.Subscription }, "ResourceId");
        await FailAsync(new() { ResourceId = ClientFixture.WorkspacePath, Location = "eastus", ApiKey = secret, AccessToken = secret }, "AccessToken");
    }

    [Fact]
    public async Task ConnectAsync_names_an_invalid_option()
    {
        const string ResourceId = ClientFixture.WorkspacePath;
        await FailAsync(new() { ResourceId = "/subscriptions/x" }, "ResourceId");
        await FailAsync(new() { WorkspaceName = "ws", ResourceGroupName = "rg", SubscriptionId = "x" }, "SubscriptionId");
        await FailAsync(new() { SubscriptionId = "x", WorkspaceName = "ws" }, "SubscriptionId");
        await FailAsync(new() { WorkspaceName = "ws", ResourceGroupName = "rg." }, "ResourceGroupName");
        await FailAsync(new() { WorkspaceName = "w" }, "WorkspaceName");
        await FailAsync(new() { SubscriptionId = ClientFixture.Subscription, ResourceGroupName = "rg" }, "WorkspaceName");
        await FailAsync(new() { ResourceId = ResourceId, Endpoint = new Uri("http://quantum.example/") }, "Endpoint");
        await FailAsync(new() { ResourceId = ResourceId, Endpoint = new Uri("/relative", UriKind.Relative) }, "Endpoint");
        await FailAsync(new() { ResourceId = ResourceId, ResourceManagerEndpoint = new Uri("http://arm.example/") }, "ResourceManagerEndpoint");
        await FailAsync(new() { ResourceId = ResourceId, Location = "eastus", ApiVersion = "latest" }, "ApiVersion");
        await FailAsync(new() { ResourceId = ResourceId, Location = "eastus", ApiKey = new() }, "ApiKey");
        await FailAsync(new() { ResourceId = ResourceId, Location = "eastus", AccessToken = ClientFixture.Secret("a\nb") }, "AccessToken");
    }

    [Fact]
    public async Task ConnectAsync_with_a_key_or_token_requires_a_location_or_endpoint()
    {
        InvalidWorkspaceException key = await FailAsync(
            new() { ResourceId = ClientFixture.WorkspacePath, ApiKey = ClientFixture.Secret(ClientFixture.Key) }, "Location");
        InvalidWorkspaceException token = await FailAsync(
            new() { ResourceId = ClientFixture.WorkspacePath, AccessToken = ClientFixture.Secret("t") }, "Location");

        Assert.Contains("-Location or -Endpoint", key.Message, StringComparison.Ordinal);
        Assert.Contains("-Location or -Endpoint", token.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_prefers_the_connection_string_to_other_variables()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true },
            ("AZURE_QUANTUM_CONNECTION_STRING", ConnectionString),
            ("AZURE_QUANTUM_SUBSCRIPTION_ID", "ignored"));

        Assert.Equal("https://westus-v2.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal("API key", workspace.Credential);
    }

    [Fact]
    public async Task ConnectAsync_prefers_a_credential_option_to_variables()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, AccessToken = ClientFixture.Secret("t") }, ("AZURE_QUANTUM_CONNECTION_STRING", ConnectionString));

        Assert.Equal("access token", workspace.Credential);
    }

    [Fact]
    public async Task ConnectAsync_reads_the_workspace_from_variables()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true },
            ("AZURE_QUANTUM_CONNECTION_STRING", " "),
            ("AZURE_QUANTUM_SUBSCRIPTION_ID", ClientFixture.Subscription),
            ("AZURE_QUANTUM_WORKSPACE_RG", "rg"),
            ("AZURE_QUANTUM_WORKSPACE_NAME", "ws"),
            ("AZURE_QUANTUM_WORKSPACE_LOCATION", "East US"));

        Assert.Equal(ClientFixture.WorkspacePath, workspace.Id);
        Assert.Equal("https://eastus.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
    }

    [Fact]
    public async Task ConnectAsync_without_options_and_variables_names_the_variable()
    {
        InvalidWorkspaceException failure = await FailAsync(new(), "Workspace");

        Assert.Contains("AZURE_QUANTUM_CONNECTION_STRING", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AZURE_QUANTUM_SUBSCRIPTION_ID", "x")]
    [InlineData("AZURE_QUANTUM_SUBSCRIPTION_ID", null)]
    [InlineData("AZURE_QUANTUM_WORKSPACE_RG", "rg.")]
    [InlineData("AZURE_QUANTUM_WORKSPACE_RG", "")]
    [InlineData("AZURE_QUANTUM_WORKSPACE_NAME", "w")]
    [InlineData("AZURE_QUANTUM_WORKSPACE_NAME", null)]
    [InlineData("AZURE_QUANTUM_WORKSPACE_LOCATION", "east/us")]
    public async Task ConnectAsync_names_an_invalid_or_missing_variable(string variable, string? value)
    {
        Dictionary<string, string?> variables = new(ClientFixture.WorkspaceVariables) { [variable] = value };
        InvalidWorkspaceException failure = await FailAsync(new(), variable, [.. variables.Select(item => (item.Key, item.Value))]);

        Assert.Contains(variable, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_names_an_invalid_connection_string_variable_without_its_key()
    {
        InvalidWorkspaceException failure = await FailAsync(
            new(), "AZURE_QUANTUM_CONNECTION_STRING", ("AZURE_QUANTUM_CONNECTION_STRING", ConnectionString.Replace("rg;", "rg.;", StringComparison.Ordinal)));

        Assert.Contains("ResourceGroupName 'rg.'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientFixture.Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_copies_the_key()
    {
        using var key = ClientFixture.Secret(ClientFixture.Key);
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        QuantumWorkspace workspace = await ConnectAsync(new() { SkipValidation = true, ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Endpoint, ApiKey = key });
        key.Dispose();
        await workspace.Client!.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(ClientFixture.Key, server.Requests[0].Headers["x-ms-quantum-api-key"]);
    }

    private static Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, params (string Name, string? Value)[] environment) =>
        ClientFixture.ConnectAsync(options, new WorkspaceClientSettings
        {
            Environment = name => Array.Find(environment, item => item.Name == name).Value,

            // No token is needed to connect.
            CreateCredential = (_, _) => new FakeCredential(new() { Get = (_, _) => throw new Azure.Identity.AuthenticationFailedException("not signed in") }),
        });

    private static async Task<InvalidWorkspaceException> FailAsync(
        WorkspaceConnectionOptions options, string parameterName, params (string Name, string? Value)[] environment)
    {
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(() => ConnectAsync(options, environment));

        Assert.Equal(parameterName, failure.ParameterName);
        return failure;
    }
}
