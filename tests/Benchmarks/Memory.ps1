<#
.SYNOPSIS
    Measures the growth of live memory while sessions are streamed, and while circuits are submitted.
.DESCRIPTION
    The growth is the difference between the largest and the first sample. The alternative keeps all objects.
#>
[CmdletBinding()]
param([int] $Sessions = 100000, [int] $Jobs = 10000)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

# Returns the growth in MB. Ten samples show whether memory grows with the number of objects.
function Measure-Growth([scriptblock] $Stream, [int] $Count) {
    $state = @{ Seen = 0; First = 0L; Most = 0L }
    & $Stream | ForEach-Object {
        if (++$state.Seen % ($Count / 10) -eq 0) {
            $live = [GC]::GetTotalMemory($true)
            if (-not $state.First) { $state.First = $live }
            $state.Most = [Math]::Max($state.Most, $live)
        }
    }
    if ($state.Seen -ne $Count) { throw "Expected $Count objects, but there were $($state.Seen)." }
    ($state.Most - $state.First) / 1MB
}

function Measure-Kept([scriptblock] $Stream) {
    $before = [GC]::GetTotalMemory($true)
    $kept = @(& $Stream)
    ([GC]::GetTotalMemory($true) - $before) / 1MB
    [GC]::KeepAlive($kept)
}

try {
    Start-Workspace
    $session = New-AzQuantumSession ionq.simulator -ProviderId ionq
    $submit = { 1..$Jobs | ForEach-Object { $Circuit } | Submit-AzQuantumSessionJob -SessionId $session.Id }
    $growth = Measure-Growth $submit $Jobs
    $kept = Measure-Kept { Get-AzQuantumSessionJob $session.Id }
    New-Row ('Growth of memory, {0:N0} circuits submitted' -f $Jobs) $growth 'all objects in a variable' $kept MB
    $session | Stop-AzQuantumSession

    1..($Sessions / 1000) | ForEach-Object {
        $names = 1..1000 | ForEach-Object { "session $_" }
        $null = New-AzQuantumSession ionq.simulator $names -ProviderId ionq -ThrottleLimit 16
    }
    $list = { Get-AzQuantumSession -Open }
    $growth = Measure-Growth $list $Sessions
    New-Row ('Growth of memory, {0:N0} sessions listed' -f $Sessions) $growth 'all objects in a variable' (Measure-Kept $list) MB
}
finally {
    Stop-Workspace
}
