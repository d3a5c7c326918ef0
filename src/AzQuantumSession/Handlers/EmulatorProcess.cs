using System.Collections.Concurrent;
using System.Diagnostics;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The process of an emulator. It ends when it is stopped, and when this process ends, because its standard input ends.</summary>
internal sealed class EmulatorProcess
{
    private const string Variable = "AZURE_QUANTUM_CONNECTION_STRING=";

    private static readonly ConcurrentDictionary<QuantumEmulator, EmulatorProcess> ByEmulator = new();

    private readonly Process _process;

    private EmulatorProcess(Process process, string connectionString)
    {
        _process = process;
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        Emulator = new QuantumEmulator
        {
            ProcessId = process.Id,
            Endpoint = new Uri(parts["QuantumEndpoint"]),
            Workspace = new WorkspaceId(parts["SubscriptionId"], parts["ResourceGroupName"], parts["WorkspaceName"]).ToString(),
            ConnectionString = connectionString,
        };
        ByEmulator[Emulator] = this;
    }

    /// <summary>The emulators that this process started and did not stop, in the order of their process ids.</summary>
    public static IReadOnlyList<EmulatorProcess> Running => [.. ByEmulator.Values.OrderBy(process => process.Emulator.ProcessId)];

    /// <summary>The emulator, as commands write it.</summary>
    public QuantumEmulator Emulator { get; }

    /// <summary>Returns the process of an emulator; null if it was stopped.</summary>
    public static EmulatorProcess? Find(QuantumEmulator emulator) => ByEmulator.GetValueOrDefault(emulator);

    /// <summary>Starts an emulator, and waits until it accepts requests.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="CmdletException">The process ended. The message contains the reason.</exception>
    public static async Task<EmulatorProcess> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            // On Windows, Ctrl+C in this console does not end a program without a window.
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
            if (line?.StartsWith(Variable, StringComparison.Ordinal) is true)
            {
                return new EmulatorProcess(process, line[Variable.Length..]);
            }

            await process.WaitForExitAsync(cancellationToken);
            throw EmulatorRuntime.CreateError(process.ExitCode, await errors);
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    /// <summary>Ends the process. An emulator keeps its state in memory, so there is nothing to save.</summary>
    public void Stop()
    {
        if (ByEmulator.TryRemove(Emulator, out _))
        {
            Stop(_process);
        }
    }

    private static void Stop(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
