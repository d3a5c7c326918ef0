using System.Diagnostics;

namespace AzQuantumSession.Tests.EngineHost;

/// <summary>The engine host with the built module, as a process whose input and output are redirected.</summary>
internal sealed class EngineHostProcess : IDisposable
{
    public const string Manifest = "out/AzQuantumSession/AzQuantumSession.psd1";

    /// <summary>The time after which a test fails when the host hasn't ended.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private EngineHostProcess(ProcessStartInfo start)
    {
        start.WorkingDirectory = Checkout.Root;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static string Program { get; } = Path.Combine(
        Checkout.Root, "tools", "EngineHost", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "EngineHost.dll");

    /// <summary>Completes when the host has ended.</summary>
    public Task Ended => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts the host with the arguments of its command line, and variables for its environment.</summary>
    public static EngineHostProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", [Program, .. arguments], environment);

    /// <summary>Starts the host in a terminal of 120 columns. Skips the test when the system can't create such a terminal.</summary>
    public static EngineHostProcess StartInTerminal(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The command 'script' of util-linux, which creates a terminal, was not found.");
        string command = string.Join(' ', ["stty cols 120; exec dotnet", Program, .. arguments]);
        return Start("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"], environment);
    }

    /// <summary>Writes the input, and waits until the host ends.</summary>
    public async Task<EngineHostResult> WaitAsync(string input = "")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Timeout);
        await _process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(limit.Token);
        return new EngineHostResult(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Sends SIGINT, as Ctrl+C does. Skips the test when the process ignores SIGINT.</summary>
    public async Task InterruptAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT.");
        Assert.SkipWhen(IgnoresInterrupt(), "The tests run in the background of a shell, and the programs that they start ignore SIGINT.");
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static EngineHostProcess Start(string program, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new EngineHostProcess(start);
    }

    private static bool IgnoresInterrupt()
    {
        const int Interrupt = 1 << 1;
        string mask = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[^2..] : "0";
        return (Convert.ToInt32(mask, 16) & Interrupt) != 0;
    }
}

/// <summary>The output and the exit code of the engine host.</summary>
internal sealed record EngineHostResult(int ExitCode, string Output, string Errors);
