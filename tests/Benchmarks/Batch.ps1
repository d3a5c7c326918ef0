<#
.SYNOPSIS
    Compares 50 circuits, and their 50 results, with plain requests that are sent one after the other.
#>
[CmdletBinding()]
param([int] $Rounds = 5, [int] $Jobs = 50, [double] $Latency = 0.04)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

try {
    Start-Workspace
    $session = New-AzQuantumSession ionq.simulator -ProviderId ionq
    $circuits = @($Circuit) * $Jobs
    $submitted = $circuits | Submit-AzQuantumSessionJob -SessionId $session.Id -Shots 100
    $ids = @($submitted.Id)
    $null = $submitted | Wait-AzQuantumSessionJob
    Set-Latency $Latency
    $comparisons = @(
        @{
            Work   = "Submit $Jobs circuits, latency 40 ms"
            Module = { $circuits | Submit-AzQuantumSessionJob -SessionId $session.Id -Shots 100 }
            Plain  = { $circuits | ForEach-Object { Submit-PlainJob $session.Id } }
        }
        @{
            Work   = "Receive $Jobs results, latency 40 ms"
            Module = { Receive-AzQuantumSessionJob $ids }
            Plain  = { $ids | ForEach-Object { Receive-PlainJob $_ } }
        }
    )
    foreach ($comparison in $comparisons) {
        $requests = '{0} / {1}' -f (Measure-Request $comparison.Module), (Measure-Request $comparison.Plain)
        Compare-Time $comparison.Work $comparison.Module 'one after the other with HttpClient' $comparison.Plain $Rounds -WarmUp 1 -Requests $requests
    }
}
finally {
    Stop-Workspace
}
