using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionJobTests(GetAzQuantumSessionJobTests.SixJobs fixture)
    : EngineTests(fixture), IClassFixture<GetAzQuantumSessionJobTests.SixJobs>
{
    [Theory]
    [InlineData("$session | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -Session $session")]
    [InlineData("Get-AzQuantumSessionJob -SessionId $session.Id")]
    [InlineData("Get-AzQuantumSessionJob $session.Id")]
    [InlineData("Get-AzQuantumSession -Id $session.Id | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob $session.Id -Workspace $workspace")]
    public void Lists_the_jobs_of_a_session_newest_first(string script) =>
        AssertNames(["running", "a [fourth]", "third", "second", "first"], script);

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -SessionId $other.Id, $session.Id")]
    [InlineData("$other, $session | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -Session $other, $session")]
    public void Lists_several_sessions_in_their_order(string script) =>
        AssertNames(["elsewhere", "running", "a [fourth]", "third", "second", "first"], script);

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id $running.Id")]
    [InlineData("$running.Id | Get-AzQuantumSessionJob")]
    [InlineData("[pscustomobject] @{ Id = $running.Id; Workspace = $running.Workspace } | Get-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $running")]
    [InlineData("$running | Get-AzQuantumSessionJob")]
    public void Reads_one_job(string script)
    {
        SetVariables();

        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal(("running", "Executing"), (job.Name, job.Status));
    }

    [Theory]
    [InlineData("-Name second", "second")]
    [InlineData("-Name *R*D", "third")]
    [InlineData("-Name fir*, run*", "running,first")]
    [InlineData("-Name 'a `[fourth`]'", "a [fourth]")]
    [InlineData("-Status cancelled", "a [fourth]")]
    [InlineData("-Status Cancelled, Executing", "running,a [fourth]")]
    [InlineData("-Status Succeeded -Name *d", "third,second")]
    [InlineData("-Name nothing -ErrorAction Stop", "")]
    [InlineData("-Status Strange -ErrorAction Stop", "")]
    [InlineData("-First 2", "running,a [fourth]")]
    [InlineData("-Skip 3", "second,first")]
    [InlineData("-Skip 1 -First 1", "a [fourth]")]
    public void Filters_and_pages(string arguments, string names) =>
        AssertNames(names.Split(',', StringSplitOptions.RemoveEmptyEntries), $"$session | Get-AzQuantumSessionJob {arguments}");

    [Fact]
    public void IncludeTotalCount_writes_the_count_first()
    {
        SetVariables();

        ScriptResult result = Run("$session | Get-AzQuantumSessionJob -First 1 -IncludeTotalCount").AssertNoErrors();

        Assert.Equal(5UL, result.Output[0].BaseObject);
        Assert.Equal("running", Assert.IsType<QuantumSessionJob>(result.Output[1].BaseObject).Name);
    }

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id $running.Id -First 1")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $running -Skip 1")]
    [InlineData("$running | Get-AzQuantumSessionJob -Skip 1")]
    public async Task Refuses_paging_without_a_list(string script)
    {
        SetVariables();

        AssertError(Run(script).Error, "PagingNotSupported", ErrorCategory.InvalidArgument);

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Reports_absent_ids_and_continues()
    {
        SetVariables();

        ScriptResult jobs = Run("Get-AzQuantumSessionJob -Id $absent, $running.Id");
        ScriptResult sessions = Run("Get-AzQuantumSessionJob -SessionId $absent, $other.Id");

        Assert.Equal("running", Assert.Single(jobs.As<QuantumSessionJob>()).Name);
        AssertError(jobs.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
        Assert.Equal("elsewhere", Assert.Single(sessions.As<QuantumSessionJob>()).Name);
        AssertError(sessions.Error, "NotFound", ErrorCategory.ObjectNotFound, Absent);
    }

    [Fact]
    public Task Does_nothing_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Get-AzQuantumSessionJob");

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Session $null")]
    [InlineData("Get-AzQuantumSessionJob -SessionId @()")]
    [InlineData("Get-AzQuantumSessionJob -Id ..")]
    [InlineData("Get-AzQuantumSessionJob -InputObject $null")]
    public Task Refuses_null_empty_and_invalid_ids(string script) => AssertRefusedAsync(script);

    [Fact]
    public async Task Reads_pages_as_they_are_needed()
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

    private void AssertNames(IEnumerable<string> expected, string script)
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

    /// <summary>Two sessions with jobs in every state.</summary>
    public sealed class SixJobs : EngineFixture, IAsyncLifetime
    {
        internal Dictionary<string, object> Variables { get; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            using EngineSession session = Open();
            session["bell"] = Bell;
            session.Run("$session, $other = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();
            foreach (string name in new[] { "first", "second", "third" })
            {
                session.Run($"$null = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name {name}").AssertNoErrors();
                await Workspace.AdvanceAsync(1);
            }

            session.Run("$session | Submit-AzQuantumSessionJob -InputObject $bell -Name 'a [fourth]' | Stop-AzQuantumSessionJob").AssertNoErrors();
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
