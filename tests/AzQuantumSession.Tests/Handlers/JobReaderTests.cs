using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobReaderTests : HandlerTests
{
    [Fact]
    public async Task ListAsync_writes_the_requested_page()
    {
        QuantumSession session = await Workspace.OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await Workspace.SubmitAsync(session);
            await Workspace.AdvanceAsync(1);
        }

        await new JobReader(Output, Resolver).ListAsync(
            ItemReference<QuantumSession>.From(session), new ItemFilter(), new Paging(1, 1), null, Token);

        Assert.Single(Output.Objects);
    }
}
