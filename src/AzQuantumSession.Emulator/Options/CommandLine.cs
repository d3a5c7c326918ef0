namespace AzQuantumSession.Emulator.Options;

/// <summary>Parses the command line.</summary>
internal static class CommandLine
{
    public const string Help = """
        An Azure Quantum workspace on localhost that behaves like the service.

          --port <number>           port on 127.0.0.1; 0 (default) selects a free port
          --any-address             listens on all addresses of the machine, for a container
          --access-token <token>    a bearer token to accept, repeatable; default: none
          --storage <string>        connection string of the storage account for inputs and outputs; default: a built-in account
          --queue-time <seconds>    time that a job waits (default 0.2)
          --job-duration <seconds>  time that a job executes (default 1)
          --frozen-clock            the clock advances only through POST /emulator/clock
          --subscription <guid>     subscription id of the workspace
          --resource-group <name>   resource group of the workspace
          --workspace <name>        name of the workspace
          --location <region>       region of the workspace (default eastus)
          --kind <V1|V2>            kind of the workspace (default V2)
          --also-workspace <name>@<resource group>@<subscription>[@<endpoint>][@V1|@V2][@unusable|@provisioning]
                                    a workspace that lookups return, repeatable; its endpoint can be another emulator
          --until-input-ends        ends with its standard input instead of at Ctrl+C, for a program that starts the emulator
          --health                  starts nothing; exits with 0 if the emulator on the port responds, otherwise with 1
          --help                    this text
        """;

    /// <exception cref="UsageException">An option is unknown, or its value is missing or invalid.</exception>
    public static EmulatorOptions Parse(string[] args)
    {
        var options = new EmulatorOptions();
        var remaining = new Queue<string>(args);
        while (remaining.TryDequeue(out string? option))
        {
            options = option switch
            {
                "--port" => options with { Port = ReadPort(option, remaining) },
                "--any-address" => options with { AnyAddress = true },
                "--access-token" => options with { AccessTokens = [.. options.AccessTokens, ReadText(option, remaining)] },
                "--storage" => options with { Storage = ReadText(option, remaining) },
                "--queue-time" => options with { QueueTime = ReadSeconds(option, remaining) },
                "--job-duration" => options with { JobDuration = ReadSeconds(option, remaining) },
                "--frozen-clock" => options with { Frozen = true },
                "--subscription" => options with { SubscriptionId = ReadText(option, remaining) },
                "--resource-group" => options with { ResourceGroupName = ReadText(option, remaining) },
                "--workspace" => options with { WorkspaceName = ReadText(option, remaining) },
                "--location" => options with { Location = ReadText(option, remaining) },
                "--kind" => options with { Kind = ReadKind(option, remaining) },
                "--also-workspace" => options with { OtherWorkspaces = [.. options.OtherWorkspaces, ReadWorkspace(option, remaining)] },
                _ => throw new UsageException($"Unknown option '{option}'. --help lists the options."),
            };
        }

        return options;
    }

    private static string ReadText(string option, Queue<string> remaining) =>
        remaining.TryDequeue(out string? value) && value.Length > 0 ? value : throw new UsageException($"{option} requires a value.");

    private static AdditionalWorkspace ReadWorkspace(string option, Queue<string> remaining) =>
        ReadText(option, remaining).Split('@') switch
        {
            [{ Length: > 0 } name, { Length: > 0 } resourceGroup, { Length: > 0 } subscription, .. { Length: <= 3 } properties] =>
                properties.Aggregate(new AdditionalWorkspace(subscription, resourceGroup, name), (left, text) => ReadProperty(option, left, text)),
            _ => throw InvalidWorkspace(option),
        };

    private static AdditionalWorkspace ReadProperty(string option, AdditionalWorkspace workspace, string text) => text switch
    {
        nameof(WorkspaceKind.V1) => workspace with { Kind = WorkspaceKind.V1 },
        nameof(WorkspaceKind.V2) => workspace with { Kind = WorkspaceKind.V2 },
        "unusable" => workspace with { State = ResourceState.Unusable },
        "provisioning" => workspace with { State = ResourceState.Provisioning },
        _ when workspace.Endpoint is null && Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) => workspace with { Endpoint = endpoint },
        _ => throw InvalidWorkspace(option),
    };

    private static UsageException InvalidWorkspace(string option) => new(
        $"{option} requires a name, a resource group, a subscription, and optionally an endpoint, a kind, and a state, separated by @.");

    private static WorkspaceKind ReadKind(string option, Queue<string> remaining) => ReadText(option, remaining) switch
    {
        nameof(WorkspaceKind.V1) => WorkspaceKind.V1,
        nameof(WorkspaceKind.V2) => WorkspaceKind.V2,
        _ => throw new UsageException($"{option} requires V1 or V2."),
    };

    private static int ReadPort(string option, Queue<string> remaining) =>
        ushort.TryParse(ReadText(option, remaining), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw new UsageException($"{option} requires a port number.");

    private static TimeSpan ReadSeconds(string option, Queue<string> remaining) =>
        double.TryParse(ReadText(option, remaining), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{option} requires a number of seconds, at most 86400.");
}

/// <summary>The exception for an invalid command line.</summary>
internal sealed class UsageException(string message) : Exception(message);
