<#
.SYNOPSIS
    Counts the requests of one poll of thousands of sessions, before and after half of them have ended.
.DESCRIPTION
    The plain alternative reads each session. A poll with -Timeout 0 is one tick of a wait.
#>
[CmdletBinding()]
param([int] $Sessions = 5000)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

function Measure-Tick([string] $Work, [int] $ExpectedCount) {
    $script:noticed = @()
    $requests = Measure-Request { $script:noticed = @($opened | Wait-AzQuantumSession -Timeout 0 -ErrorAction Ignore) }
    if ($noticed.Count -ne $ExpectedCount) { throw "$($noticed.Count) sessions were noticed instead of $ExpectedCount." }
    New-Row $Work $requests 'a request for each session' $Sessions requests
}

try {
    Start-Workspace
    $names = 1..$Sessions | ForEach-Object { "session $_" }
    $opened = New-AzQuantumSession ionq.simulator $names -ProviderId ionq -ThrottleLimit 16
    Measure-Tick ('One tick of a wait for {0:N0} open sessions' -f $Sessions) 0
    $ended = for ($i = 0; $i -lt $Sessions; $i += 2) { $opened[$i] }
    $ended | Stop-AzQuantumSession -ThrottleLimit 16
    Measure-Tick ('The next tick, after {0:N0} of them have ended' -f $ended.Count) $ended.Count
}
finally {
    Stop-Workspace
}
