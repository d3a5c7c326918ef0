using System.ComponentModel;
using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace AzQuantumSession.Tests.Support;

/// <summary>
/// The Azurite storage emulator. npm installs it once per checkout, the first test that needs it starts it, and it stops after
/// the last test. It stores all data in memory.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Version = "3.35.0";
    private const string Account = "devstoreaccount1";
    private const string ReadyMessage = "successfully listens on ";

    // The standard input closes whenever the test process ends, even after a crash. Azurite then exits, too.
    private const string ExitWithParentScript = "process.stdin.on('end', () => process.exit()).resume(); require(process.argv[1]);";
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly Lazy<Task<string?>> _started;
    private Process? _process;
    private string _unavailableReason = "";

    public Azurite() => _started = new(StartAsync);

    /// <summary>The account key, generated for this run.</summary>
    public static string AccountKey { get; } = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    /// <summary>Returns the connection string, or skips the test if Azurite is not available.</summary>
    public async Task<string> RequireAsync()
    {
        string? connectionString = await _started.Value;
        Assert.SkipWhen(connectionString is null, $"Azurite is not available: {_unavailableReason}");
        return connectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string?> StartAsync()
    {
        try
        {
            string folder = Path.Combine(Checkout.Root, "out", "azurite");
            string installed = Path.Combine(folder, Version);
            if (!Directory.Exists(installed))
            {
                await InstallAsync(folder, installed);
            }

            Uri endpoint = await StartAsync(Path.Combine(installed, "node_modules", "azurite", "dist", "src", "blob", "main.js"));
            return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};BlobEndpoint={endpoint}{Account};";
        }
        catch (Win32Exception)
        {
            return Unavailable("npm and node are not on PATH.");
        }
        catch (OperationCanceledException)
        {
            return Unavailable("the installation or the start timed out.");
        }
        catch (IOException exception)
        {
            return Unavailable(exception.Message);
        }

        string? Unavailable(string reason)
        {
            _unavailableReason = reason;
            return null;
        }
    }

    /// <summary>Installs into a temporary folder, and renames the folder after the installation is complete.</summary>
    private static async Task InstallAsync(string folder, string installed)
    {
        string unfinished = Path.Combine(folder, $"{Version}.{Guid.NewGuid():N}");
        using Process npm = Start(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["install", "--prefix", unfinished, $"azurite@{Version}", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        using var timeout = new CancellationTokenSource(InstallTimeout);
        try
        {
            npm.StandardInput.Close();
            Task<string> output = npm.StandardOutput.ReadToEndAsync(timeout.Token);
            string error = await npm.StandardError.ReadToEndAsync(timeout.Token);
            await output;
            await npm.WaitForExitAsync(timeout.Token);
            if (npm.ExitCode != 0)
            {
                throw new IOException($"npm could not install Azurite. {error.Trim()}");
            }

            // Another test run may have completed the installation in the meantime.
            if (!Directory.Exists(installed))
            {
                Directory.Move(unfinished, installed);
            }
        }
        finally
        {
            npm.Kill(entireProcessTree: true);
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private async Task<Uri> StartAsync(string script)
    {
        _process = Start(
            "node",
            ["-e", ExitWithParentScript, "--", script, "--blobPort", "0", "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry"],
            ("AZURITE_ACCOUNTS", $"{Account}:{AccountKey}"));
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            int at = line.IndexOf(ReadyMessage, StringComparison.Ordinal);
            if (at >= 0)
            {
                // Azurite would block if the pipes were full.
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[(at + ReadyMessage.Length)..].Trim());
            }
        }

        throw new IOException($"Azurite did not start. {(await _process.StandardError.ReadToEndAsync(timeout.Token)).Trim()}");
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
