using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Workspaces;

namespace AzQuantumSession.Tests.Client.Workspaces;

public sealed class ConnectionStringTests
{
    private const string Head = $"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=ws;";
    private const string Tail = "QuantumEndpoint=https://eastus.quantum.azure.com/;";
    private const string Whole = $"{Head}ApiKey={ClientFixture.Key};{Tail}";

    [Theory]
    [InlineData(Whole)]
    [InlineData($"{Head}ApiKey={ClientFixture.Key};QuantumEndpoint=https://eastus.quantum.azure.com")]
    [InlineData($"QuantumEndpoint = https://eastus.quantum.azure.com/ ; apikey={ClientFixture.Key};WORKSPACENAME=ws;resourcegroupname= rg ;;subscriptionid={ClientFixture.Subscription}")]
    public void Parse_accepts_any_order_and_case(string text)
    {
        ResolvedWorkspaceOptions options = ConnectionString.Parse(text);

        Assert.Equal(ClientFixture.WorkspacePath, options.Id!.ToString());
        Assert.Equal(ClientFixture.Key, options.ApiKey!.ToPlainText());
        Assert.Equal("https://eastus.quantum.azure.com/", options.Endpoint!.AbsoluteUri);
    }

    [Fact]
    public void Parse_rejects_a_key_that_is_too_long() => AssertFailure($"{Head}ApiKey={new string('k', 70_000)};{Tail}", "ApiKey", "too long");

    [Fact]
    public void Parse_accepts_a_tenant_in_place_of_a_key()
    {
        ResolvedWorkspaceOptions options = ConnectionString.Parse($"{Head}tenantid= contoso.com ;{Tail}");

        Assert.Equal((ClientFixture.WorkspacePath, "contoso.com"), (options.Id!.ToString(), options.TenantId));
        Assert.Null(options.ApiKey);
        Assert.Equal("https://eastus.quantum.azure.com/", options.Endpoint!.AbsoluteUri);
    }

    [Theory]
    [InlineData($"ResourceGroupName=rg;WorkspaceName=ws;ApiKey=k;{Tail}", "SubscriptionId")]
    [InlineData($"SubscriptionId={ClientFixture.Subscription};WorkspaceName=ws;ApiKey=k;{Tail}", "ResourceGroupName")]
    [InlineData($"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;ApiKey=k;{Tail}", "WorkspaceName")]
    [InlineData($"{Head}{Tail}", "ApiKey")]
    [InlineData($"{Head}TenantId=;{Tail}", "ApiKey")]
    [InlineData($"{Head}TenantId=contoso.com", "QuantumEndpoint")]
    [InlineData($"{Head}ApiKey=;{Tail}", "ApiKey")]
    [InlineData($"{Head}ApiKey=k", "QuantumEndpoint")]
    [InlineData("", "SubscriptionId")]
    public void Parse_names_a_missing_part(string text, string part) => AssertFailure(text, part, "missing");

    [Theory]
    [InlineData($"{Whole}ApiKey=x", "ApiKey", "more than once")]
    [InlineData($"{Whole}WorkspaceName=ws", "WorkspaceName", "more than once")]
    [InlineData($"{Whole}TenantId=contoso.com", "ApiKey", "both ApiKey and TenantId")]
    [InlineData($"{Whole}SubscripionId=x", "SubscripionId", "not a part of a connection string")]
    public void Parse_names_a_repeated_or_unknown_part(string text, string part, string expected) => AssertFailure(text, part, expected);

    [Theory]
    [InlineData($"{Head}ApiKey=k k;{Tail}", "ApiKey", "characters")]
    [InlineData($"{Head}ApiKey=k;QuantumEndpoint=https://a\uf4f3b/", "QuantumEndpoint", "host with invalid characters")]
    [InlineData($"{Head}TenantId=my tenant;{Tail}", "TenantId", "neither a GUID nor a domain")]
    [InlineData($"SubscriptionId=not-a-guid;ResourceGroupName=rg;WorkspaceName=ws;ApiKey=k;{Tail}", "SubscriptionId", "GUID")]
    [InlineData($"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg.;WorkspaceName=ws;ApiKey=k;{Tail}", "ResourceGroupName", "period")]
    [InlineData($"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=-ws;ApiKey=k;{Tail}", "WorkspaceName", "hyphen")]
    public void Parse_names_an_invalid_value(string text, string part, string expected) => AssertFailure(text, part, expected);

    [Theory]
    [InlineData("http://eastus.quantum.azure.com/")]
    [InlineData("ftp://127.0.0.1/")]
    public void Parse_names_an_insecure_endpoint(string endpoint) =>
        AssertFailure($"{Head}ApiKey=k;QuantumEndpoint={endpoint}", "QuantumEndpoint", "unencrypted");

    [Theory]
    [InlineData("eastus", "not a valid URI")]
    [InlineData("https://u:p@h/", "user")]
    [InlineData("https://h/?a=b", "query")]
    public void Parse_names_an_invalid_endpoint(string endpoint, string expected) =>
        AssertFailure($"{Head}ApiKey=k;QuantumEndpoint={endpoint}", "QuantumEndpoint", expected);

    [Fact]
    public void Parse_does_not_show_a_padded_key_as_a_part_name()
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => ConnectionString.Parse("OnlyLetters=="));

        Assert.DoesNotContain("OnlyLetters", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClientFixture.Key)]
    [InlineData($"{Head}{ClientFixture.Key};{Tail}")]
    [InlineData($"{Head}ApiKey=abc;{ClientFixture.Key};{Tail}")]
    [InlineData($"{Whole}{ClientFixture.Key}x=1")]
    [InlineData($"{Whole}ApiKey={ClientFixture.Key}")]
    [InlineData($"{Head}ApiKey={ClientFixture.Key} {ClientFixture.Key};{Tail}")]
    public void Parse_never_shows_the_key(string text)
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => ConnectionString.Parse(text));

        Assert.DoesNotContain(ClientFixture.Key.TrimEnd('='), failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ClientFixture.Key.TrimEnd('='), failure.ParameterName, StringComparison.Ordinal);
    }

    private static void AssertFailure(string text, string part, string expected)
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => ConnectionString.Parse(text));

        Assert.Equal(part, failure.ParameterName);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
