using System.Management.Automation;
using AzQuantumSession.Cmdlets;
using AzQuantumSession.Tests.Soak.Stops;

namespace AzQuantumSession.Tests.Soak;

/// <summary>Each command ends when it is stopped, in each of its phases, and leaves nothing behind.</summary>
[Collection(CampaignGroup.Name)]
public sealed class StopTests
{
    private const int Workers = 2;

    [Campaign]
    public async Task Stops()
    {
        Assert.Equal(ListCommands(), StopScenarios.All.Select(scenario => scenario.Command).Distinct());
        await using StopRun run = await StopRun.StartAsync(Workers);
        var campaign = new Campaign();
        await campaign.RunAsync(Workers, run.StopAsync);
        await run.CheckResourcesAsync();
        run.AddFigures(campaign);
        campaign.Report();
    }

    private static IEnumerable<string> ListCommands() =>
        from type in typeof(AsyncCmdlet).Assembly.GetExportedTypes()
        from attribute in type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>()
        let name = $"{attribute.VerbName}-{attribute.NounName}"
        orderby name
        select name;
}
