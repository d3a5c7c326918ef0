using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Tracing;

/// <summary>No trace and no metric contains an input or a secret: each value is one of those that docs/tracing.md lists.</summary>
[Collection(TracingGroup.Name)]
public sealed partial class TracedValueTests : EngineTests, IClassFixture<ImmediateJobsFixture>
{
    private static readonly HashSet<string> Methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"];
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "tracing.md"));

    private readonly TelemetryListener _listener = new();
    private readonly HashSet<string> _commands;

    public TracedValueTests(ImmediateJobsFixture fixture)
        : base(fixture)
    {
        _commands = [.. Run("(Get-Module AzQuantumSession).ExportedCmdlets.Keys").As<string>()];
        Session["folder"] = Folder.Path;
        Session["file"] = Folder.GetPath("my-circuit.json");
        Session["endpoint"] = Workspace.Server.Endpoint;
        Session["secret"] = ScriptBlock.Create("param($Text) $secure = [securestring]::new(); foreach ($c in $Text.ToCharArray()) { $secure.AppendChar($c) }; $secure");
        File.WriteAllText(Folder.GetPath("my-circuit.json"), Circuits.Bell.ToString());
    }

    // Commands with inputs of all kinds, which all begin with "my-" or are ids.
    private static string Script { get; } =
        """
        $session = New-AzQuantumSession ionq.simulator -Name my-session -Tag my-tag
        $job = $session | Submit-AzQuantumSessionJob $file -Name my-job -Shots 17 -Metadata @{ 'my-key' = 'my-value' } -InputParams @{ 'my-param' = 'my-value' } -InputFormat ionq.circuit.v1 -OutputFormat ionq.quantum-results.v1
        $job | Wait-AzQuantumSessionJob | Receive-AzQuantumSessionJob -OutFile $folder
        $job | Get-AzQuantumSessionJobFile | Receive-AzQuantumSessionJobFile -OutFile $folder -Force
        $job | Receive-AzQuantumSessionJobFile -Name my-file
        $job | Restart-AzQuantumSessionJob -Force | Set-AzQuantumSessionJob -Name my-new-name -Tag my-tag
        Get-AzQuantumSession my-s*
        Get-AzQuantumSession my-missing
        Get-AzQuantumSessionJob -Tag my-tag -CreatedAfter 1d
        Get-AzQuantumSessionTarget my-target
        Get-AzQuantumSessionQuota my-provider
        Use-AzQuantumSession ionq.simulator { throw 'my-error' } -Name my-block
        $session | Export-AzQuantumSessionReport "$folder/my-report.html"
        $session | Stop-AzQuantumSession
        $session | Wait-AzQuantumSession -Timeout 0.1
        $session | Submit-AzQuantumSessionJob -InputObject 'my-circuit'
        Connect-AzQuantumWorkspace -ResourceId '/subscriptions/my-subscription/resourceGroups/my-group/providers/Microsoft.Quantum/workspaces/my-workspace' -ApiKey (& $secret my-key) -Endpoint $endpoint
        Disconnect-AzQuantumWorkspace
        """;

    [Theory]
    [InlineData(null)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Values_are_those_of_the_documentation(int? status)
    {
        if (status is { } value)
        {
            await Workspace.FailRequestsAsync(value, path: "/jobs/", times: 1, code: "my-code");
            await Workspace.LoseResponseAsync("PUT");
        }

        foreach (string line in Script.Split('\n'))
        {
            Run(line);
        }

        Assert.True(_listener.Commands.Count() > 20);
        Assert.Contains(_listener.Requests, request => request.DisplayName == "PUT /{container}/{blob}");
        Assert.All(_listener.Spans, span =>
        {
            Assert.Null(span.StatusDescription);
            Assert.Empty(span.Events);
            Assert.Empty(span.Links);
            Assert.Empty(span.Baggage);
            Assert.Equal(span.OperationName, span.DisplayName);
            Assert.True(_commands.Contains(span.DisplayName) || SpanNamePattern().IsMatch(span.DisplayName), span.DisplayName);
            Assert.All(span.TagObjects, AssertAllowed);
        });
        Assert.All(_listener.Measurements.SelectMany(measurement => measurement.Tags), AssertAllowed);
    }

    [Fact]
    public void Page_lists_all_tags_and_instruments()
    {
        Run(Script);

        string[] names = [.. _listener.Spans.SelectMany(span => span.TagObjects).Select(tag => tag.Key), .. _listener.Measurements.Select(measurement => measurement.Instrument.Name)];
        string[] documented = [.. NamePattern().Matches(Page).Select(match => match.Groups[1].Value)];

        Assert.True(documented.Length > 8);
        Assert.Equal(documented.Distinct().Except(["http.request.resend_count"]).Order(StringComparer.Ordinal), names.Distinct().Except(["http.request.resend_count"]).Order(StringComparer.Ordinal));
    }

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return base.DisposeAsync();
    }

    private void AssertAllowed(KeyValuePair<string, object?> tag)
    {
        bool isAllowed = tag.Key switch
        {
            "azquantumsession.command.name" => tag.Value is string name && _commands.Contains(name),
            "http.request.method" => tag.Value is string method && Methods.Contains(method),
            "http.request.resend_count" => tag.Value is > 0 and < 10,
            "http.response.status_code" => tag.Value is >= 200 and < 600,
            "server.address" => tag.Value is string host && host == Workspace.Server.Endpoint.Host,
            "server.port" => tag.Value is int port && port == Workspace.Server.Endpoint.Port,
            "url.template" => tag.Value is string template && SpanNamePattern().IsMatch($"GET {template}"),
            "error.type" => tag.Value is string type
                && (typeof(ErrorIds).GetField(type) is not null || type is "System.Net.Http.HttpRequestException" or "response_ended" or "timeout" or "cancelled" || int.TryParse(type, CultureInfo.InvariantCulture, out _)),
            _ => false,
        };
        Assert.True(isAllowed, $"{tag.Key}: {tag.Value}");
    }

    // Parameters, and the fixed parts of paths.
    [GeneratedRegex(@"^[A-Z]+(?: (?:/(?:\{\w+\}|subscriptions|resourceGroups|providers|Microsoft\.Quantum|workspaces|sessions|jobs|topLevelItems|providerStatus|quotas|quotaUsages|storage|sasUri)(?::close|:cancel)?)+)?$")]
    private static partial Regex SpanNamePattern();

    // The first column of a table.
    [GeneratedRegex(@"^\| `([a-z_]+(?:\.[a-z_]+)+)` \|", RegexOptions.Multiline)]
    private static partial Regex NamePattern();
}
