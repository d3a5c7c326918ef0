using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AzQuantumSession.Tests.Views;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The text that the host displays for each type, without the modules of PowerShell.</summary>
public sealed partial class ViewTests
{
    // Format-List is in a module of PowerShell. The engine alone formats the list.
    private static readonly Dictionary<string, Type> FormatList = new() { ["Format-List"] = typeof(FormatListCommand) };

    [Fact]
    public void Table_of_sessions_and_jobs_in_80_columns_has_no_id()
    {
        string created = ViewSamples.Start.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        AssertShows(
            $"""
            Name             Status     Target              Created     Duration       Cost
            ----             ------     ------              -------     --------       ----
            a name that is … Failure(s) ionq.qpu.aria-1     {created}   12d 05h  1,235 USD
            bell             Succeeded  ionq.simulator      {created}  00:01:15  <0.01 USD
            """,
            width: 80,
            ViewSamples.Session,
            ViewSamples.Job);
    }

    [Fact]
    public void Table_of_sessions_and_jobs_in_120_columns_has_the_id()
    {
        string created = ViewSamples.Start.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        AssertShows(
            $"""
            Name             Status     Target              Created     Duration       Cost Id
            ----             ------     ------              -------     --------       ---- --
            a name that is … Failure(s) ionq.qpu.aria-1     {created}   12d 05h  1,235 USD {ViewSamples.SessionId}
            bell             Succeeded  ionq.simulator      {created}  00:01:15  <0.01 USD {ViewSamples.JobId}
            """,
            width: 120,
            ViewSamples.Session,
            ViewSamples.Job);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_shows_the_running_time_of_an_open_session(int width)
    {
        var session = new QuantumSession { Id = ViewSamples.SessionId, Name = "open", Status = "Waiting", Target = "ionq.simulator", CreationTime = DateTimeOffset.Now.AddSeconds(-5) };
        string created = session.CreationTime.Value.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

        string row = Show(width, "$item", session).Split('\n')[2];

        Assert.Matches($"^open             Waiting    ionq.simulator      {created} 00:0", row);
        Assert.Equal(width == 120, row.EndsWith($"            {ViewSamples.SessionId}", StringComparison.Ordinal));
    }

    [Fact]
    public void List_of_a_session_shows_all_properties_with_a_value() => AssertShowsList(
        $"""
        Name               : a name that is too long for its column
        Id                 : {ViewSamples.SessionId}
        Status             : Failure(s)
        Target             : ionq.qpu.aria-1
        ProviderId         : ionq
        JobFailurePolicy   : Continue
        Priority           : High
        JobPriority        : Basic
        CreationTime       : {Local(0)}
        BeginExecutionTime : {Local(1)}
        EndExecutionTime   : {Local(12.25 * 24 * 60)}
        Duration           : 12d 05h
        Jobs               : 1 Failed, 1 Succeeded
        LastActivityTime   : {Local(5)}
        Timing             : busy 00:00:00, queued 00:00:00, idle 12.06:00:00
        LastModifiedTime   : {Local(3)}
        LastUpdatedTime    : {Local(4)}
        Cost               : 1234.567 USD
        CostDetails        : {ViewSamples.Gates}, {ViewSamples.Gates}
        Error              : JobFailed: A job failed.
        ErrorDetails       : Job: 7
        Tags               : chem
        Usage              : hqc: 1.5
        CreatedBy          : me
        CreatedByType      : User
        LastModifiedBy     : you
        LastModifiedByType : Key
        Workspace          : {ViewSamples.WorkspaceId}
        """.Replace($"{ViewSamples.Gates}, {ViewSamples.Gates}", $"{{{ViewSamples.Gates}, {ViewSamples.Gates}}}", StringComparison.Ordinal),
        ViewSamples.Session);

    [Fact]
    public void List_of_an_open_session_omits_empty_properties()
    {
        QuantumSession session = new QuantumSession { Id = "id", Name = "open", Status = "Waiting", CreationTime = ViewSamples.Start }.WithJobs([]);

        string[] labels = [.. Show(120, "$item | Format-List", session).Split('\n').Select(line => line.Split(':')[0].Trim())];

        Assert.Equal(
            ["Name", "Id", "Status", "Target", "ProviderId", "CreationTime", "Duration", "Jobs", "LastActivityTime", "TimesOutIn", "Timing", "Workspace"],
            labels);
    }

    [Fact]
    public void List_of_a_job_shows_all_properties_with_a_value() => AssertShowsList(
        $"""
        Name                  : bell
        Id                    : {ViewSamples.JobId}
        Status                : Succeeded
        SessionId             : {ViewSamples.SessionId}
        Target                : ionq.simulator
        ProviderId            : ionq
        JobType               : QuantumComputing
        InputDataFormat       : ionq.circuit.v1
        OutputDataFormat      : ionq.quantum-results.v1
        InputParams           : shots: 500
        Metadata              : step: 1
        IsCancelling          : False
        CreationTime          : {Local(0)}
        BeginExecutionTime    : {Local(1)}
        EndExecutionTime      : {Local(2.25)}
        Duration              : 00:01:15
        QuantumComputingCount : 0
        Cost                  : 0.001 USD
        InputDataUri          : https://storage.example/job/inputData
        OutputDataUri         : https://storage.example/job/rawOutputData
        Workspace             : /workspace
        """,
        ViewSamples.Job);

    [Fact]
    public void Table_of_targets_in_80_columns_has_no_qubits() => AssertShows(
        """
        Id                             ProviderId               Availability  QueueTime
        --                             ----------               ------------  ---------
        ionq.qpu.aria-1                ionq                     Available    2.04:30:00
        rigetti.qpu.ankaa-3            rigetti                  Unavailable
        """,
        width: 80,
        ViewSamples.Targets);

    [Fact]
    public void Table_of_targets_in_120_columns_has_the_qubits() => AssertShows(
        """
        Id                             ProviderId               Availability   QueueTime Qubits
        --                             ----------               ------------   --------- ------
        ionq.qpu.aria-1                ionq                     Available     2.04:30:00     25
        rigetti.qpu.ankaa-3            rigetti                  Unavailable
        """,
        width: 120,
        ViewSamples.Targets);

    [Fact]
    public void Table_of_workspaces_in_80_columns_has_endpoint_and_credential() => AssertShows(
        """
        Name             Endpoint                                     Credential
        ----             --------                                     ----------
        research         https://research.eastus.quantum.azure.com/   API key
        """,
        width: 80,
        ViewSamples.Workspace);

    [Fact]
    public void Table_of_workspaces_in_120_columns_has_resource_group_and_location() => AssertShows(
        """
        Name             Endpoint                                     Credential        ResourceGroupName      Location
        ----             --------                                     ----------        -----------------      --------
        research         https://research.eastus.quantum.azure.com/   API key           research-rg            eastus
        """,
        width: 120,
        ViewSamples.Workspace);

    [Fact]
    public void List_of_a_workspace_shows_all_properties_with_a_value() => AssertShowsList(
        """
        Name              : research
        ResourceGroupName : research-rg
        SubscriptionId    : 11111111-2222-3333-4444-555555555555
        Location          : eastus
        Endpoint          : https://research.eastus.quantum.azure.com/
        Credential        : API key
        Id                : /workspace
        """,
        ViewSamples.Workspace);

    [Theory]
    [InlineData(80, "2q gate sh…")]
    [InlineData(120, "2q gate shot")]
    public void Table_of_cost_events_truncates_the_unit_in_80_columns(int width, string unit) => AssertShows(
        $"""
        Dimension                        Consumed       Billed    UnitPrice Unit
        ---------                        --------       ------    --------- ----
        2Q Gate Shot                         1000       1200.5     0.000975 {unit}
        """,
        width,
        ViewSamples.Gates);

    [Theory]
    [InlineData(80, 69, 23)]
    [InlineData(120, 75, 25)]
    public void Table_of_outcomes_fits_its_bars_to_the_window(int width, int first, int second) => AssertShows(
        $"""
        Outcome Probability Count Bar
        ------- ----------- ----- ---
        00           0.7500   375 {ViewText.Bar(first)}
        11           0.2500   125 {ViewText.Bar(second)}
        """,
        width,
        [.. ViewSamples.Result.Histogram]);

    [Theory]
    [InlineData(80, 69, 23)]
    [InlineData(120, 75, 25)]
    public void Result_view_fits_its_histogram_to_the_window(int width, int first, int second)
    {
        string histogram =
            $"""
            bell on ionq.simulator
            Outcome Probability Count Bar
            ------- ----------- ----- ---
            00           0.7500   375 {ViewText.Bar(first)}
            11           0.2500   125 {ViewText.Bar(second)}
            """;

        AssertShows($"{histogram}\n\n{histogram}", width, ViewSamples.Result, ViewSamples.Result);
    }

    [Fact]
    public void Result_view_counts_the_omitted_outcomes()
    {
        QuantumOutcome[] outcomes = [.. Enumerable.Range(0, 64).Select(i => new QuantumOutcome { Outcome = $"{i:b6}", Probability = 1.0 / 64 })];

        string[] lines = Show(80, "$item", new QuantumJobResult { Name = "uniform", Target = "t", IsParsed = true, Histogram = outcomes }).Split('\n');

        Assert.Equal(1 + 2 + 32 + 1, lines.Length);
        Assert.Equal("... and 32 more outcomes in Histogram.", lines[^1]);
    }

    [Fact]
    public void Result_view_points_to_Raw_for_an_unknown_format() => AssertShows(
        """
        bell on ionq.simulator
        3 bytes in the format 'new.v9', in Raw.
        """,
        width: 80,
        new QuantumJobResult { Name = "bell", Target = "ionq.simulator", OutputDataFormat = "new.v9", Raw = [1, 2, 3] });

    [Fact]
    public void List_of_a_result_shows_a_summary() => AssertShowsList(
        $"""
        Name             : bell
        JobId            : {ViewSamples.JobId}
        Target           : ionq.simulator
        OutputDataFormat : ionq.quantum-results.v1
        Outcomes         : 2
        MostProbable     : 00: 0.75
        RawBytes         : 3
        Workspace        : /workspace
        """,
        ViewSamples.Result);

    [Fact]
    public void Bars_assume_80_columns_when_the_host_has_no_window()
    {
        using var session = new EngineSession(new EngineSessionOptions { Width = 0 });
        session["item"] = ViewSamples.Result.Histogram[1];

        Assert.Equal(ViewText.Bar(23), session.Run("$item.ViewBar").Single<string>());
    }

    [Theory]
    [InlineData("$item")]
    [InlineData("$item | Format-List")]
    public void Views_are_the_same_in_ConstrainedLanguage(string script)
    {
        foreach (object item in ViewSamples.All)
        {
            string full = Show(PSLanguageMode.FullLanguage, 120, script, item);

            Assert.Equal(full, Show(PSLanguageMode.ConstrainedLanguage, 120, script, item));
            Assert.DoesNotContain("#ERR", full, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Views_are_the_same_for_deserialized_objects()
    {
        foreach (object item in ViewSamples.All)
        {
            Assert.Equal(Show(120, "$item", item), Show(120, "$item", PSSerializer.Deserialize(PSSerializer.Serialize(item, 2))));
        }
    }

    [Fact]
    public void Status_is_colored_when_the_host_supports_colors()
    {
        using var session = new EngineSession(new EngineSessionOptions());
        session["item"] = ViewSamples.Job;

        Assert.Contains("\e[32mSucceeded\e[0m", session.Show("$item"), StringComparison.Ordinal);
    }

    private static string Local(double minutes) => ViewText.Local(ViewSamples.Start.AddMinutes(minutes));

    private static void AssertShows(string expected, int width, params object[] items)
    {
        string shown = Show(width, "$item", items);

        Assert.Equal(expected.ReplaceLineEndings("\n"), shown);
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    private static void AssertShowsList(string expected, object item) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), Show(200, "$item | Format-List", item));

    private static string Show(int width, string script, params object[] items) => Show(PSLanguageMode.FullLanguage, width, script, items);

    /// <summary>Returns the text that the host displays, without colors, trailing spaces, and surrounding blank lines.</summary>
    private static string Show(PSLanguageMode mode, int width, string script, params object[] items)
    {
        using var session = new EngineSession(new EngineSessionOptions { Width = width, LanguageMode = mode, Commands = FormatList });
        session["item"] = items;
        return TrailingBlanks().Replace(ControlSequences().Replace(session.Show(script), ""), "\n").Trim('\n');
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex ControlSequences();

    [GeneratedRegex(@"[ \r]*\n")]
    private static partial Regex TrailingBlanks();
}
