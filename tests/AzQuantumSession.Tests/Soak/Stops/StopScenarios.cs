namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>The commands of the module, and how they are run to be stopped.</summary>
internal static class StopScenarios
{
    public static IReadOnlyList<StopScenario> All { get; } =
    [
        new("Connect-AzQuantumWorkspace", "Connect-AzQuantumWorkspace -ConnectionString $connectionString"),
        new("Connect-AzQuantumWorkspace", "Connect-AzQuantumWorkspace emulator -AccessToken $token -ResourceManagerEndpoint $endpoint"),
        new("Disconnect-AzQuantumWorkspace", "Disconnect-AzQuantumWorkspace"),
        new("Export-AzQuantumSessionReport", "Export-AzQuantumSessionReport $path -PassThru") { Input = "$ended", IsConcurrent = true },
        new("Get-AzQuantumSession", "Get-AzQuantumSession -Target rigetti.sim.qvm") { IsConcurrent = true },
        new("Get-AzQuantumSession", "Get-AzQuantumSession -IncludeJobs") { Input = "$running, $ended, $other", IsConcurrent = true },
        new("Get-AzQuantumSession", "Get-AzQuantumSession -Follow -PollingInterval 5m") { Input = "$running", Waits = 2 },
        new("Get-AzQuantumSession", "Get-AzQuantumSession -Id ") { IsCompletion = true },
        new("Get-AzQuantumSessionJob", "Get-AzQuantumSessionJob $ended"),
        new("Get-AzQuantumSessionJob", "Get-AzQuantumSessionJob -Id $endedJobs -ThrottleLimit 1"),
        new("Get-AzQuantumSessionJob", "Get-AzQuantumSessionJob -Follow -PollingInterval 5m -Id $runningJobs[0]") { Waits = 2 },
        new("Get-AzQuantumSessionJobFile", "Get-AzQuantumSessionJobFile") { Input = "$endedJobs" },
        new("Get-AzQuantumSessionQuota", "Get-AzQuantumSessionQuota") { IsConcurrent = true },
        new("Get-AzQuantumSessionTarget", "Get-AzQuantumSessionTarget"),
        new("Get-AzQuantumWorkspaceConnection", "Get-AzQuantumWorkspaceConnection"),
        new("Get-AzQuantumWorkspaceConnection", "Get-AzQuantumWorkspaceConnection -ListAvailable"),
        new("Measure-AzQuantumSessionResult", "Measure-AzQuantumSessionResult ZZ") { Input = "$result" },
        new("New-AzQuantumSession", "New-AzQuantumSession -Target ") { IsCompletion = true },
        new("New-AzQuantumSession", "New-AzQuantumSession ionq.simulator"),
        new("New-AzQuantumSession", "New-AzQuantumSession ionq.simulator -Name (1..12)") { IsConcurrent = true },
        new("Receive-AzQuantumSessionJob", "Receive-AzQuantumSessionJob") { Input = "$endedJobs[0]" },
        new("Receive-AzQuantumSessionJob", "Receive-AzQuantumSessionJob -OutFile $folder") { Input = "$endedJobs", IsConcurrent = true },
        new("Receive-AzQuantumSessionJob", "Receive-AzQuantumSessionJob -Wait") { Input = "$runningJobs[0]", Waits = 2 },
        new("Receive-AzQuantumSessionJobFile", "Receive-AzQuantumSessionJobFile -OutFile $folder -Force") { Input = "$endedJobs[0]" },
        new("Remove-AzQuantumSessionJob", "Remove-AzQuantumSessionJob -Confirm:$false") { Input = "$failedJob" },
        new("Restart-AzQuantumSessionJob", "Restart-AzQuantumSessionJob -Force -SessionId $fresh.Id") { Input = "$endedJobs[0]" },
        new("Restart-AzQuantumSessionJob", "Restart-AzQuantumSessionJob -Force -SessionId $fresh.Id -Wait") { Input = "$endedJobs[0]", Waits = 10 },
        new("Set-AzQuantumSessionJob", "Set-AzQuantumSessionJob -Tag a -PassThru") { Input = "$freshJob" },
        new("Show-AzQuantumSession", "Show-AzQuantumSession $running"),
        new("Show-AzQuantumSession", "Show-AzQuantumSession $running -Follow -PollingInterval 5m") { Waits = 2 },
        new("Start-AzQuantumEmulator", "Start-AzQuantumEmulator"),
        new("Stop-AzQuantumEmulator", "Stop-AzQuantumEmulator"),
        new("Stop-AzQuantumSession", "Stop-AzQuantumSession -CancelJobs -PassThru") { Input = "$fresh", IsConcurrent = true },
        new("Stop-AzQuantumSessionJob", "Stop-AzQuantumSessionJob -PassThru") { Input = "$freshJob" },
        new("Submit-AzQuantumSessionJob", "Submit-AzQuantumSessionJob -InputObject $bell") { Input = "$fresh" },
        new("Submit-AzQuantumSessionJob", "Submit-AzQuantumSessionJob -Target ionq.simulator -Wait -InputObject $bell") { Waits = 5 },
        new("Submit-AzQuantumSessionJob", "Submit-AzQuantumSessionJob -Target ionq.simulator") { Input = "(1..12 | ForEach-Object { $file })", IsConcurrent = true },
        new("Use-AzQuantumSession", "Use-AzQuantumSession ionq.simulator -SessionId $id { $_ | Submit-AzQuantumSessionJob -InputObject $bell }") { Closes = true },
        new("Use-AzQuantumSession", "Use-AzQuantumSession ionq.simulator -SessionId $id { Wait-Stop $block }") { Closes = true, Waits = 2 },
        new("Use-AzQuantumSession", "Use-AzQuantumSession ionq.simulator -SessionId $id -CancelJobsOnError { $_ | Submit-AzQuantumSessionJob -InputObject $bell; Wait-Stop $block }")
        {
            Closes = true,
            Waits = 5,
        },
        new("Use-AzQuantumSession", "Use-AzQuantumSession ionq.simulator -SessionId $id -MaxJobs 5 -MaxDuration 1h -KeepAliveWarning { Wait-Stop $block }")
        {
            Closes = true,
            Waits = 5,
            IsConcurrent = true,
        },
        new("Use-AzQuantumSession", "Use-AzQuantumSession ionq.simulator -SessionId $id -WaitForJobs { $_ | Submit-AzQuantumSessionJob -InputObject $bell }")
        {
            Closes = true,
            Waits = 7,
        },
        new("Wait-AzQuantumSession", "Wait-AzQuantumSession -PollingInterval 300") { Input = "$running", Waits = 1 },
        new("Wait-AzQuantumSession", "Wait-AzQuantumSession -MaxCost 100 -MaxJobs 50 -Confirm:$false") { Input = "$running", Waits = 4 },
        new("Wait-AzQuantumSessionJob", "Wait-AzQuantumSessionJob -PollingInterval 300") { Input = "$runningJobs[0]", Waits = 1 },
        new("Wait-AzQuantumSessionJob", "Wait-AzQuantumSessionJob") { Input = "$runningJobs", Waits = 8, IsConcurrent = true },
    ];
}
