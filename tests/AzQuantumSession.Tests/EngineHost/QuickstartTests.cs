namespace AzQuantumSession.Tests.EngineHost;

public sealed class QuickstartTests
{
    [Fact]
    public async Task Quickstart_shows_each_command_and_its_output()
    {
        using EngineHostProcess host = EngineHostProcess.Start([EngineHostProcess.Manifest, "examples/Quickstart.ps1"]);
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        // The error stream has only progress.
        Assert.All(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^Waiting for (a )?(session|job)", line));
        // Each command, followed by its output.
        Assert.Matches(
            """
            (?sxm)
            PS>\ Connect-AzQuantumWorkspace .+ ^emulator\ .+
            PS>\ \$session\ =\ New-AzQuantumSession .+ ^Waiting\ .+\ bell-pairs\b .*
            PS>\ \$job\ =\ \$session\ \|\ Submit-AzQuantumSessionJob .+
            PS>\ \$session\ \|\ Wait-AzQuantumSession\ -Status\ Executing .+ ^Executing\ .+\ bell-pairs\b .*
            PS>\ \$job\ \|\ Receive-AzQuantumSessionJob\ -Wait .+ ^00\ +0\.5000\ +~250\ +[█#]{8,} .+
            PS>\ \$session\ \|\ Stop-AzQuantumSession .+ ^Succeeded\ .+\ bell-pairs\b .*
            PS>\ .+CostEstimate .+ ^1Q\ Gate\ Shot\ +500\ .+
            PS>\ Disconnect-AzQuantumWorkspace\r?\n\z
            """,
            result.Output);
    }
}
