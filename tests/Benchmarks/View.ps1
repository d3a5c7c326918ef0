<#
.SYNOPSIS
    Compares the view of sessions with a table of five properties of the same sessions.
.DESCRIPTION
    Out-Null measures the cells of the view, and Out-String also measures the rendering. The view has seven columns, and PowerShell needs the
    same time for a view of seven properties.
#>
[CmdletBinding()]
param([int] $Rounds = 40, [int] $Sessions = 2000)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

try {
    Start-Workspace
    $names = 1..$Sessions | ForEach-Object { "session $_" }
    $opened = New-AzQuantumSession ionq.simulator $names -ProviderId ionq -ThrottleLimit 16
    $opened | Select-Object -First ($Sessions / 2) | Stop-AzQuantumSession -ThrottleLimit 16
    $items = @(Get-AzQuantumSession)
    $work = '{0} of {1:N0} sessions' -f 'Table', $Sessions
    Compare-Time "$work to Out-Null" { $items | Format-Table | Out-Null } 'five properties' {
        $items | Format-Table Name, Status, Target, CreationTime, Id | Out-Null
    } $Rounds -WarmUp 10
    Compare-Time "$work to Out-String" { $items | Format-Table | Out-String } 'five properties' {
        $items | Format-Table Name, Status, Target, CreationTime, Id | Out-String
    } $Rounds -WarmUp 10
}
finally {
    Stop-Workspace
}
