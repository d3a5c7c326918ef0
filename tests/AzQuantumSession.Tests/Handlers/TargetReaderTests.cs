using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class TargetReaderTests : HandlerTests
{
    [Fact]
    public async Task ListAsync_filters_by_provider_without_case_by_availability_and_by_name()
    {
        await new TargetReader(Output, Resolver) { ProviderIds = ["RIGETTI"], AvailableOnly = true }.ListAsync([], Token);
        await new TargetReader(Output, Resolver) { Name = name => name == "ionq.simulator" }.ListAsync([], Token);

        Assert.Equal(["rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q", "ionq.simulator"], Output.Objects.Cast<QuantumTarget>().Select(target => target.Id));
    }
}
