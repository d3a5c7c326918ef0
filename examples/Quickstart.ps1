#requires -Version 7.4
# A session's whole life, against an emulated workspace on this machine. No Azure account is needed.
# Run it with: bash build.sh quickstart

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
Import-Module (Join-Path $PSScriptRoot '..' 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')

$steps = @(
    { Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }
    { $session = New-AzQuantumSession -Target ionq.qpu.aria-1 -Name bell-pairs -Tag demo }
    { Get-AzQuantumSession bell-* }
    { $job = Submit-EmulatorJob -Emulator $emulator -Session $session -Name bell }
    { $session | Wait-AzQuantumSession -Status Executing -Timeout 60 }
    { $session | Stop-AzQuantumSession -PassThru }
    { $session | Wait-AzQuantumSession -Timeout 60 }
    { Get-AzQuantumSession -Tag demo | Format-List }
    { (Get-AzQuantumSession $session.Id).CostEstimate.Events }
    { Disconnect-AzQuantumWorkspace }
)

$emulator = Start-Emulator
try {
    foreach ($step in $steps) {
        Write-Host "PS> $("$step".Trim())"
        . $step | Out-Default
    }
}
finally {
    Stop-Emulator
}
