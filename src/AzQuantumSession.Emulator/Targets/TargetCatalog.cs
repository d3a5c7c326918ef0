using System.Diagnostics.CodeAnalysis;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Targets;

/// <summary>The targets of the emulated workspace, which resemble real workspaces.</summary>
internal static class TargetCatalog
{
    private const string Available = "Available";
    private const string Degraded = "Degraded";
    private const string Unavailable = "Unavailable";
    private const string IonQStatus = "https://status.ionq.co";
    private const string QuantinuumStatus = "https://www.quantinuum.com/hardware/h2";
    private const string RigettiStatus = "https://rigetti.statuspage.io/";
    private const string PasqalStatus = "https://pasqal.com";

    private const string TestProvider = "Microsoft.Test.FirstParty";

    public static IReadOnlyList<Target> All { get; } =
    [
        new("ionq", "ionq.simulator", Available, 2, 29, IonQStatus),
        new("ionq", "ionq.qpu.aria-1", Available, 52_311, 25, IonQStatus),
        new("ionq", "ionq.qpu.forte-1", Available, 188_406, 36, IonQStatus),
        new("ionq", "ionq.qpu.forte-enterprise-1", Available, 96_021, 36, IonQStatus),
        new("quantinuum", "quantinuum.sim.h2-1sc", Available, 1, 56, QuantinuumStatus),
        new("quantinuum", "quantinuum.sim.h2-1e", Available, 24, 32, QuantinuumStatus),
        new("quantinuum", "quantinuum.sim.helios-1e", Available, 31, 98, QuantinuumStatus),
        new("quantinuum", "quantinuum.qpu.h2-1", Available, 604_800, 56, QuantinuumStatus),
        new("quantinuum", "quantinuum.qpu.h2-2", Available, 432_000, 56, QuantinuumStatus),
        new("quantinuum", "quantinuum.qpu.helios-1", Available, 777_600, 98, QuantinuumStatus),
        new("rigetti", "rigetti.sim.qvm", Available, 5, 20, RigettiStatus),
        new("rigetti", "rigetti.qpu.ankaa-3", Unavailable, 0, 82, RigettiStatus),
        new("rigetti", "rigetti.qpu.cepheus-1-108q", Available, 1_860, 108, RigettiStatus),
        new("pasqal", "pasqal.sim.emu-tn", Available, 278, 100, PasqalStatus),
        new("pasqal", "pasqal.sim.emu-sv", Available, 64, 25, PasqalStatus),
        new("pasqal", "pasqal.sim.emu-mps", Available, 142, 80, PasqalStatus),
        new("pasqal", "pasqal.sim.emu-free", Available, 3, 12, PasqalStatus),
        new("pasqal", "pasqal.qpu.fresnel", Degraded, 91_204, 100, PasqalStatus),
        new("pasqal", "pasqal.qpu.fresnel-can1", Available, 86_400, 100, PasqalStatus),
        new("microsoft-qc", "microsoft.estimator", Available, 0, null, null),
        new(TestProvider, "echo-quantinuum", Available, 0, null, null),
    ];

    public static Target Require(string providerId, string target)
    {
        Target[] ofProvider = [.. All.Where(known => known.ProviderId.Equals(providerId, StringComparison.OrdinalIgnoreCase))];
        if (ofProvider.Length == 0)
        {
            throw ServiceException.BadRequest("InvalidProvider", $"The provider '{providerId}' is not in this workspace.", "providerId");
        }

        return Array.Find(ofProvider, known => known.Id.Equals(target, StringComparison.OrdinalIgnoreCase))
            ?? throw ServiceException.BadRequest("InvalidTarget", $"The provider '{providerId}' has no target '{target}'.", "target");
    }
}

/// <summary>A target in the provider status. The provider id is not always the part of the target id before the first dot.</summary>
internal sealed record Target(string ProviderId, string Id, string Availability, int AverageQueueTime, int? Qubits, string? StatusPage)
{
    /// <summary>The provider id in sessions and jobs, which is in lower case. The provider status can use another case.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "The service returns lower case.")]
    public string ResponseProviderId => ProviderId.ToLowerInvariant();

    /// <summary>True if the target is hardware. Only jobs on hardware have costs.</summary>
    public bool IsHardware => Id.Contains(".qpu.", StringComparison.Ordinal);
}
