using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Starts an emulator of a workspace on this machine, for tests. It ends with the PowerShell process at the latest.</summary>
[Cmdlet(VerbsLifecycle.Start, "AzQuantumEmulator", SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumEmulator))]
public sealed class StartAzQuantumEmulator : AsyncCmdlet
{
    /// <summary>The time that a job waits, by the clock of the emulator. Default: 0.2 seconds.</summary>
    [Parameter]
    [SecondsTransformation(MaxDays = 1)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? QueueTime { get; set; }

    /// <summary>The time that a job executes, by the clock of the emulator. Default: 1 second.</summary>
    [Parameter]
    [SecondsTransformation(MaxDays = 1)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? JobDuration { get; set; }

    /// <summary>Whether the clock of the emulator stands still until a request advances it.</summary>
    [Parameter]
    public SwitchParameter FrozenClock { get; set; }

    /// <summary>Other options of the emulator, such as <c>'--workspace', 'lab'</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Whether to connect the emulated workspace, and to make it the default of the runspace.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    internal override async Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess("an emulated workspace on this machine", "Start"))
        {
            return;
        }

        EmulatorProgram program = EmulatorProgram.Find(this);
        EmulatorProcess process = await EmulatorProcess.StartAsync(program.Host, [program.Path, .. FormatOptions()], cancellationToken);
        if (Connect)
        {
            await ConnectAsync(process, cancellationToken);
        }

        output.WriteObject(process.Emulator);
    }

    private async Task ConnectAsync(EmulatorProcess process, CancellationToken cancellationToken)
    {
        try
        {
            await Resolver.ConnectAsync(
                new WorkspaceConnectionOptions
                {
                    ConnectionString = SecretTransformationAttribute.ToSecureString(process.Emulator.ConnectionString),
                    Host = Resolver.Host,
                },
                cancellationToken);
        }
        catch
        {
            process.Stop();
            throw;
        }
    }

    // Of an option that is repeated, the last value applies.
    private IEnumerable<string> FormatOptions() =>
    [
        "--until-input-ends",
        .. QueueTime is { } queueTime ? ["--queue-time", FormatSeconds(queueTime)] : Array.Empty<string>(),
        .. JobDuration is { } jobDuration ? ["--job-duration", FormatSeconds(jobDuration)] : Array.Empty<string>(),
        .. FrozenClock ? ["--frozen-clock"] : Array.Empty<string>(),
        .. ArgumentList,
    ];

    private static string FormatSeconds(TimeSpan time) => time.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
}
