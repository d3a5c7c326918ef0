using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Tests of the emulator as a program.</summary>
public sealed class ProgramTests
{
    private const string Variable = "AZURE_QUANTUM_CONNECTION_STRING=";
    private const string Endpoint = "QuantumEndpoint=";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "AzQuantumSession.Emulator.dll");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Program_ends_with_its_input()
    {
        using Process process = Start("--until-input-ends");
        await ReadEndpointAsync(process);

        await EndAsync(process);

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Program_until_its_input_ends_ignores_an_interrupt_but_not_a_termination()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Process process = Start("--until-input-ends");
        Uri endpoint = await ReadEndpointAsync(process);

        await SendAsync(process, "-INT");
        Assert.Equal(0, await CheckHealthAsync(endpoint.Port));

        await SendAsync(process, "-TERM");
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Health_is_that_of_the_emulator_on_the_port()
    {
        using Process process = Start("--until-input-ends");
        Uri endpoint = await ReadEndpointAsync(process);

        Assert.Equal(0, await CheckHealthAsync(endpoint.Port));

        await EndAsync(process);
        Assert.Equal(1, await CheckHealthAsync(endpoint.Port));
    }

    [Theory]
    [InlineData("--any-address", true)]
    [InlineData("--frozen-clock", false)]
    public async Task Program_listens_on_other_addresses_only_with_AnyAddress(string option, bool listens)
    {
        using Process process = Start("--until-input-ends", option);
        Uri endpoint = await ReadEndpointAsync(process);

        Assert.Equal("127.0.0.1", endpoint.Host);
        IPEndPoint listener = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Single(listener => listener.Port == endpoint.Port && listener.AddressFamily == AddressFamily.InterNetwork);
        Assert.Equal(listens ? IPAddress.Any : IPAddress.Loopback, listener.Address);
        await EndAsync(process);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static async Task<Uri> ReadEndpointAsync(Process process)
    {
        string line = await process.StandardOutput.ReadLineAsync(Token) ?? "";
        Assert.StartsWith(Variable, line, StringComparison.Ordinal);
        return new Uri(line.Split(';').Single(part => part.StartsWith(Endpoint, StringComparison.Ordinal))[Endpoint.Length..]);
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(Token);
    }

    private static async Task<int> CheckHealthAsync(int port)
    {
        using Process process = Start("--health", "--port", $"{port}");
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }

    private static async Task SendAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(Token);
    }
}
