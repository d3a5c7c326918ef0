<#
.SYNOPSIS
    Compares an iteration of a hybrid loop with plain requests: submit a circuit, wait, and read its result.
.DESCRIPTION
    The plain code sends the five requests that an iteration takes, and knows when the job ends, so that it never reads the job too early
    or too late.
#>
[CmdletBinding()]
param([int] $Rounds = 15)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

$cases = @(
    @{ Work = 'Loop iteration, job of 50 ms, latency 40 ms'; QueueTime = 0; JobDuration = 0.05; Latency = 0.04 }
    @{ Work = 'Loop iteration, job of 50 ms'; QueueTime = 0; JobDuration = 0.05; Latency = 0 }
    @{ Work = 'Loop iteration, queue of 100 ms and job of 300 ms'; QueueTime = 0.1; JobDuration = 0.3; Latency = 0 }
)
foreach ($case in $cases) {
    try {
        Start-Workspace -QueueTime $case.QueueTime -JobDuration $case.JobDuration
        $session = New-AzQuantumSession ionq.simulator -ProviderId ionq
        $duration = 1000 * ($case.QueueTime + $case.JobDuration)
        $module = { $session | Submit-AzQuantumSessionJob -InputObject $Circuit -Shots 100 | Wait-AzQuantumSessionJob | Receive-AzQuantumSessionJob }
        $plain = { $id = Submit-PlainJob $session.Id; Start-Sleep -Milliseconds $duration; Receive-PlainJob $id }
        Set-Latency $case.Latency
        # The client learns how long jobs take from the first iterations.
        $requests = '{0} / {1}' -f ((Measure-Request { 1..10 | ForEach-Object $module }) / 10), ((Measure-Request { 1..10 | ForEach-Object $plain }) / 10)
        Compare-Time $case.Work $module 'the same requests with HttpClient' $plain $Rounds -Requests $requests
    }
    finally {
        Stop-Workspace
    }
}
