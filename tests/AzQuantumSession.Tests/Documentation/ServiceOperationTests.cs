using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Tests.Client.Replay;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Compares the operations in docs/service.md, section 2, with the requests of the client, and with the commands that use them.</summary>
public sealed partial class ServiceOperationTests
{
    private const string Version = "2026-01-15-preview";

    // The operations, the commands that reach them, and the methods of the client.
    private static readonly Operation[] Operations =
    [
        new("PUT /sessions/{sessionId}", "New-AzQuantumSession", workspace => workspace.OpenSessionAsync(ClientFixture.Id)),
        new("GET /sessions/{sessionId}", "Get-AzQuantumSession", workspace => workspace.Client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token)),
        new("POST /sessions/{sessionId}:close", "Stop-AzQuantumSession", workspace => workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token)),
        new("GET /sessions", "Get-AzQuantumSession", workspace => workspace.Client.ListSessionsAsync(new(), ClientFixture.Token).ReadAllAsync()),
        new("GET /sessions/{sessionId}/jobs", "Get-AzQuantumSessionJob", workspace => workspace.Client.ListSessionJobsAsync(ClientFixture.Id, new(), ClientFixture.Token).ReadAllAsync()),
        new("PUT /jobs/{jobId}", "Submit-AzQuantumSessionJob", workspace => workspace.SubmitJobAsync(ClientFixture.Id)),
        new("GET /jobs/{jobId}", "Get-AzQuantumSessionJob", workspace => workspace.Client.GetJobAsync(ClientFixture.Id, ClientFixture.Token)),
        new("PATCH /jobs/{jobId}", "Set-AzQuantumSessionJob", workspace => workspace.Client.UpdateJobAsync(ClientFixture.Id, new(), ClientFixture.Token)),
        new("POST /jobs/{jobId}:cancel", "Stop-AzQuantumSessionJob", workspace => workspace.Client.CancelJobAsync(ClientFixture.Id, ClientFixture.Token)),
        new("DELETE /jobs/{jobId}", "Remove-AzQuantumSessionJob", workspace => workspace.Client.DeleteJobAsync(ClientFixture.Id, ClientFixture.Token)),
        new("GET /jobs", "Get-AzQuantumSessionJob", workspace => workspace.Client.ListJobsAsync(new(), ClientFixture.Token).ReadAllAsync()),
        new("GET /topLevelItems", "Get-AzQuantumSessionJob", workspace => workspace.Client.ListStandaloneJobsAsync(new(), ClientFixture.Token).ReadAllAsync()),
        new("GET /providerStatus", "Get-AzQuantumSessionTarget", workspace => workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync()),
        new("GET /quotas", "Get-AzQuantumSessionQuota", workspace => workspace.Client.ListQuotasAsync([], ClientFixture.Token)),
        new("GET /quotaUsages", "Get-AzQuantumSessionQuota", workspace => workspace.Client.ListQuotasAsync([], ClientFixture.Token)),
        new("POST /storage/sasUri", "Submit-AzQuantumSessionJob", workspace => workspace.SubmitJobAsync(ClientFixture.Id)),
    ];

    public static TheoryData<string> Templates { get; } = [.. Operations.Select(operation => operation.Template)];

    [Fact]
    public void Table_has_the_operations_of_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "service.md"));
        string section = page[page.IndexOf("### 2.1 ", StringComparison.Ordinal)..page.IndexOf("### 2.5 ", StringComparison.Ordinal)];

        IEnumerable<string> documented = OperationPattern().Matches(section).Select(match => match.Groups[1].Value);

        Assert.Equal(documented.Order(StringComparer.Ordinal), Templates.Select(row => row.Data).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Client_sends_each_operation(string template)
    {
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(Version);
        workspace.Server.SetResponder(request => Reply(request, template, workspace));

        await Find(template).SendAsync(workspace);

        Assert.Contains(template, workspace.Server.Requests.Select(GetTemplate));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Module_exports_the_command_of_each_operation(string template) =>
        Assert.Contains($"'{Find(template).Command}'", File.ReadAllText(Path.Combine(Checkout.Root, "AzQuantumSession.psd1")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Templates))]
    public void Traces_have_a_template_for_each_operation(string template)
    {
        string path = template.Split(' ')[1];
        Uri uri = new($"https://h{ClientFixture.WorkspacePath}{path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}");

        Assert.Equal(ClientFixture.WorkspaceTemplate + path, UrlTemplate.Find(uri));
    }

    private static Operation Find(string template) => Operations.Single(operation => operation.Template == template);

    /// <summary>Returns a response that lets the client continue. A workspace has quotas or quota usages, and not both.</summary>
    private static ScriptedReply Reply(RecordedRequest request, string template, RecordedWorkspace workspace) => GetTemplate(request) switch
    {
        "GET /quotas" when template != "GET /quotas" => ScriptedReply.Error(404, "ResourceNotFound", "The list belongs to the other kind."),
        "POST /storage/sasUri" or "GET /quotas" or "GET /providerStatus" => workspace.Reply(request),
        "GET /sessions" or "GET /sessions/{sessionId}/jobs" or "GET /jobs" or "GET /topLevelItems" or "GET /quotaUsages" => ScriptedReply.Json(ClientFixture.Page([])),
        "POST /sessions/{sessionId}:close" => ScriptedReply.Json(ClientFixture.Session(status: "Succeeded")),
        _ when request.Path.StartsWith(ClientFixture.WorkspacePath, StringComparison.Ordinal) => ScriptedReply.Json(ClientFixture.Session()),
        _ => new ScriptedReply(201), // The storage account.
    };

    // The templates name the id after the list that contains it.
    private static string GetTemplate(RecordedRequest request)
    {
        string path = request.Path.Replace(ClientFixture.WorkspacePath, "", StringComparison.Ordinal);
        return $"{request.Method} {path.Replace($"/sessions/{ClientFixture.Id}", "/sessions/{sessionId}", StringComparison.Ordinal).Replace($"/jobs/{ClientFixture.Id}", "/jobs/{jobId}", StringComparison.Ordinal)}";
    }

    [GeneratedRegex(@"`((?:GET|PUT|POST|PATCH|DELETE) /[^`?]*)(?:\?[^`]*)?`")]
    private static partial Regex OperationPattern();

    /// <summary>An operation of the service.</summary>
    /// <param name="Template">The method and the path.</param>
    /// <param name="Command">A command that sends it.</param>
    /// <param name="SendAsync">Calls the method of the client that sends it.</param>
    private sealed record Operation(string Template, string Command, Func<RecordedWorkspace, Task> SendAsync);
}
