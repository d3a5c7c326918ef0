using System.Runtime.InteropServices;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Emulator;

/// <summary>Starts an emulator, prints its connection string, and stops on Ctrl+C or SIGTERM.</summary>
internal static class Program
{
    private const int CannotListen = 1;
    private const int InvalidUsage = 2;

    private static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(CommandLine.Help);
            return 0;
        }

        try
        {
            await RunAsync(CommandLine.Parse(args));
            return 0;
        }
        catch (Exception exception) when (exception is UsageException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is UsageException ? InvalidUsage : CannotListen;
        }
    }

    private static async Task RunAsync(EmulatorOptions options)
    {
        // The signal handlers are registered before anything is printed, because the reader of the line can stop the program immediately.
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using EmulatorServer server = await EmulatorServer.StartAsync(options);
        Console.WriteLine($"AZURE_QUANTUM_CONNECTION_STRING={server.ConnectionString}");
        await stopped.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
