using System.Diagnostics;
using System.Diagnostics.Metrics;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Tracing;

[Collection(TracingGroup.Name)]
public sealed class CommandTracingTests : EngineTests, IClassFixture<ImmediateJobsFixture>
{
    private const string Name = "azquantumsession.command.name";

    private readonly TelemetryListener _listener;

    public CommandTracingTests(ImmediateJobsFixture fixture)
        : base(fixture) =>
        _listener = new(); // After the connection of the base class.

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void A_command_is_the_parent_of_its_requests()
    {
        Run("$null = New-AzQuantumSession ionq.simulator").AssertNoErrors();

        Assert.Equal(
            """
            New-AzQuantumSession
              GET /providerStatus
              PUT /sessions/{sessionId}
            """,
            _listener.DescribeTree());
        Activity command = Assert.Single(_listener.Commands);
        Assert.Equal(new Dictionary<string, object?> { [Name] = "New-AzQuantumSession" }, command.TagObjects.ToDictionary());
        Assert.Equal(ActivityStatusCode.Unset, command.Status);
    }

    [Fact]
    public void A_command_has_a_measurement()
    {
        Run("$null = Get-AzQuantumSessionTarget").AssertNoErrors();

        Measurement measurement = Assert.Single(_listener.Measurements, measurement => measurement.Instrument.Name == "azquantumsession.command.duration");
        Assert.Equal(new Dictionary<string, object?> { [Name] = "Get-AzQuantumSessionTarget" }, measurement.Tags);
        Assert.Equal(Assert.Single(_listener.Commands).SpanId, measurement.SpanId);
        Assert.Equal("s", measurement.Instrument.Unit);
        Assert.Equal(11, Assert.IsType<Histogram<double>>(measurement.Instrument).Advice!.HistogramBucketBoundaries!.Count);
    }

    [Fact]
    public void Commands_of_a_pipeline_are_beside_each_other()
    {
        Run("New-AzQuantumSession ionq.simulator | ForEach-Object { $_ | Get-AzQuantumSession } | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Equal(3, _listener.Commands.Count());
        Assert.All(_listener.Commands, command => Assert.Equal(_listener.RootId, command.ParentSpanId));
        Assert.Contains("Stop-AzQuantumSession\n  POST /sessions/{sessionId}:close", _listener.DescribeTree(), StringComparison.Ordinal);
        Assert.Contains("Get-AzQuantumSession\n  GET /sessions/{sessionId}", _listener.DescribeTree(), StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_of_a_block_are_below_the_command_that_runs_it()
    {
        // The monitor of the limit sends its first request while the block runs.
        Session["isMonitored"] = () => _listener.Requests.Any(request => request.DisplayName.EndsWith("/sessions/{sessionId}/jobs", StringComparison.Ordinal));
        Run("Use-AzQuantumSession ionq.simulator { $null = $_ | Get-AzQuantumSession; while (-not $isMonitored.Invoke()) { [Threading.Thread]::Sleep(5) } } -MaxJobs 5")
            .AssertNoErrors();

        Activity use = Assert.Single(_listener.Commands, command => command.DisplayName == "Use-AzQuantumSession");
        Activity get = Assert.Single(_listener.Commands, command => command.DisplayName == "Get-AzQuantumSession");
        Assert.Equal(use.SpanId, get.ParentSpanId);
        Assert.Single(_listener.Requests, request => request.ParentSpanId == get.SpanId);
        Assert.All(_listener.Requests.Where(request => request.ParentSpanId != get.SpanId), request => Assert.Equal(use.SpanId, request.ParentSpanId));
    }

    [Fact]
    public async Task A_request_in_the_background_is_below_the_command_that_started_it()
    {
        Run("$session = New-AzQuantumSession ionq.simulator; 1..2 | ForEach-Object { $null = $session | Submit-AzQuantumSessionJob -InputObject $bell }").AssertNoErrors();
        while (_listener.Requests.Count(IsContainerRequest) < 3)
        {
            await Task.Delay(10, ClientFixture.Token);
        }

        Assert.All(_listener.Requests, request => Assert.Contains(request.ParentSpanId, _listener.Commands.Select(command => command.SpanId)));

        static bool IsContainerRequest(Activity request) => request.DisplayName.EndsWith("/storage/sasUri", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parallel_commands_and_items_have_their_own_requests()
    {
        EngineSession[] runspaces = [.. Enumerable.Range(0, 3).Select(_ => OpenRunspace(new()))];
        try
        {
            await Task.WhenAll(runspaces.Select(runspace => runspace.RunAsync("New-AzQuantumSession ionq.simulator -Name a, b, c, d | Stop-AzQuantumSession")));
        }
        finally
        {
            Array.ForEach(runspaces, runspace => runspace.Dispose());
        }

        AssertRequests("New-AzQuantumSession", "PUT", "/sessions/{sessionId}");
        AssertRequests("Stop-AzQuantumSession", "POST", "/sessions/{sessionId}:close");

        void AssertRequests(string name, string method, string path)
        {
            Activity[] commands = [.. _listener.Commands.Where(command => command.DisplayName == name)];
            Assert.Equal(3, commands.Length);
            Assert.All(commands, command => Assert.Equal(4, _listener.Requests.Count(request =>
                request.ParentSpanId == command.SpanId && request.DisplayName == $"{method} {ClientFixture.WorkspaceTemplate}{path}")));
        }
    }

    [Theory]
    [InlineData("Get-AzQuantumSession $absent", "NotFound")]
    [InlineData("Get-AzQuantumSession $absent -ErrorAction Stop", "NotFound")]
    [InlineData("Get-AzQuantumSession $absent -ErrorAction SilentlyContinue", "NotFound")]
    [InlineData("Get-AzQuantumSession -First 1 -Id $absent", "PagingNotSupported")]
    [InlineData("Get-AzQuantumSession | Select-Object -First 1", null)]
    public void The_first_error_id_is_the_type_of_error(string script, string? errorType)
    {
        using EngineSession runspace = OpenRunspace(new() { Commands = SelectObject });
        runspace.Run($"$absent = '{AbsentId}'; $null = New-AzQuantumSession ionq.simulator").AssertNoErrors();

        runspace.Run(script);

        Activity command = Assert.Single(_listener.Commands, command => command.DisplayName == "Get-AzQuantumSession");
        Assert.Equal(errorType, command.GetTagItem("error.type"));
        Assert.Equal(errorType is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, command.Status);
        Assert.Null(command.StatusDescription);
        Assert.Equal(errorType, _listener.Measurements.Last(measurement => Name.Equals(measurement.Tags.Keys.First(), StringComparison.Ordinal)).Tags.GetValueOrDefault("error.type"));
    }

    [Fact]
    public void A_command_ends_its_span_when_it_is_stopped_and_keeps_the_current_activity()
    {
        Activity? before = Activity.Current;
        Run("New-AzQuantumSession ionq.simulator | ForEach-Object { throw 'stop' }");

        Assert.Same(before, Activity.Current);
        Assert.Null(Assert.Single(_listener.Commands).GetTagItem("error.type"));
    }

    [Fact]
    public void Disconnect_AzQuantumWorkspace_has_a_span()
    {
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();

        Assert.Equal("Disconnect-AzQuantumWorkspace", _listener.DescribeTree());
    }
}
