namespace AzQuantumSession.Tests.Handlers;

public sealed class QuantumSessionTests : HandlerTests
{
    [Fact]
    public async Task IdleTimeoutTime_follows_the_last_activity_of_an_idle_session()
    {
        QuantumSession empty = (await Workspace.OpenAsync()).WithJobs([]);
        Assert.Equal(empty.CreationTime + SessionStatus.IdleTimeout, empty.IdleTimeoutTime);

        QuantumSession opened = await Workspace.OpenAsync();
        string id = await Workspace.SubmitAsync(opened);
        QuantumSession busy = opened.WithJobs([await Workspace.Client.GetJobAsync(id, Token)]);
        Assert.Null(busy.IdleTimeoutTime);
        Assert.Null(opened.Jobs);

        await Workspace.AdvanceAsync(60);
        QuantumSessionJob ended = await Workspace.Client.GetJobAsync(id, Token);
        QuantumSession idle = (await Workspace.ReadAsync(opened)).WithJobs([ended]);
        Assert.Equal(ended.EndExecutionTime + SessionStatus.IdleTimeout, idle.IdleTimeoutTime);
        Assert.Equal(1, idle.JobSummary!["Succeeded"]);

        QuantumSession closed = await Workspace.CloseAsync(opened);
        Assert.Null(closed.WithJobs([ended]).IdleTimeoutTime);
    }
}
