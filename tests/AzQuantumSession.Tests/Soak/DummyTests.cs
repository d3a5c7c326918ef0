namespace AzQuantumSession.Tests.Soak;

[Collection(CampaignGroup.Name)]
public sealed class DummyTests
{
    [Campaign]
    public async Task Dummies()
    {
        var c = new Campaign();
        await c.RunAsync(4, async (i, r) => await Task.Delay(100));
        c.Report();
    }
    [Campaign]
    public async Task Fails()
    {
        var c = new Campaign();
        await c.RunAsync(4, async (i, r) => { await Task.Delay(100); if (r.Next(20) == 3) { throw new IOException("x"); } });
        c.Report();
    }
}
