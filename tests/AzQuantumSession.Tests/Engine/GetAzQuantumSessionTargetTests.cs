using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionTargetTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public void Get_AzQuantumSessionTarget_lists_all_targets_with_their_properties()
    {
        IReadOnlyList<QuantumTarget> targets = Run("Get-AzQuantumSessionTarget").AssertNoErrors().As<QuantumTarget>();

        Assert.True(targets.Count > 10);
        QuantumTarget simulator = Assert.Single(targets, target => target.Id == "ionq.simulator");
        Assert.Equal(("ionq", "Available", 29), (simulator.ProviderId, simulator.CurrentAvailability, simulator.NumQubits));
        Assert.Equal(TimeSpan.FromSeconds(2), simulator.AverageQueueTime);
        Assert.Equal(Workspace.Client.Workspace.Id, simulator.Workspace);
        Assert.Equal(["ionq.circuit.v1", "qir.v1"], simulator.InputFormats);
        Assert.Null(Assert.Single(targets, target => target.Id == "microsoft.estimator").NumQubits);
        Assert.Null(simulator.AverageQueueTimeHighPriority);
        QuantumTarget hardware = Assert.Single(targets, target => target.Id == "ionq.qpu.aria-1");
        Assert.Equal(hardware.AverageQueueTime, hardware.AverageQueueTimeStandardPriority);
        Assert.True(hardware.AverageQueueTimeHighPriority < hardware.AverageQueueTime);
    }

    [Fact]
    public void Get_AzQuantumSessionTarget_sorts_by_availability_and_queue_time()
    {
        IReadOnlyList<QuantumTarget> targets = Run("Get-AzQuantumSessionTarget").AssertNoErrors().As<QuantumTarget>();

        string[] availabilities = ["Available", "Degraded", "Unavailable"];
        Assert.Equal(
            targets.OrderBy(target => Array.IndexOf(availabilities, target.CurrentAvailability)).ThenBy(target => target.AverageQueueTime).Select(target => target.Id),
            targets.Select(target => target.Id));
        Assert.Equal("rigetti.qpu.ankaa-3", targets[^1].Id);
    }

    [Theory]
    [InlineData("ionq.simulator", "ionq.simulator")]
    [InlineData("-Name '*.H2-1?'", "quantinuum.sim.h2-1e")]
    [InlineData("ionq.simulator, echo*", "echo-quantinuum", "ionq.simulator")]
    [InlineData("-ProviderId RIGETTI", "rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q", "rigetti.qpu.ankaa-3")]
    [InlineData("*sim* -ProviderId rigetti, microsoft-qc", "rigetti.sim.qvm")]
    [InlineData("-ProviderId rigetti, microsoft-qc -Available", "microsoft.estimator", "rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q")]
    [InlineData("-InputFormat RIGETTI.quil.v1", "rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q", "rigetti.qpu.ankaa-3")]
    [InlineData("*.sim.h2*, *emu-tn -InputFormat pasqal.pulser.v1, honeywell.openqasm.v1", "quantinuum.sim.h2-1sc", "quantinuum.sim.h2-1e", "pasqal.sim.emu-tn")]
    [InlineData("-InputFormat qir.v1 -ProviderId pasqal, rigetti, microsoft-qc", "microsoft.estimator", "rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q", "rigetti.qpu.ankaa-3")]
    [InlineData("-InputFormat my.own.v1 -ErrorAction Stop")]
    [InlineData("ionq.simulator -Workspace $workspace", "ionq.simulator")]
    [InlineData("nothing* -ErrorAction Stop")]
    [InlineData("-ProviderId nobody -ErrorAction Stop")]
    [InlineData("ionq.simulator -ProviderId nobody -ErrorAction Stop")]
    public void Get_AzQuantumSessionTarget_filters_by_name_provider_format_and_availability(string arguments, params string[] ids)
    {
        IReadOnlyList<QuantumTarget> targets = Run($"Get-AzQuantumSessionTarget {arguments}").AssertNoErrors().As<QuantumTarget>();

        Assert.Equal(ids, targets.Select(target => target.Id));
    }

    [Fact]
    public void Get_AzQuantumSessionTarget_reports_a_target_that_no_provider_offers()
    {
        ScriptResult result = Run("Get-AzQuantumSessionTarget ionq.simulater, IONQ.simulator, no*");

        Assert.Equal("ionq.simulator", Assert.Single(result.As<QuantumTarget>()).Id);
        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, "ionq.simulater", "list all targets");
    }

    [Fact]
    public async Task Get_AzQuantumSessionTarget_reports_denied_access()
    {
        await Workspace.FailRequestsAsync(403);

        AssertError(Run("Get-AzQuantumSessionTarget").Error, "AccessDenied", ErrorCategory.PermissionDenied, message: "An API key needs no role");
    }

    [Fact]
    public void Get_AzQuantumSessionTarget_reports_a_missing_connection()
    {
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();

        ScriptResult result = Run("Get-AzQuantumSessionTarget; 'never'");

        AssertError(result.Error, "WorkspaceNotConnected", ErrorCategory.ConnectionError, message: "Connect-AzQuantumWorkspace");
    }
}
