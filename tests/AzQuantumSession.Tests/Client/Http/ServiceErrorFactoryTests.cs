using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests the complete messages of the errors of requests.</summary>
public sealed class ServiceErrorFactoryTests
{
    private static readonly Uri Endpoint = new("https://eastus.quantum.azure.com/");
    private static readonly RequestDescription ReadSession = new("read session 's1'", "Session 's1'");

    [Theory]
    [InlineData(400, "Workspace 'ws' refused to read session 's1' (HTTP 400, request id srv-1).", null)]
    [InlineData(401, "Workspace 'ws' did not accept the API key to read session 's1' (HTTP 401, request id srv-1).", "Renew the key.")]
    [InlineData(403, "The API key may not read session 's1' in workspace 'ws' (HTTP 403, request id srv-1).", "Ask for the role.")]
    [InlineData(404, "Session 's1' was not found in workspace 'ws' (HTTP 404, request id srv-1).", "Check the id and the workspace.")]
    [InlineData(408, "Workspace 'ws' is currently unable to read session 's1', even after 3 retries (HTTP 408, request id srv-1).", "Try again later, and check the service's status page.")]
    [InlineData(409, "Workspace 'ws' refused to read session 's1' (HTTP 409, request id srv-1).", null)]
    [InlineData(429, "Workspace 'ws' received too many requests to read session 's1', even after 3 retries (HTTP 429, request id srv-1).", "Wait, and then send requests less often.")]
    [InlineData(500, "Workspace 'ws' is currently unable to read session 's1', even after 3 retries (HTTP 500, request id srv-1).", "Try again later, and check the service's status page.")]
    [InlineData(501, "Workspace 'ws' is currently unable to read session 's1' (HTTP 501, request id srv-1).", "Try again later, and check the service's status page.")]
    public void FromResponse_describes_the_status_and_recommends_an_action(int status, string problem, string? action)
    {
        QuantumServiceException error = CreateFactory().FromResponse(new ScriptedResponse(status, ("x-ms-request-id", "srv-1")), Endpoint, ReadSession);

        Assert.Equal(action is null ? problem : $"{problem} {action}", error.Message);
        Assert.Equal(action, error.RecommendedAction);
        Assert.Equal(status, error.StatusCode);
        Assert.Equal("srv-1", error.RequestId);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public void FromResponse_shortens_a_long_id(int status)
    {
        string id = new('x', 1_000_000);
        QuantumServiceException error = CreateFactory().FromResponse(
            new ScriptedResponse(status, ("x-ms-request-id", id)), Endpoint, new RequestDescription($"read session '{id}'", $"Session '{id}'"));

        Assert.InRange(error.Message.Length, 100, 1000);
        Assert.InRange(error.RequestId!.Length, 100, 300);
    }

    [Fact]
    public void FromResponse_reports_an_existing_id_for_status_409_without_resource()
    {
        QuantumServiceException error = CreateFactory().FromResponse(new ScriptedResponse(409), Endpoint, new RequestDescription("open session 's1'"));

        Assert.Equal(QuantumErrorKind.Conflict, error.Kind);
        Assert.Equal(
            "The id already exists with other content, so the client cannot open session 's1' in workspace 'ws' (HTTP 409, request id client-1). Use another id.",
            error.Message);
    }

    [Fact]
    public void FromResponse_returns_the_client_request_id_if_the_service_request_id_is_blank() =>
        Assert.Equal("client-1", CreateFactory().FromResponse(new ScriptedResponse(400, ("x-ms-request-id", " ")), Endpoint, ReadSession).RequestId);

    [Fact]
    public void FromResponse_reports_a_missing_workspace_for_status_404_without_subject() => Assert.Equal(
        "Workspace 'ws' was not found (HTTP 404, request id client-1). Check its name, resource group, and subscription, and that https://eastus.quantum.azure.com is the endpoint of its region.",
        CreateFactory().FromResponse(new ScriptedResponse(404), Endpoint, new RequestDescription("list sessions")).Message);

    [Theory]
    [InlineData(300)]
    [InlineData(399)]
    public void FromResponse_rejects_every_redirect(int status) => Assert.Equal(
        $"The response to the request to read session 's1' cannot be read: it is a redirect, which the service does not use and the client does not follow (HTTP {status}, request id client-1). Check that https://eastus.quantum.azure.com is the URI of the service, not of a proxy in front of the service.",
        CreateFactory().FromResponse(new ScriptedResponse(status, ("Location", "/elsewhere")), Endpoint, ReadSession).Message);

    [Fact]
    public void FromResponse_names_the_other_host_of_a_redirect() => Assert.Equal(
        "The response to the request to read session 's1' points to another host, https://other, and the client did not follow it: the API key is sent only to https://eastus.quantum.azure.com (HTTP 307, request id client-1). If the workspace has moved, connect to its new endpoint.",
        CreateFactory().FromResponse(new ScriptedResponse(307, ("Location", "https://other/x?sig=1")), Endpoint, ReadSession).Message);

    [Fact]
    public void InsecureAddress_names_the_storage() => Assert.Equal(
        "The response to the request to read session 's1' points to storage at http://storage, and the client did not connect to it: a SAS is sent only over https, or over http to the same machine (HTTP 200, request id client-1). Check that https://eastus.quantum.azure.com is the URI of the service.",
        CreateFactory().InsecureAddress(new ScriptedResponse(200), ReadSession, new Uri("http://storage/c?sig=1")).Message);

    [Theory]
    [InlineData("https://eastus.quantum.azure.com/", HttpRequestError.NameResolutionError, "Cannot connect to eastus.quantum.azure.com:443 to read session 's1': the name was not found (DNS) (4 attempts, request id r1).", "Check that 'eastus' is the region of the workspace, and then check the network and its DNS.")]
    [InlineData("https://h/", HttpRequestError.NameResolutionError, "Cannot connect to h:443 to read session 's1': the name was not found (DNS) (4 attempts, request id r1).", "Check the host name, and then check the network and its DNS.")]
    [InlineData("https://h/", HttpRequestError.ProxyTunnelError, "Cannot connect to h:443 to read session 's1': the proxy refused the connection (4 attempts, request id r1).", "Check the endpoint, the network, the proxy, and the firewall, and then try again.")]
    public void FromException_recommends_an_action_for_the_cause(string endpoint, HttpRequestError cause, string problem, string action)
    {
        QuantumServiceException? error = CreateFactory(endpoint).FromException(new HttpRequestException(cause), ReadSession, "r1");

        Assert.Equal($"{problem} {action}", error!.Message);
        Assert.Equal(action, error.RecommendedAction);
        Assert.Equal(QuantumErrorKind.Connection, error.Kind);
        Assert.Equal("r1", error.RequestId);
    }

    [Fact]
    public void FromException_suspects_a_firewall_after_a_connect_timeout()
    {
        System.Net.Sockets.SocketException timeout = new((int)System.Net.Sockets.SocketError.TimedOut);

        Assert.Equal(
            "A firewall may block port 8443: have the port opened to h, or set HTTPS_PROXY.",
            CreateFactory("https://h:8443/").FromException(new HttpRequestException("hidden", timeout), ReadSession, null)!.RecommendedAction);
    }

    [Fact]
    public void FromException_reports_the_duration_of_a_timeout()
    {
        QuantumServiceException? error = CreateFactory().FromException(new TaskCanceledException(), ReadSession, null);

        Assert.Equal(
            "eastus.quantum.azure.com:443 did not respond to the request to read session 's1' within 1.5 s (4 attempts). Check the network and the service's status page, and then try again.",
            error!.Message);
        Assert.Equal(QuantumErrorKind.Timeout, error.Kind);
    }

    [Fact]
    public void FromException_returns_null_for_another_exception() =>
        Assert.Null(CreateFactory().FromException(new InvalidOperationException(), ReadSession, null));

    [Theory]
    [InlineData(null)]
    [InlineData("Session 's1'")]
    public void FromResponse_names_the_V2_endpoint_until_the_workspace_has_responded(string? resource)
    {
        const string Advice = "If the workspace is of kind V2, connect with -Endpoint https://eastus-v2.quantum.azure.com/";
        EndpointHint hint = new(new Uri("https://eastus-v2.quantum.azure.com/"), problem: null);
        ServiceErrorFactory factory = CreateFactory(hint: hint);
        RequestDescription request = new("read", resource);

        Assert.EndsWith(Advice, factory.FromResponse(new ScriptedResponse(404), Endpoint, request).RecommendedAction, StringComparison.Ordinal);
        hint.Confirm();
        Assert.DoesNotContain(Advice, factory.FromResponse(new ScriptedResponse(404), Endpoint, request).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_a_workspace_that_does_not_respond_contain_its_problem()
    {
        ServiceErrorFactory factory = CreateFactory(hint: new EndpointHint(null, "It is not ready."));

        Assert.Contains(" It is not ready. ", factory.FromResponse(new ScriptedResponse(404), Endpoint, ReadSession).Message, StringComparison.Ordinal);
        Assert.Contains(" It is not ready. ", factory.FromResponse(new ScriptedResponse(503), Endpoint, ReadSession).Message, StringComparison.Ordinal);
        Assert.Contains(" It is not ready. ", factory.FromException(new TaskCanceledException(), ReadSession, null)!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not ready", factory.FromResponse(new ScriptedResponse(400), Endpoint, ReadSession).Message, StringComparison.Ordinal);
    }

    private static ServiceErrorFactory CreateFactory(string endpoint = "https://eastus.quantum.azure.com/", EndpointHint? hint = null) => new(
        "workspace 'ws'",
        "workspace 'ws'",
        "the API key",
        "Ask for the role.",
        "Renew the key.",
        new Uri(endpoint),
        new WorkspaceClientSettings { MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(1.5) },
        hint);
}
