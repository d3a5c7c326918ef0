<#
.SYNOPSIS
    Compares the time of the view of sessions with the time of a table with five properties of the same sessions.
.DESCRIPTION
    Prints the ratio, which must not exceed 2. Out-Null measures the cells of the view, and Out-String also measures the rendering. The
    view has seven columns, and PowerShell needs the same time for a view of seven properties. The two tables alternate, and the ratio is
    the median of all rounds, because other processes slow down both tables.
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
        # The first rounds compile the code.
        1..10 | ForEach-Object { $null = Measure-Table $properties; $null = Measure-Table $view }
        $measurements = 1..$Rounds | ForEach-Object {
            $plain = Measure-Table $properties
            $viewTime = Measure-Table $view
            [pscustomobject] @{ Plain = $plain; View = $viewTime; Ratio = $viewTime / $plain }
        }
        [pscustomobject] @{
            Output     = $output
            Properties = '{0:0.0} ms' -f (Get-Median $measurements.Plain)
            View       = '{0:0.0} ms' -f (Get-Median $measurements.View)
            Ratio      = '{0:0.00}' -f (Get-Median $measurements.Ratio)
        }
    }
}
finally {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}
