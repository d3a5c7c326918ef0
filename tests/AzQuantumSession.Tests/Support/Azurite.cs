using System.ComponentModel;
using System.Diagnostics;
using AzQuantumSession.Tests.Support;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace AzQuantumSession.Tests.Support;

/// <summary>
/// Azurite, the storage emulator: installed with npm once for a checkout, started for the first test that asks for it, and
/// ended with the last. It keeps all in memory.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Version = "3.35.0";
    private const string Account = "devstoreaccount1";
    private const string ReadyMessage = "successfully listens on ";

    // It ends with its input, and so with the process that started it, in whatever way that ends.
    private const string ExitWithParentScript = "process.stdin.on('end', () => process.exit()).resume(); require(process.argv[1]);";
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly Lazy<Task<string?>> _started;
    private Process? _process;
    private string _unavailableReason = "";

    public Azurite() => _started = new(StartAsync);

    /// <summary>The account's key, made for nothing but this.</summary>
    public static string AccountKey { get; } = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    /// <summary>Its connection string; without npm, the test is skipped.</summary>
    public async Task<string> RequireAsync()
    {
        string? connectionString = await _started.Value;
        Assert.SkipWhen(connectionString is null, $"Azurite is not here: {_unavailableReason}");
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
            return Without("there is no npm and node on PATH.");
        }
        catch (OperationCanceledException)
        {
            return Without("it took too long to install or to start.");
        }
        catch (IOException exception)
        {
            return Without(exception.Message);
        }

        string? Without(string why)
        {
            _unavailableReason = why;
            return null;
        }
    }

    /// <summary>Installs beside its place, and moves there only when all of it is there.</summary>
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
                throw new IOException($"npm could not install it. {error.Trim()}");
            }

            // Another run may have been faster.
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
                // Nobody reads on, so that it must not fill the pipes.
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[(at + ReadyMessage.Length)..].Trim());
            }
        }

        throw new IOException($"It did not start. {(await _process.StandardError.ReadToEndAsync(timeout.Token)).Trim()}");
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
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
