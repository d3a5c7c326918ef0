using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionJobTests(GetAzQuantumSessionJobTests.SixJobsFixture fixture)
    : EngineTests(fixture), IClassFixture<GetAzQuantumSessionJobTests.SixJobsFixture>
{
    [Theory]
    [InlineData("$session | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -Session $session")]
    [InlineData("Get-AzQuantumSessionJob -SessionId $session.Id")]
    [InlineData("Get-AzQuantumSessionJob $session.Id")]
    [InlineData("Get-AzQuantumSession -Id $session.Id | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob $session.Id -Workspace $workspace")]
    public void Get_AzQuantumSessionJob_lists_the_jobs_of_a_session_newest_first(string script) =>
        AssertNames(["running", "a [fourth]", "third", "second", "first"], script);

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -SessionId $other.Id, $session.Id")]
    [InlineData("$other, $session | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -Session $other, $session")]
    public void Get_AzQuantumSessionJob_lists_several_sessions_in_input_order(string script) =>
        AssertNames(["elsewhere", "running", "a [fourth]", "third", "second", "first"], script);

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id $running.Id")]
    [InlineData("$running.Id | Get-AzQuantumSessionJob")]
    [InlineData("[pscustomobject] @{ Id = $running.Id; Workspace = $running.Workspace } | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $running")]
    [InlineData("$running | Get-AzQuantumSessionJob")]
    public void Get_AzQuantumSessionJob_with_an_id_or_a_job_reads_the_job(string script)
    {
        SetVariables();

        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal(("running", "Executing"), (job.Name, job.Status));
    }

    [Theory]
    [InlineData("-Name second", "second")]
    [InlineData("-Name *R*D", "third")]
    [InlineData("-Name fir*, run*", "running", "first")]
    [InlineData("-Name 'a `[fourth`]'", "a [fourth]")]
    [InlineData("-Status cancelled", "a [fourth]")]
    [InlineData("-Status Cancelled, Executing", "running", "a [fourth]")]
    [InlineData("-Status Succeeded -Name *d", "third", "second")]
    [InlineData("-Name nothing -ErrorAction Stop")]
    [InlineData("-Status Strange -ErrorAction Stop")]
    [InlineData("-First 2", "running", "a [fourth]")]
    [InlineData("-Skip 3", "second", "first")]
    [InlineData("-Skip 1 -First 1", "a [fourth]")]
    public void Get_AzQuantumSessionJob_filters_by_name_and_status_and_pages_the_jobs(string arguments, params string[] names) => AssertNames(names, $"$session | Get-AzQuantumSessionJob {arguments}");

    [Theory]
    [InlineData("-Name second", "second")]
    [InlineData("-Name *R*D -Status Succeeded", "third")]
    [InlineData("-Name running, elsewhere -Descending -OrderBy Name", "running", "elsewhere")]
    [InlineData("-Name running, elsewhere -OrderBy Name", "elsewhere", "running")]
    [InlineData("-Name run*, a* -Status Executing -Target ionq.simulator -ProviderId IONQ", "running")]
    [InlineData("-Status Executing -ProviderId rigetti")]
    [InlineData("-Name first -OlderThan 3h")]
    [InlineData("-Name first -CreatedAfter 3h", "first")]
    [InlineData("-Name first -CreatedBefore 2001-01-01")]
    [InlineData("-Tag nowhere")]
    [InlineData("-Standalone -Name alone*", "alone")]
    [InlineData("-Standalone -Name run*")]
    [InlineData("-Standalone -Status Executing -Name alone")]
    [InlineData("-Name fir*, sec*, thi* -First 1 -Skip 1", "second")]
    public void Get_AzQuantumSessionJob_lists_and_filters_the_jobs_of_the_workspace(string arguments, params string[] names) =>
        AssertNames(names, $"Get-AzQuantumSessionJob {arguments}");

    [Fact]
    public async Task Get_AzQuantumSessionJob_requests_the_list_that_it_needs()
    {
        await Workspace.ForgetRequestsAsync();

        Run("Get-AzQuantumSessionJob -First 1; Get-AzQuantumSessionJob -Standalone -First 1").AssertNoErrors();

        Assert.Equal(["GET jobs", "GET topLevelItems"], await Workspace.RequestsAsync());
    }

    [Fact]
    public void Get_AzQuantumSessionJob_reports_a_name_that_no_job_has()
    {
        AssertError(
            Run("Get-AzQuantumSessionJob -Name nobody").Error, "NotFound", ErrorCategory.ObjectNotFound, "nobody", "No job in workspace 'emulator' has the name");
        Assert.Empty(Run("Get-AzQuantumSessionJob -Name no*body").AssertNoErrors().Output);
    }

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id $running.Id -First 1")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $running -Skip 1")]
    [InlineData("$running | Get-AzQuantumSessionJob -Skip 1")]
    public async Task Get_AzQuantumSessionJob_rejects_paging_of_single_jobs(string script)
    {
        SetVariables();

        AssertError(await RunWithoutRequestAsync(script), "PagingNotSupported", ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void Get_AzQuantumSessionJob_with_IncludeTotalCount_writes_the_count_first()
    {
        SetVariables();

        AssertTotalCount<QuantumSessionJob>("$session | Get-AzQuantumSessionJob -First 1 -IncludeTotalCount", 5, "running");
    }

    [Fact]
    public void Get_AzQuantumSessionJob_reports_absent_ids_and_continues()
    {
        SetVariables();

        ScriptResult jobs = Run("Get-AzQuantumSessionJob -Id $absent, $running.Id");
        ScriptResult sessions = Run("Get-AzQuantumSessionJob -SessionId $absent, $other.Id");

        Assert.Equal("running", Assert.Single(jobs.As<QuantumSessionJob>()).Name);
        AssertNotFound(jobs.Error);
        Assert.Equal("elsewhere", Assert.Single(sessions.As<QuantumSessionJob>()).Name);
        AssertNotFound(sessions.Error);
    }

    [Fact]
    public Task Get_AzQuantumSessionJob_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Get-AzQuantumSessionJob");

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Session $null")]
    [InlineData("Get-AzQuantumSessionJob -SessionId @()")]
    [InlineData("Get-AzQuantumSessionJob -Id ..")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $null")]
    public Task Get_AzQuantumSessionJob_rejects_null_empty_and_invalid_ids(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Get_AzQuantumSessionJob_requests_pages_on_demand()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        QuantumSession many = session.Run("$many = New-AzQuantumSession ionq.simulator; $many").Single<QuantumSession>();
        for (int i = 0; i < 101; i++)
        {
            await Workspace.SubmitAsync(many);
        }

        await Workspace.ForgetRequestsAsync();
        session.Run("$many | Get-AzQuantumSessionJob | Select-Object -First 1").Single<QuantumSessionJob>();
        Assert.Single(await Workspace.RequestsAsync());

        Assert.Equal(101, session.Run("$many | Get-AzQuantumSessionJob").AssertNoErrors().Output.Count);
        Assert.Equal(3, (await Workspace.RequestsAsync()).Count);
    }

    private void AssertNames(string[] expected, string script)
    {
        SetVariables();
        Assert.Equal(expected, Run(script).AssertNoErrors().As<QuantumSessionJob>().Select(job => job.Name));
    }

    private void SetVariables()
    {
        foreach ((string name, object value) in fixture.Variables)
        {
            Session[name] = value;
        }
    }

    /// <summary>Two sessions with succeeded, cancelled, and executing jobs.</summary>
    public sealed class SixJobsFixture : EngineFixture, IAsyncLifetime
    {
        internal Dictionary<string, object> Variables { get; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            using EngineSession session = Open();
            session["bell"] = Circuits.Bell;
            session.Run("$session, $other = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();
            foreach (string name in new[] { "first", "second", "third" })
            {
                session.Run($"$null = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name {name}").AssertNoErrors();
                await Workspace.AdvanceAsync(1);
            }

            session.Run("$session | Submit-AzQuantumSessionJob -InputObject $bell -Name 'a [fourth]' | Stop-AzQuantumSessionJob").AssertNoErrors();
            session.Run("$null = Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator -Name alone").AssertNoErrors();
            await Workspace.AdvanceAsync(60);
            session.Run("$running = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name running").AssertNoErrors();
            session.Run("$null = $other | Submit-AzQuantumSessionJob -InputObject $bell -Name elsewhere").AssertNoErrors();
            await Workspace.AdvanceAsync(5);
            foreach (string name in new[] { "session", "other", "running" })
            {
                Variables[name] = session[name]!;
            }
        }
    }
}
