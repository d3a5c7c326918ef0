namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionPagingTests(GetAzQuantumSessionPagingTests.ThousandSessionsFixture fixture)
    : EngineTests(fixture), IClassFixture<GetAzQuantumSessionPagingTests.ThousandSessionsFixture>
{
    [Fact]
    public async Task Get_AzQuantumSession_reads_a_thousand_sessions_in_ten_pages()
    {
        Assert.Equal(1000, Run("Get-AzQuantumSession").AssertNoErrors().As<QuantumSession>().DistinctBy(session => session.Id).Count());

        // Up to three pages beyond the end are requested before the end is known.
        Assert.InRange((await Workspace.RequestsAsync()).Count, 10, 13);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -First 100", 100, 1)]
    [InlineData("Get-AzQuantumSession -First 250", 250, 3)]
    [InlineData("Get-AzQuantumSession -Skip 240 -First 10", 10, 3)]
    [InlineData("Get-AzQuantumSession -First 600", 600, 6)]
    [InlineData("Get-AzQuantumSession -Name s* -First 250", 250, 3)]
    public async Task Get_AzQuantumSession_with_First_requests_no_page_that_it_does_not_need(string script, int count, int requests)
    {
        Assert.Equal(count, Run(script).AssertNoErrors().Output.Count);

        Assert.Equal(requests, (await Workspace.RequestsAsync()).Count);
    }

    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeTotalCount_counts_each_session_once()
    {
        ScriptResult result = Run("Get-AzQuantumSession -Skip 300 -First 2 -IncludeTotalCount").AssertNoErrors();

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(1000ul, result.Output[0].BaseObject);
        Assert.InRange((await Workspace.RequestsAsync()).Count, 10, 13);
    }

    [Fact]
    public async Task Select_Object_cancels_the_pages_that_are_requested_ahead()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });

        Assert.Equal(450, session.Run("Get-AzQuantumSession | Select-Object -First 450").AssertNoErrors().Output.Count);

        Assert.InRange((await Workspace.RequestsAsync()).Count, 5, 9);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession | Select-Object -First 1")]
    [InlineData("Get-AzQuantumSession -First 1")]
    [InlineData("Get-AzQuantumSession -Skip 10 -First 90 | Select-Object -First 1")]
    [InlineData("Get-AzQuantumSession -Name s* | Select-Object -First 1")]
    public async Task Get_AzQuantumSession_requests_one_page_for_one_session(string script)
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });

        session.Run(script).Single<QuantumSession>();

        Assert.Single(await Workspace.RequestsAsync());
        session.Run("Get-AzQuantumSession -First 1 -ErrorAction Stop").AssertNoErrors();
    }

    public sealed class ThousandSessionsFixture : EngineFixture, IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await Parallel.ForAsync(0, 1000, ClientFixture.Token, async (number, _) => await Workspace.OpenAsync($"s{number}"));
        }
    }
}
