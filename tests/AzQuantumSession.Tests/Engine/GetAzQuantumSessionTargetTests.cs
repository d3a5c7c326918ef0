using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionTargetTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public void Lists_every_target_with_its_properties()
    {
        IReadOnlyList<QuantumTarget> targets = Run("Get-AzQuantumSessionTarget").AssertNoErrors().As<QuantumTarget>();

        Assert.True(targets.Count > 10);
        QuantumTarget simulator = Assert.Single(targets, target => target.Id == "ionq.simulator");
        Assert.Equal(("ionq", "Available", 29), (simulator.ProviderId, simulator.CurrentAvailability, simulator.NumQubits));
        Assert.Equal(TimeSpan.FromSeconds(2), simulator.AverageQueueTime);
        Assert.Equal(Workspace.Client.Workspace.Id, simulator.Workspace);
        Assert.Null(Assert.Single(targets, target => target.Id == "microsoft.estimator").NumQubits);
    }

    [Theory]
    [InlineData("ionq.simulator", "ionq.simulator")]
    [InlineData("-Name '*.H2-1?'", "quantinuum.sim.h2-1e")]
    [InlineData("ionq.simulator, echo*", "ionq.simulator,echo-quantinuum")]
    [InlineData("-ProviderId RIGETTI", "rigetti.sim.qvm,rigetti.qpu.ankaa-3")]
    [InlineData("*sim* -ProviderId rigetti, pasqal", "rigetti.sim.qvm,pasqal.sim.emu-tn")]
    [InlineData("-ProviderId rigetti, pasqal -Available", "rigetti.sim.qvm,pasqal.sim.emu-tn")]
    [InlineData("ionq.simulator -Workspace $workspace", "ionq.simulator")]
    [InlineData("nothing -ErrorAction Stop", "")]
    [InlineData("-ProviderId nobody -ErrorAction Stop", "")]
    public void Filters(string arguments, string ids) =>
        Assert.Equal(
            ids.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Run($"Get-AzQuantumSessionTarget {arguments}").AssertNoErrors().As<QuantumTarget>().Select(target => target.Id));

    [Fact]
    public async Task Reports_a_service_that_refuses()
    {
        await FailAsync(403);

        AssertError(Run("Get-AzQuantumSessionTarget").Error, "AccessDenied", ErrorCategory.PermissionDenied, says: "Quantum Workspace Data Contributor");
    }

    [Fact]
    public void Needs_a_workspace()
    {
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();

        ScriptResult result = Run("Get-AzQuantumSessionTarget; 'never'");

        AssertError(result.Error, "WorkspaceNotConnected", ErrorCategory.ConnectionError, says: "Connect-AzQuantumWorkspace");
    }
}
