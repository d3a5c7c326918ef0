<#
.SYNOPSIS
    Compares the time that the view of sessions takes with that of a table of five plain properties of the same sessions.
.DESCRIPTION
    Prints the ratio, which is to be at most 2. With Out-Null the view only makes its cells, with Out-String it is also drawn. The view has
    seven columns; PowerShell takes as long for a view of seven plain properties. The two tables are made in turns, and the ratio is the
    median of all turns, since other processes slow both alike.
#>
[CmdletBinding()]
param(
    [int] $Sessions = 2000,
    [int] $Rounds = 40
)

$root = Join-Path $PSScriptRoot '..' '..'
Import-Module (Join-Path $root 'examples' 'Emulator.psm1')
Import-Module (Join-Path $root 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')

function Get-Median([double[]] $Value) {
    ($Value | Sort-Object)[[Math]::Floor($Value.Count / 2)]
}

function Measure-Table([scriptblock] $Table) {
    [GC]::Collect()
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Table
    $watch.Elapsed.TotalMilliseconds
}

$tables = [ordered] @{
    'Out-Null'   = { $items | Format-Table Name, Status, Target, CreationTime, Id | Out-Null }, { $items | Format-Table | Out-Null }
    'Out-String' = { $items | Format-Table Name, Status, Target, CreationTime, Id | Out-String }, { $items | Format-Table | Out-String }
}
try {
    $emulator = Start-Emulator
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $opened = 1..$Sessions | ForEach-Object { New-AzQuantumSession ionq.simulator -ProviderId ionq -Name "session $_" }
    $opened | Select-Object -First ($Sessions / 2) | Stop-AzQuantumSession
    $items = @(Get-AzQuantumSession)
    foreach ($output in $tables.Keys) {
        $properties, $view = $tables[$output]
        # The first turns compile.
        1..10 | ForEach-Object { $null = Measure-Table $properties; $null = Measure-Table $view }
        $turns = 1..$Rounds | ForEach-Object {
            $plain = Measure-Table $properties
            $shown = Measure-Table $view
            [pscustomobject] @{ Plain = $plain; Shown = $shown; Ratio = $shown / $plain }
        }
        [pscustomobject] @{
            Output     = $output
            Properties = '{0:0.0} ms' -f (Get-Median $turns.Plain)
            View       = '{0:0.0} ms' -f (Get-Median $turns.Shown)
            Ratio      = '{0:0.00}' -f (Get-Median $turns.Ratio)
        }
    }
}
finally {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}
