#requires -Version 7.4
<#
.SYNOPSIS
    Runs the benchmarks, and writes their results to the README.
.DESCRIPTION
    Each benchmark compares the module with a plain alternative in the same run, by turns, and prints medians. Only the ratios can be
    compared between machines.
.EXAMPLE
    ./build.ps1 -Task Benchmark
#>
[CmdletBinding()]
param(
    # The benchmarks to run, and to print without writing the README. Default: all.
    [ValidateSet('Loop', 'Batch', 'List', 'Wait', 'Memory', 'View', 'Import')] [string[]] $Name
)

$ErrorActionPreference = 'Stop'
$rows = foreach ($benchmark in $Name ?? ('Loop', 'Batch', 'List', 'Wait', 'Memory', 'View', 'Import')) {
    Write-Host "Running $benchmark"
    & (Join-Path $PSScriptRoot "$benchmark.ps1")
}
$lines = @(
    '| work | module | alternative | time of the alternative | ratio | requests |'
    '| --- | --- | --- | --- | --- | --- |'
    $rows | ForEach-Object { "| $($_.Work) | $($_.Module) | $($_.Alternative) | $($_.Plain) | $($_.Ratio) | $($_.Requests) |" }
)
$lines
if (-not $Name) {
    $processor = if ($IsLinux) { (Get-Content /proc/cpuinfo | Select-String '^model name\s*:\s*(.+)$' | Select-Object -First 1).Matches.Groups[1].Value }
    $machine = @(
        "$([Environment]::ProcessorCount) cores"
        $processor
        [System.Runtime.InteropServices.RuntimeInformation]::OSDescription
        "PowerShell $($PSVersionTable.PSVersion)"
        [System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
    ) | Where-Object { $_ } | Join-String -Separator ', '
    $readme = Join-Path $PSScriptRoot '..' '..' 'README.md'
    $text = @('<!-- benchmarks -->', '', "Measured on $(Get-Date -Format yyyy-MM-dd): $machine.", '', $lines, '', '<!-- /benchmarks -->') |
        ForEach-Object { $_ } | Join-String -Separator "`n"
    $content = [System.IO.File]::ReadAllText($readme)
    [System.IO.File]::WriteAllText($readme, [regex]::Replace($content, '(?s)<!-- benchmarks -->.*<!-- /benchmarks -->', $text.Replace('$', '$$')))
}
