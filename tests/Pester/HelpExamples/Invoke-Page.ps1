#requires -Version 7.4
<#
.SYNOPSIS
    Runs the examples of a help page as a user types them, and writes what the console shows.
.DESCRIPTION
    The script runs in a process of its own, because a prompt, a warning, and -WhatIf write to the console, and not to a stream that can be
    read. Each statement is a line at the prompt, with its own table. A line ends the output of each example: its number after a marker, and
    a minus sign if it is not run.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Page,
    [Parameter(Mandatory)] [string] $Folder
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/HelpExamples.psm1"
Import-Module "$PSScriptRoot/../Support.psm1"
# Other runspaces and processes find the module where an installed module is.
$env:PSModulePath = "$([System.IO.Path]::GetFullPath("$PSScriptRoot/../../../out"))$([System.IO.Path]::PathSeparator)$env:PSModulePath"
Import-Module AzQuantumSession
# The pages show dates and numbers in this culture. Windows always has the culture of its user.
[cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::InvariantCulture
# Windows has another encoding by default.
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
Set-Location $Folder

$examples = Get-HelpExample $Page
$name = [System.IO.Path]::GetFileNameWithoutExtension($Page)
$arrangement = (. "$PSScriptRoot/Arrangements.ps1")[$name] ?? @{}
try {
    . "$PSScriptRoot/Workspace.ps1"
    foreach ($example in $examples) {
        if ($arrangement["Skip$($example.Number)"]) {
            [Console]::Out.WriteLine("`u{E000}$($example.Number)-")
            continue
        }
        foreach ($key in 'All', $example.Number) {
            if ($arrangement[$key]) { $null = . $arrangement[$key] }
        }
        $ErrorActionPreference = 'Continue'
        foreach ($statement in Get-Statement $example.Code) {
            try { . ([scriptblock]::Create($statement)) | Out-Default } catch { $_ | Out-Default }
        }
        $ErrorActionPreference = 'Stop'
        [Console]::Out.WriteLine("`u{E000}$($example.Number)")
    }
}
finally {
    Stop-Emulator
}
