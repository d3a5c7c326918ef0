#requires -Version 7.4
<#
.SYNOPSIS
    An example of a runbook: rotates a qubit by some angles, and writes how often it measures 1.
.DESCRIPTION
    Takes the workspace from the connection of the runspace, or from the environment. NightlyRun.Tests.ps1 tests it.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [string] $Target = 'ionq.simulator',
    [double[]] $Angle = @(0, 0.5, 1),   # in multiples of pi
    [int] $Shots = 500
)

$ErrorActionPreference = 'Stop'
$circuits = $Angle | ForEach-Object { @{ qubits = 1; circuit = @(@{ gate = 'rx'; target = 0; rotation = $_ * [math]::PI }) } }

# However the block ends, the session is closed, so that it costs no more.
Use-AzQuantumSession $Target -Name nightly -CancelJobsOnError -MaxJobs 20 {
    param($session)
    $jobs = @($circuits | Submit-AzQuantumSessionJob -Session $session -Shots $Shots)
    # The results arrive in the order in which the jobs end.
    $results = $jobs | Receive-AzQuantumSessionJob -Wait | Group-Object JobId -AsHashTable -AsString
    for ($i = 0; $i -lt $jobs.Count; $i++) {
        $id = $jobs[$i].Id
        [pscustomobject] @{
            Angle       = $Angle[$i]
            Probability = [double] ($results[$id].Histogram | Where-Object Outcome -EQ '1').Probability
            JobId       = $id
        }
    }
}
