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
    private static readonly Dictionary<string, Type> FormatList = new() { ["Format-List"] = typeof(FormatListCommand), ["Format-Table"] = typeof(FormatTableCommand) };

    [Theory]
    [InlineData(80, "a name that is …", "bell")]
    [InlineData(100, "a name that is too long for its col…", "bell")]
    [InlineData(120, "a name that is too long for its column", $"bell ({ViewSamples.JobId})")]
    [InlineData(200, $"a name that is too long for its column ({ViewSamples.SessionId})", $"bell ({ViewSamples.JobId})")]
    public void Table_of_sessions_and_jobs_has_whole_ids_or_none(int width, string sessionName, string jobName)
    {
        string created = ViewSamples.Start.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        AssertShows(
            $"""
            Status     Created     Duration      Cost Target               Name
            ------     -------     --------      ---- -------------------------
            Failure(s) {created}   12d 05h 1,235 USD ionq.qpu.aria-1      {sessionName}
            Succeeded  {created}  00:01:15 <0.01 USD ionq.simulator       {jobName}
            """,
            width,
            ViewSamples.Session,
            ViewSamples.Job);
    }

    [Theory]
    [InlineData("ionq.qpu.forte-enterprise-1", "session-7fba212a", "ionq.qpu.forte-enterprise-1 session-…")]
    [InlineData("ionq.qpu.forte-enterprise-1", "vqe-h2", "ionq.qpu.forte-enterprise-1 vqe-h2")]
    [InlineData("quantinuum.sim.h2-1e", "session-7fba212a", "quantinuum.sim.h2-1e session-7fba212a")]
    [InlineData("ionq.simulator", "job-c3f0a4f1", "ionq.simulator       job-c3f0a4f1")]
    public void Table_in_80_columns_has_whole_targets(string target, string name, string expected)
    {
        var session = new QuantumSession { Id = ViewSamples.SessionId, Name = name, Status = "Waiting", Target = target };

        string row = Show(80, "$item", session).Split('\n')[2];

        Assert.EndsWith($" {expected}", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_shows_the_running_time_of_an_open_session(int width)
    {
        var session = new QuantumSession { Id = ViewSamples.SessionId, Name = "open", Status = "Waiting", Target = "ionq.simulator", CreationTime = DateTimeOffset.Now.AddSeconds(-5) };
        string created = session.CreationTime.Value.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

        string row = Show(width, "$item", session).Split('\n')[2];

        Assert.Matches($"^Waiting    {created} 00:0.* ionq.simulator       open", row);
        Assert.Equal(width == 120, row.EndsWith($" ({ViewSamples.SessionId})", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_headers_are_properties()
    {
        using var session = new EngineSession(new EngineSessionOptions());
        session["items"] = new object[] { ViewSamples.Session, ViewSamples.Job };

        Assert.Equal([ViewSamples.Start, ViewSamples.Start], session.Run("$items | ForEach-Object { $_.Created }").As<DateTimeOffset>());
        Assert.Equal([1234.567m, 0.001m], session.Run("$items | ForEach-Object { $_.Cost }").As<decimal>());
        session["items"] = ViewSamples.Targets;
        Assert.Equal(["Available", "Unavailable"], session.Run("$items | ForEach-Object { $_.Availability }").As<string>());
        Assert.Equal((TimeSpan.FromHours(52.5), 25), (session.Run("$items[0].QueueTime").Single<TimeSpan>(), session.Run("$items[0].Qubits").Single<int>()));
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
        FirstFailure       : Job 'seven' (7) failed. The service returned no reason.
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
    public void Views_of_a_session_show_the_cost_of_its_jobs()
    {
        QuantumSession session = new() { Id = "id", Name = "name", Target = "target", Status = "Failed", CostEstimate = Estimate(0, "USD") };
        QuantumSession partial = session.WithJobs([Job(1.5m, "USD"), new() { Id = "1", Name = "bad", Status = "Failed", ErrorData = new() { Code = "Gate", Message = "No x9." } }]);
        QuantumSession mixed = session.WithJobs([Job(1.5m, "USD"), Job(2, "EUR")]);

        Assert.DoesNotContain("0.00", Show(120, "$item", session), StringComparison.Ordinal);
        Assert.Contains(" 1.50 USD ", Show(120, "$item", partial), StringComparison.Ordinal);
        Assert.Contains(" mixed ", Show(120, "$item", mixed), StringComparison.Ordinal);
        Assert.DoesNotContain("Cost", Show(120, "$item | Format-List", session), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Cost +: at least 1\.50 USD\r?$", Show(120, "$item | Format-List", partial));
        Assert.Matches(@"(?m)^FirstFailure +: Job 'bad' \(1\) failed\. Gate: No x9\.\r?$", Show(120, "$item | Format-List", partial));
        Assert.Matches(@"(?m)^Cost +: 1\.50 USD \+ 2\.00 EUR\r?$", Show(120, "$item | Format-List", mixed));

        static QuantumSessionJob Job(decimal total, string currency) => new() { Status = "Succeeded", CostEstimate = Estimate(total, currency) };

        static QuantumCostEstimate Estimate(decimal total, string currency) => new() { EstimatedTotal = total, CurrencyCode = currency };
    }

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

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_of_targets_has_all_columns(int width) => AssertShows(
        """
        Id                             Availability QueueTime Qubits ProviderId
        --                             ------------ --------- ------ ----------
        ionq.qpu.aria-1                Available     2d 04:30     25 ionq
        rigetti.qpu.ankaa-3            Unavailable                   rigetti
        """,
        width,
        ViewSamples.Targets);

    [Fact]
    public void Table_of_quotas_in_80_columns_has_a_bar() => AssertShows(
        $"""
        Target              Dimension                   Used     Left UsedPercent
        ------              ---------                   ----     ---- -----------
        quantinuum.qpu.h2-1 standardMinutesLifetime      218       82 {ViewText.Bar(15)}    72 %
        ionq                qgs                            1 16666666              0 %
        pasqal              qpu_hours                     20
        """,
        width: 80,
        ViewSamples.Quotas);

    [Fact]
    public void Table_of_quotas_in_120_columns_has_limits_and_periods() => AssertShows(
        $"""
        Target              Dimension                   Used     Left UsedPercent
        ------              ---------                   ----     ---- -----------
        quantinuum.qpu.h2-1 standardMinutesLifetime      218       82 {ViewText.Bar(15)}    72 % of 300, Lifetime
        ionq                qgs                            1 16666666              0 % of 16666667, Infinite
        pasqal              qpu_hours                     20
        """,
        width: 120,
        ViewSamples.Quotas);

    [Fact]
    public void Table_of_workspaces_in_80_columns_has_the_resource_group() => AssertShows(
        """
        Name                     Credential         Location       ResourceGroupName
        ----                     ----------         --------       -----------------
        research                 API key            eastus         research-rg
        """,
        width: 80,
        ViewSamples.Workspace);

    [Fact]
    public void Table_of_workspaces_in_130_columns_has_the_endpoint() => AssertShows(
        """
        Name                     Credential         Location       ResourceGroupName     Endpoint
        ----                     ----------         --------       -----------------     --------
        research                 API key            eastus         research-rg           https://research.eastus.quantum.azure.com/
        """,
        width: 130,
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

    [Fact]
    public void Table_of_emulators_has_the_endpoint_and_no_key() => AssertShows(
        """
         ProcessId Endpoint                 Workspace
         --------- --------                 ---------
              4711 http://127.0.0.1:45678/  /subscriptions/11111111-2222-3333-4444-555…
        """,
        width: 80,
        ViewSamples.Emulator);

    [Fact]
    public void List_of_an_emulator_has_no_key() => AssertShowsList(
        $"""
        ProcessId : 4711
        Endpoint  : http://127.0.0.1:45678/
        Workspace : {ViewSamples.WorkspaceId}
        """,
        ViewSamples.Emulator);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_of_cost_events_has_all_columns(int width) => AssertShows(
        """
        DimensionName            AmountConsumed AmountBilled    UnitPrice MeasureUnit
        -------------            -------------- ------------    --------- -----------
        2Q Gate Shot                       1000       1200.5     0.000975 2q gate shot
        """,
        width,
        ViewSamples.Gates);

    [Theory]
    [InlineData(80, 92, 31)]
    [InlineData(120, 100, 33)]
    public void Table_of_outcomes_fits_its_bars_to_the_window(int width, int first, int second) => AssertShows(
        $"""
        Outcome Probability Count Bar
        ------- ----------- ----- ---
        00           0.7500  ~375 {ViewText.Bar(first)}
        11           0.2500  ~125 {ViewText.Bar(second)}
        """,
        width,
        [.. ViewSamples.Result.Histogram]);

    [Theory]
    [InlineData(80, 92, 31)]
    [InlineData(120, 100, 33)]
    public void Results_with_outcomes_of_the_same_length_are_one_table(int width, int first, int second)
    {
        string rows =
            $"""
            bell on ionq.simulator, 500 shots (~: derived from probabilities)
            00           0.7500     ~375 {ViewText.Bar(first)}
            11           0.2500     ~125 {ViewText.Bar(second)}
            """;

        AssertShows(
            $"""
            Outcome Probability    Count Bar
            ------- -----------    ----- ---

            {rows}
            {rows}
            """,
            width,
            ViewSamples.Result,
            ViewSamples.Result);
    }

    [Fact]
    public void Results_with_outcomes_of_different_length_are_different_tables()
    {
        QuantumJobResult one = CreateResult("one", 0b1);
        QuantumJobResult eight = CreateResult("eight", 0b1111_1111);

        string[] lines = Show(80, "$item", one, one, eight).Split('\n');

        Assert.Equal(
            ["Outcome Probability", "------- -----------", "", "one on t", "1", "one on t", "1", "", "Outcome  Probability", "-------  -----------", "", "eight on t", "11111111"],
            lines.Select(line => line[..Math.Min(line.Length, 20)].TrimEnd()).Select(line => line.Split(" 1.0")[0].Split("      ")[0].TrimEnd()));

        static QuantumJobResult CreateResult(string name, int outcome) => new()
        {
            JobId = name,
            Name = name,
            Target = "t",
            IsParsed = true,
            Histogram = QuantumOutcome.CreateHistogram(name, name, [($"{outcome:b}", 1, null)], isCountDerived: false),
        };
    }

    [Theory]
    [InlineData(80, "")]
    [InlineData(120, $" ({ViewSamples.JobId})")]
    public void Format_Table_of_results_has_a_row_for_each_result(int width, string id)
    {
        Assert.Equal(
            $"""
              Shots Outcomes MostProbable Probability Target               Name
              ----- -------- ------------ ----------- -------------------------
                500        2 00                0.7500 ionq.simulator       bell{id}
            """.ReplaceLineEndings("\n"),
            Show(width, "$item | Format-Table", ViewSamples.Result));
    }

    [Fact]
    public void Chart_among_other_objects_is_drawn()
    {
        string shown = Show(80, "$item", ViewSamples.Job, new QuantumSessionChart(ViewSamples.Session, "first line\nlast line", "first line\nlast line"));

        Assert.EndsWith("\n\nfirst line\nlast line", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_among_other_objects_shows_its_default_properties()
    {
        string shown = Show(120, "$item", ViewSamples.Job, ViewSamples.Result);

        Assert.EndsWith(
            """
            Name      : bell
            Target    : ionq.simulator
            ShotCount : 500
            Histogram : {00: 0.75, 11: 0.25}
            """.ReplaceLineEndings("\n"),
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Table_of_expectation_values_fits_80_columns() => AssertShows(
        """
        JobName        Observable        Value StandardError Interval             Shots
        -------        ----------        ----- ------------- --------             -----
        bell           IZ             0.500000      0.038730 [0.4205, 0.5719]       500
        """,
        width: 80,
        ViewSamples.Expectation);

    [Fact]
    public void Table_of_intervals_fits_80_columns() => AssertShows(
        """
        JobName          Outcome                     Count Probability Interval
        -------          -------                     ----- ----------- --------
        bell             00                            375      0.7500 [0.7102, 0.7860]
        """,
        width: 80,
        ViewSamples.Interval);

    [Fact]
    public void Table_of_comparisons_fits_80_columns() => AssertShows(
        """
        JobName          ReferenceName    TotalVariationDistance HellingerFidelity
        -------          -------------    ---------------------- -----------------
        bell             ideal                          0.250000          0.900000
        """,
        width: 80,
        ViewSamples.Comparison);

    [Fact]
    public void Result_view_counts_the_omitted_outcomes()
    {
        QuantumOutcome[] outcomes = [.. Enumerable.Range(0, 64).Select(i => new QuantumOutcome { Outcome = $"{i:b6}", Probability = 1.0 / 64 })];

        string[] lines = Show(80, "$item", new QuantumJobResult { Name = "uniform", Target = "t", IsParsed = true, Histogram = outcomes }).Split('\n');

        Assert.Equal(2 + 1 + 1 + 16 + 1, lines.Length);
        Assert.Equal("... and 48 more outcomes in Histogram.", lines[^1]);
    }

    [Fact]
    public void Result_view_points_to_Text_for_an_unknown_format() => AssertShows(
        """
        bell on ionq.simulator
        3 bytes in the format 'new.v9', in Text.
        """,
        width: 80,
        new QuantumJobResult { Name = "bell", Target = "ionq.simulator", OutputDataFormat = "new.v9", Raw = [1, 2, 3] });

    [Fact]
    public void List_of_a_result_shows_a_summary() => AssertShowsList(
        $"""
        Name               : bell
        JobId              : {ViewSamples.JobId}
        Target             : ionq.simulator
        OutputDataFormat   : ionq.quantum-results.v1
        Outcomes           : 2
        MostProbable       : 00: 0.75
        Shots              : 500
        CreationTime       : {Local(0)}
        BeginExecutionTime : {Local(1)}
        EndExecutionTime   : {Local(2.25)}
        Duration           : 00:01:15
        Cost               : 0.001 USD
        RawBytes           : 7
        Workspace          : /workspace
        """,
        ViewSamples.Result);

    [Fact]
    public void Bars_assume_80_columns_when_the_host_has_no_window()
    {
        using var session = new EngineSession(new EngineSessionOptions { Width = 0 });
        session["item"] = ViewSamples.Result.Histogram[1];

        Assert.Equal(ViewText.Bar(31), session.Run("$item.ViewBar").Single<string>());
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
