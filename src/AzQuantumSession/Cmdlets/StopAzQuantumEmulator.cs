using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Stops emulators that this process started. Their sessions and jobs are lost.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzQuantumEmulator", SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(void))]
public sealed class StopAzQuantumEmulator : AsyncCmdlet
{
    /// <summary>The emulators. Without it, and without pipeline input, all emulators of this process. An empty pipeline stops none.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumEmulator[]? InputObject { get; set; }

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        IEnumerable<EmulatorProcess> processes = InputObject is null
            ? EmulatorProcess.Running
            : InputObject.Select(EmulatorProcess.Find).OfType<EmulatorProcess>();
        foreach (EmulatorProcess process in processes)
        {
            if (output.ShouldProcess($"the emulator at {process.Emulator.Endpoint} (process {process.Emulator.ProcessId})", "Stop"))
            {
                process.Stop();
            }
        }

        return Task.CompletedTask;
    }
}
