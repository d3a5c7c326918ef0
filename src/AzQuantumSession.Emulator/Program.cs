using System.Runtime.InteropServices;
using AzQuantumSession.Emulator.Control;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Emulator;

/// <summary>Starts an emulator, prints its connection string, and stops on SIGTERM, and on Ctrl+C or at the end of the standard input.</summary>
internal static class Program
{
    private const int CannotListen = 1;
    private const int NotHealthy = 1;
    private const int InvalidUsage = 2;

    private static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(CommandLine.Help);
            return 0;
        }

        bool checksHealth = args.Contains("--health");
        bool endsWithInput = args.Contains("--until-input-ends");
        try
        {
            EmulatorOptions options = CommandLine.Parse([.. args.Where(argument => argument is not ("--health" or "--until-input-ends"))]);
            if (checksHealth)
            {
                return await ControlEndpoints.RespondsAsync(options.Port) ? 0 : NotHealthy;
            }

            await RunAsync(options, endsWithInput);
            return 0;
        }
        catch (Exception exception) when (exception is UsageException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is UsageException ? InvalidUsage : CannotListen;
        }
    }

    private static async Task RunAsync(EmulatorOptions options, bool endsWithInput)
    {
        // The signal handlers are registered before anything is printed, because the reader of the line can stop the program immediately.
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, endsWithInput ? Ignore : Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using EmulatorServer server = await EmulatorServer.StartAsync(options);
        Console.WriteLine($"AZURE_QUANTUM_CONNECTION_STRING={server.ConnectionString}");
        await (endsWithInput ? Task.WhenAny(stopped.Task, Task.Run(ReadInput)) : stopped.Task);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }

    // A terminal sends Ctrl+C to all programs that it runs, also when the user only stops a command of the program that started the emulator.
    private static void Ignore(PosixSignalContext signal) => signal.Cancel = true;

    // The operating system ends the input with the program that started the emulator, however that program ends.
    private static void ReadInput()
    {
        using Stream input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
    }
}
