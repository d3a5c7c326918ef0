#requires -Version 7.4
<#
.SYNOPSIS
    Runs the examples of the help pages, and writes their output to the pages where it differs.
.DESCRIPTION
    The examples run in the built module against the emulator. Differences of ids, numbers, and widths are not differences.
.EXAMPLE
    ./docs/Update-Example.ps1 -Name Get-AzQuantumSession
#>
[CmdletBinding()]
param([string] $Name = '*-*')

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../tests/Pester/HelpExamples/HelpExamples.psm1" -Force
foreach ($run in Invoke-HelpPage (Get-ChildItem "$PSScriptRoot/help" -Filter "$Name.md")) {
    if ($run.Problem) { throw "The examples of $($run.Name) could not be run: $($run.Problem)" }
    $page = "$PSScriptRoot/help/$($run.Name).md"
    foreach ($example in Get-HelpExample $page | Where-Object Number -NotIn $run.Skipped) {
        $output = $run.Outputs[$example.Number]
        if ((ConvertTo-ComparableText $output) -cne (ConvertTo-ComparableText $example.Output)) {
            Set-HelpOutput $page $example.Number $output
            "$($run.Name), example $($example.Number)"
        }
    }
}
