using System.Globalization;

namespace AzQuantumSession.Emulator.Options;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    public const string Help = """
        An Azure Quantum workspace on localhost that behaves like the service.

          --port <number>           port on 127.0.0.1; 0 (default) takes a free one
          --access-token <token>    a bearer token to accept, repeatable; without it, none is
          --storage <string>        connection string of the storage account for inputs and outputs; without it, a built-in one
          --queue-time <seconds>    how long a job waits (default 0.2)
          --job-duration <seconds>  how long a job executes (default 1)
          --frozen-clock            the clock moves only when POST /emulator/clock moves it
          --subscription <guid>     name of the workspace: subscription
          --resource-group <name>   name of the workspace: resource group
          --workspace <name>        name of the workspace
          --location <region>       region of the workspace (default eastus)
          --also-workspace <name>@<resource group>@<subscription>
                                    a workspace that is only found, with nothing in it, repeatable
          --help                    this text
        """;

    public static bool AsksForHelp(string[] args) => args.Contains("--help");

    /// <exception cref="UsageException">An option is not known, or its value is missing or wrong.</exception>
    public static EmulatorOptions Parse(string[] args)
    {
        var options = new EmulatorOptions();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out string? option))
        {
            options = option switch
            {
                "--port" => options with { Port = ReadPort(option, rest) },
                "--access-token" => options with { AccessTokens = [.. options.AccessTokens, ReadText(option, rest)] },
                "--storage" => options with { Storage = ReadText(option, rest) },
                "--queue-time" => options with { QueueTime = ReadSeconds(option, rest) },
                "--job-duration" => options with { JobDuration = ReadSeconds(option, rest) },
                "--frozen-clock" => options with { Frozen = true },
                "--subscription" => options with { SubscriptionId = ReadText(option, rest) },
                "--resource-group" => options with { ResourceGroupName = ReadText(option, rest) },
                "--workspace" => options with { WorkspaceName = ReadText(option, rest) },
                "--location" => options with { Location = ReadText(option, rest) },
                "--also-workspace" => options with { OtherWorkspaces = [.. options.OtherWorkspaces, ReadWorkspace(option, rest)] },
                _ => throw new UsageException($"Unknown option '{option}'. --help lists the options."),
            };
        }

        return options;
    }

    private static string ReadText(string option, Queue<string> rest) =>
        rest.TryDequeue(out string? value) && value.Length > 0 ? value : throw new UsageException($"{option} needs a value.");

    private static AdditionalWorkspace ReadWorkspace(string option, Queue<string> rest) =>
        ReadText(option, rest).Split('@') is [{ Length: > 0 } name, { Length: > 0 } resourceGroup, { Length: > 0 } subscription]
            ? new AdditionalWorkspace(subscription, resourceGroup, name)
            : throw new UsageException($"{option} needs a name, a resource group and a subscription, with @ between them.");

    private static int ReadPort(string option, Queue<string> rest) =>
        ushort.TryParse(ReadText(option, rest), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw new UsageException($"{option} needs a port number.");

    private static TimeSpan ReadSeconds(string option, Queue<string> rest) =>
        double.TryParse(ReadText(option, rest), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{option} needs a number of seconds, at most a day.");
}
