namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionPagingTests(GetAzQuantumSessionPagingTests.ThousandSessionsFixture fixture)
    : EngineTests(fixture), IClassFixture<GetAzQuantumSessionPagingTests.ThousandSessionsFixture>
{
    [Fact]
    public async Task Get_AzQuantumSession_reads_a_thousand_sessions_in_ten_pages()
    {
        Assert.Equal(1000, Run("Get-AzQuantumSession").AssertNoErrors().Output.Count);

        Assert.Equal(10, (await Workspace.RequestsAsync()).Count);
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
