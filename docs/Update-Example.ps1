#requires -Version 7.4
<#
.SYNOPSIS
    Runs the examples of the documentation, and writes their output to the pages where it differs.
.DESCRIPTION
    The examples of help pages, about topics, task pages, and the README run in the built module against the emulator. Differences of ids, numbers,
    and widths are not differences.

    A help page shows the output of all its examples. The other pages show the output of a block if they announce it: in an about topic, with the
    line "The output:" after a blank line below the block, and in the other pages, with a block of the language output, which may be empty.
.EXAMPLE
    ./docs/Update-Example.ps1 -Name Get-AzQuantumSession
.EXAMPLE
    ./docs/Update-Example.ps1 -Name about_*
#>
[CmdletBinding()]
param([string] $Name = '*')

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../tests/Pester/HelpExamples/HelpExamples.psm1" -Force
$pages = @(Get-ExamplePage $Name)
if (-not $pages) { throw "No page has the name $Name." }
foreach ($run in Invoke-Page $pages) {
    if ($run.Problem) { throw "The examples of $($run.Name) could not be run: $($run.Problem)" }
    $page = ($pages | Where-Object BaseName -EQ $run.Name).FullName
    foreach ($key in (Get-PageExample $page | Where-Object { $null -ne $_.Output -and -not $run.Skipped[$_.Key] }).Key) {
        $example = Get-PageExample $page | Where-Object Key -EQ $key
        if ((ConvertTo-ComparableText $run.Outputs[$key]) -cne (ConvertTo-ComparableText $example.Output)) {
            Set-PageOutput $page $key $run.Outputs[$key]
            "$($run.Name), line $($example.Line)"
        }
    }
}
