using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobReaderTests : HandlerTests
{
    [Fact]
    public async Task ListAsync_writes_the_requested_page_and_reports_an_absent_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await Workspace.SubmitAsync(session);
            await Workspace.AdvanceAsync(1);
        }

        string absent = Guid.NewGuid().ToString();
        await new JobReader(Output, Resolver).ListAsync(
            [new ItemReference<QuantumSession>(absent), ItemReference<QuantumSession>.From(session)], new JobFilter(), new Paging(1, 1), null, Token);

        Assert.Single(Output.Objects);
        AssertError("NotFound", absent);
    }
}
