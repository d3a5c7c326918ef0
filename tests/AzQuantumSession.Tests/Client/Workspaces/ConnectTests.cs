using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Workspaces;

/// <summary>Which workspace and which credential the options and the environment mean.</summary>
public sealed class ConnectTests
{
    private const string Text = $"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=ws;ApiKey={ClientFixture.Key};QuantumEndpoint=https://westus-v2.quantum.azure.com/;";

    [Fact]
    public async Task A_connection_string_says_it_all()
    {
        QuantumWorkspace workspace = await ConnectAsync(new() { SkipValidation = true, ConnectionString = ClientFixture.Secret(Text) });

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
    public async Task A_given_endpoint_comes_before_the_connection_strings()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, ConnectionString = ClientFixture.Secret(Text), Endpoint = new Uri("https://private.example/base") });

        Assert.Equal("https://private.example/base/", workspace.Endpoint!.AbsoluteUri);
    }

    [Theory]
    [InlineData("East US", "eastus")]
    [InlineData(" west Europe ", "westeurope")]
    [InlineData("eastus2", "eastus2")]
    public async Task A_location_is_enough_and_needs_no_lookup(string location, string expected)
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
    public async Task A_location_that_is_none_is_refused(string location) =>
        await FailsAsync(new() { ResourceId = ClientFixture.WorkspacePath, Location = location }, "Location");

    [Fact]
    public async Task A_resource_id_names_the_workspace()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, ResourceId = ClientFixture.WorkspacePath.ToUpperInvariant() + "/", Location = "eastus", AccessToken = ClientFixture.Secret("t") });

        Assert.Equal("WS", workspace.Name);
        Assert.Equal("access token", workspace.Credential);
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused()
    {
        var text = ClientFixture.Secret(Text);
        var secret = ClientFixture.Secret("s");
        await FailsAsync(new() { ConnectionString = text, ResourceId = ClientFixture.WorkspacePath }, "ConnectionString");
        await FailsAsync(new() { ConnectionString = text, WorkspaceName = "ws" }, "ConnectionString");
        await FailsAsync(new() { ConnectionString = text, ApiKey = secret }, "ApiKey");
        await FailsAsync(new() { ConnectionString = text, AccessToken = secret }, "AccessToken");
        await FailsAsync(new() { ConnectionString = text, Location = "eastus" }, "Location");
        await FailsAsync(new() { ResourceId = ClientFixture.WorkspacePath, SubscriptionId = ClientFixture.Subscription }, "ResourceId");
        await FailsAsync(new() { ResourceId = ClientFixture.WorkspacePath, Location = "eastus", ApiKey = secret, AccessToken = secret }, "AccessToken");
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        WorkspaceConnectionOptions good = new() { ResourceId = ClientFixture.WorkspacePath, Location = "eastus" };
        await FailsAsync(new() { ResourceId = "/subscriptions/x" }, "ResourceId");
        await FailsAsync(new() { WorkspaceName = "ws", ResourceGroupName = "rg", SubscriptionId = "x" }, "SubscriptionId");
        await FailsAsync(new() { SubscriptionId = "x", WorkspaceName = "ws" }, "SubscriptionId");
        await FailsAsync(new() { WorkspaceName = "ws", ResourceGroupName = "rg." }, "ResourceGroupName");
        await FailsAsync(new() { WorkspaceName = "w" }, "WorkspaceName");
        await FailsAsync(new() { SubscriptionId = ClientFixture.Subscription, ResourceGroupName = "rg" }, "WorkspaceName");
        await FailsAsync(new() { ResourceId = good.ResourceId, Endpoint = new Uri("http://quantum.example/") }, "Endpoint");
        await FailsAsync(new() { ResourceId = good.ResourceId, Endpoint = new Uri("/relative", UriKind.Relative) }, "Endpoint");
        await FailsAsync(new() { ResourceId = good.ResourceId, ResourceManagerEndpoint = new Uri("http://arm.example/") }, "ResourceManagerEndpoint");
        await FailsAsync(new() { ResourceId = good.ResourceId, Location = "eastus", ApiVersion = "latest" }, "ApiVersion");
        await FailsAsync(new() { ResourceId = good.ResourceId, Location = "eastus", ApiKey = new() }, "ApiKey");
        await FailsAsync(new() { ResourceId = good.ResourceId, Location = "eastus", AccessToken = ClientFixture.Secret("a\nb") }, "AccessToken");
    }

    [Fact]
    public async Task A_key_alone_cannot_look_the_workspace_up()
    {
        InvalidWorkspaceException key = await FailsAsync(
            new() { ResourceId = ClientFixture.WorkspacePath, ApiKey = ClientFixture.Secret(ClientFixture.Key) }, "Location");
        InvalidWorkspaceException token = await FailsAsync(
            new() { ResourceId = ClientFixture.WorkspacePath, AccessToken = ClientFixture.Secret("t") }, "Location");

        Assert.Contains("-Location or -Endpoint", key.Message, StringComparison.Ordinal);
        Assert.Contains("-Location or -Endpoint", token.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environments_connection_string_comes_first()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true },
            ("AZURE_QUANTUM_CONNECTION_STRING", Text),
            ("AZURE_QUANTUM_SUBSCRIPTION_ID", "ignored"));

        Assert.Equal("https://westus-v2.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal("API key", workspace.Credential);
    }

    [Fact]
    public async Task A_given_credential_comes_before_the_environments()
    {
        QuantumWorkspace workspace = await ConnectAsync(
            new() { SkipValidation = true, AccessToken = ClientFixture.Secret("t") }, ("AZURE_QUANTUM_CONNECTION_STRING", Text));

        Assert.Equal("access token", workspace.Credential);
    }

    [Fact]
    public async Task The_environment_may_name_the_workspace_in_parts()
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
    public async Task An_empty_environment_says_what_could_be_given()
    {
        InvalidWorkspaceException failure = await FailsAsync(new(), "Workspace");

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
    public async Task A_variable_that_is_wrong_or_missing_is_named(string variable, string? value)
    {
        Dictionary<string, string?> variables = new()
        {
            ["AZURE_QUANTUM_SUBSCRIPTION_ID"] = ClientFixture.Subscription,
            ["AZURE_QUANTUM_WORKSPACE_RG"] = "rg",
            ["AZURE_QUANTUM_WORKSPACE_NAME"] = "ws",
            ["AZURE_QUANTUM_WORKSPACE_LOCATION"] = "eastus",
            [variable] = value,
        };
        InvalidWorkspaceException failure = await FailsAsync(new(), variable, [.. variables.Select(item => (item.Key, item.Value))]);

        Assert.Contains(variable, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_in_the_environment_that_is_wrong_is_named_without_its_key()
    {
        InvalidWorkspaceException failure = await FailsAsync(
            new(), "AZURE_QUANTUM_CONNECTION_STRING", ("AZURE_QUANTUM_CONNECTION_STRING", Text.Replace("rg;", "rg.;", StringComparison.Ordinal)));

        Assert.Contains("ResourceGroupName 'rg.'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientFixture.Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_copied()
    {
        using var key = ClientFixture.Secret(ClientFixture.Key);
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        QuantumWorkspace workspace = await ConnectAsync(new() { SkipValidation = true, ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Endpoint, ApiKey = key });
        key.Dispose();
        await workspace.Client!.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal(ClientFixture.Key, server.Requests[0].Headers["x-ms-quantum-api-key"]);
    }

    private static Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, params (string Name, string? Value)[] environment) =>
        new WorkspaceClientFactory(new WorkspaceClientSettings
        {
            Environment = name => Array.Find(environment, item => item.Name == name).Value,
            CreateCredential = (_, _) => throw new InvalidOperationException("No credential is needed to connect."),
        }).ConnectAsync(options, ClientFixture.Token);

    private static async Task<InvalidWorkspaceException> FailsAsync(
        WorkspaceConnectionOptions options, string part, params (string Name, string? Value)[] environment)
    {
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(() => ConnectAsync(options, environment));

        Assert.Equal(part, failure.ParameterName);
        return failure;
    }
}
