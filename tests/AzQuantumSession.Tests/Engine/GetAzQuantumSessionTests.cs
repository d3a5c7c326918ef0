using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionTests : EngineTests, IClassFixture<GetAzQuantumSessionTests.ThreeSessionsFixture>
{
    private readonly ThreeSessionsFixture _fixture;

    public GetAzQuantumSessionTests(ThreeSessionsFixture fixture)
        : base(fixture)
    {
        _fixture = fixture;
        Session["alpha"] = fixture.Alpha;
        Session["beta"] = fixture.Beta;
    }

    [Fact]
    public void Get_AzQuantumSession_lists_newest_first() => AssertNames("gamma [1],beta,alpha", "Get-AzQuantumSession");

    [Theory]
    [InlineData("-Name a*", "alpha")]
    [InlineData("a*", "alpha")]
    [InlineData("-Name ALPHA, 'b?ta'", "beta,alpha")]
    [InlineData("-Name 'gamma `[1`]'", "gamma [1]")]
    [InlineData("-Status waiting", "beta,alpha")]
    [InlineData("-Status Succeeded, 'Failure(s)'", "gamma [1]")]
    [InlineData("-ProviderId ionq", "alpha")]
    [InlineData("-ProviderId Microsoft.Test.FirstParty", "gamma [1]")]
    [InlineData("-Target ionq.simulator, rigetti.sim.qvm", "beta,alpha")]
    [InlineData("-Tag x", "beta,alpha")]
    [InlineData("-Tag x, Y", "beta")]
    [InlineData("-Name *a* -Status Waiting -Tag y", "beta")]
    [InlineData("-CreatedAfter $beta.CreationTime", "gamma [1],beta")]
    [InlineData("-CreatedBefore $beta.CreationTime", "beta,alpha")]
    [InlineData("-CreatedAfter $beta.CreationTime.LocalDateTime -CreatedBefore $beta.CreationTime.LocalDateTime", "beta")]
    [InlineData("-CreatedAfter 2h", "gamma [1],beta,alpha")]
    [InlineData("-CreatedAfter yesterday -CreatedBefore $beta.CreationTime", "beta,alpha")]
    [InlineData("-CreatedBefore 1d", "")]
    [InlineData("-CreatedAfter $beta.CreationTime.UtcDateTime.ToString('o', [cultureinfo]::InvariantCulture)", "gamma [1],beta")]
    [InlineData("-Open", "beta,alpha")]
    [InlineData("-Open -Status waiting, succeeded", "beta,alpha")]
    [InlineData("-Open -Status Executing", "")]
    [InlineData("-Open -Status Succeeded", "")]
    [InlineData("-Open -OlderThan 0", "alpha")]
    [InlineData("-Open -OlderThan 30m", "")]
    [InlineData("-OlderThan 1d", "")]
    [InlineData("-OlderThan 0s -CreatedBefore 1d", "")]
    [InlineData("-OlderThan 1d -CreatedBefore $beta.CreationTime", "")]
    [InlineData("-OrderBy Name", "alpha,beta,gamma [1]")]
    [InlineData("-OrderBy Name -Descending", "gamma [1],beta,alpha")]
    [InlineData("-OrderBy CreationTime", "alpha,beta,gamma [1]")]
    [InlineData("-OrderBy Target", "gamma [1],alpha,beta")]
    [InlineData("-OrderBy Target -Descending", "beta,alpha,gamma [1]")]
    [InlineData("-First 2", "gamma [1],beta")]
    [InlineData("-Skip 1 -First 1", "beta")]
    [InlineData("-Skip 2", "alpha")]
    [InlineData("-First 0", "")]
    [InlineData("-Name nobody* -ErrorAction Stop", "")]
    [InlineData("-Name alpha -Status Succeeded -ErrorAction Stop", "")]
    [InlineData("alpha, nobody -First 1 -ErrorAction Stop", "alpha")]
    [InlineData("-Status NoSuchStatus -ErrorAction Stop", "")]
    public void Get_AzQuantumSession_lists_the_sessions_of_a_filter_in_the_order_and_page(string arguments, string names) => AssertNames(names, $"Get-AzQuantumSession {arguments}");

    [Theory]
    [InlineData("Get-AzQuantumSession ALPHA, nobody, x*", "nobody", 1)]
    [InlineData("Get-AzQuantumSession alpha, nobody -First 5", "nobody", 1)]
    [InlineData("Get-AzQuantumSession -Name 'gamma `[2`]', alpha", "gamma [2]", 1)]
    [InlineData("Get-AzQuantumSession nobody -Status Waiting", "nobody", 2)]
    [InlineData("Get-AzQuantumSession nobody -Tag x | Stop-AzQuantumSession", "nobody", 2)]
    public async Task Get_AzQuantumSession_reports_a_name_that_no_session_has(string script, string name, int requests)
    {
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run(script);

        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, name, $"No session in workspace 'emulator' has the name '{name}'");
        Assert.All(result.As<QuantumSession>(), session => Assert.Equal("alpha", session.Name));
        Assert.Equal(requests, await Workspace.CountRequestsAsync("GET sessions"));
        Assert.Equal(requests, (await Workspace.RequestsAsync()).Count);
    }

    [Fact]
    public void Get_AzQuantumSession_with_IncludeTotalCount_writes_the_count_first() =>
        AssertTotalCount<QuantumSession>("Get-AzQuantumSession -First 1 -IncludeTotalCount", 3, "gamma [1]");

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $alpha.Id, $beta.Id")]
    [InlineData("$alpha.Id, $beta.Id | Get-AzQuantumSession")]
    [InlineData("$alpha, $beta | Get-AzQuantumSession")]
    [InlineData("Get-AzQuantumSession -InputObject $alpha, $beta")]
    [InlineData("Get-AzQuantumSession $alpha.Id, bet*")]
    [InlineData("[pscustomobject] @{ Id = $alpha.Id }, [pscustomobject] @{ Id = $beta.Id; Workspace = $beta.Workspace } | Get-AzQuantumSession")]
    [InlineData("Get-AzQuantumSession -Id $alpha, $beta")]
    public void Get_AzQuantumSession_with_ids_or_sessions_reads_each_session(string script) => AssertNames("alpha,beta", script);

    [Fact]
    public void Get_AzQuantumSession_reports_an_absent_id_and_continues()
    {
        ScriptResult result = Run("$alpha.Id, $absent, $alpha.Id | Get-AzQuantumSession");

        Assert.Equal(["alpha", "alpha"], result.As<QuantumSession>().Select(session => session.Name));
        AssertNotFound(result.Error);
    }

    [Fact]
    public void Get_AzQuantumSession_with_ErrorAction_Stop_ends_with_the_first_error()
    {
        ErrorRecord error = RunWithoutOutput("$absent, $alpha.Id | Get-AzQuantumSession -ErrorAction Stop");

        AssertNotFound(error);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $alpha.Id -First 1")]
    [InlineData("$alpha | Get-AzQuantumSession -First 1")]
    [InlineData("Get-AzQuantumSession -InputObject $alpha -Skip 1")]
    [InlineData("Get-AzQuantumSession -Id $alpha.Id -IncludeTotalCount")]
    public async Task Get_AzQuantumSession_rejects_paging_of_single_sessions(string script) =>
        AssertError(await RunWithoutRequestAsync(script), "PagingNotSupported", ErrorCategory.InvalidArgument);

    [Fact]
    public Task Get_AzQuantumSession_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Get-AzQuantumSession");

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $null")]
    [InlineData("Get-AzQuantumSession -Id ''")]
    [InlineData("Get-AzQuantumSession -Id ...")]
    [InlineData("Get-AzQuantumSession -Name $null")]
    [InlineData("Get-AzQuantumSession -InputObject $null")]
    [InlineData("Get-AzQuantumSession -OrderBy Color")]
    [InlineData("Get-AzQuantumSession -CreatedAfter soon")]
    [InlineData("Get-AzQuantumSession -CreatedBefore 90")]
    [InlineData("Get-AzQuantumSession -OlderThan -5m")]
    [InlineData("Get-AzQuantumSession -OlderThan NaN")]
    [InlineData("Get-AzQuantumSession -OlderThan 99999999999d")]
    [InlineData("Get-AzQuantumSession -Follow -PollingInterval 1,5s")]
    [InlineData("Get-AzQuantumSession -Workspace @()")]
    [InlineData("Get-AzQuantumSession -Workspace $workspace, $null")]
    public Task Get_AzQuantumSession_rejects_null_and_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public void QuantumSession_cannot_be_changed_or_created_by_a_script()
    {
        Assert.NotNull(Run("$alpha.Status = 'Succeeded'").Error);
        Assert.NotNull(Run("[AzQuantumSession.QuantumSession]::new()").Error);
        Assert.NotNull(Run("[AzQuantumSession.QuantumSession] @{ Id = 'x' }").Error);
        Assert.Equal(_fixture.Alpha.Id, Run("\"$alpha\"").Single<string>());
    }

    private void AssertNames(string expected, string script) =>
        Assert.Equal(expected, string.Join(',', Run(script).AssertNoErrors().As<QuantumSession>().Select(session => session.Name)));

    /// <summary>Three sessions that were opened at intervals of one minute.</summary>
    public sealed class ThreeSessionsFixture : EngineFixture, IAsyncLifetime
    {
        public QuantumSession Alpha { get; private set; } = null!;

        public QuantumSession Beta { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Alpha = await Workspace.OpenAsync("alpha", tags: "x");
            await Workspace.AdvanceAsync(60);
            Beta = await Workspace.OpenAsync("beta", target: "rigetti.sim.qvm", provider: "rigetti", tags: ["x", "y"]);
            await Workspace.AdvanceAsync(60);
            QuantumSession gamma = await Workspace.OpenAsync("gamma [1]", target: "echo-quantinuum", provider: "Microsoft.Test.FirstParty", tags: "y");
            await Workspace.Client.CloseSessionAsync(gamma.Id, ClientFixture.Token);
        }
    }
}
