#requires -Version 7.4
# Demonstrates the lifecycle of a session with an emulated workspace. Requires no Azure account.
# Run the script with: bash build.sh quickstart
# With an installed module, run: examples/Quickstart.ps1 -Module AzQuantumSession
# The script uses commands of PowerShell's engine and of this module only, so it runs in any host of the engine.
param([string] $Module = "$PSScriptRoot/../out/AzQuantumSession/AzQuantumSession.psd1")

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/Emulator.psm1"
Import-Module $Module

$steps = @(
    { Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }
    { $session = New-AzQuantumSession -Target ionq.qpu.aria-1 -Name bell-pairs -Tag demo }
    { Get-AzQuantumSession bell-* }
    { $bell = @{ qubits = 2; circuit = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 } } }
    { $job = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name bell -Shots 500 }
    { $session | Wait-AzQuantumSession -Status Executing -Timeout 60 }
    { $job | Receive-AzQuantumSessionJob -Wait }
    { $session | Stop-AzQuantumSession -PassThru }
    { $session | Wait-AzQuantumSession -Timeout 60 }
    { $session | Get-AzQuantumSessionJob }
    { (Get-AzQuantumSession $session.Id -IncludeJobs).CostEstimate.Events }
    { Disconnect-AzQuantumWorkspace }
)

$emulator = Start-Emulator
try {
    foreach ($step in $steps) {
        "PS> $("$step".Trim())"
        . $step | Out-Default
    }
}
finally {
    Stop-Emulator
}
