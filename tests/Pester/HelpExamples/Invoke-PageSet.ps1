#requires -Version 7.4
<#
.SYNOPSIS
    Runs the examples of pages one after the other, each page in a runspace of its own, and writes what the console shows.
.DESCRIPTION
    The script runs in a process of its own, because a prompt, a warning, and -WhatIf write to the console, and not to a stream that can be
    read. A record ends the output of each example, and another record ends each page: a marker, and a line of JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Page,
    [Parameter(Mandatory)] [string] $Folder,
    [string] $Pester = 'Pester'
)

$ErrorActionPreference = 'Stop'
# Other runspaces and processes find the module where an installed module is.
$env:PSModulePath = "$([System.IO.Path]::GetFullPath("$PSScriptRoot/../../../out"))$([System.IO.Path]::PathSeparator)$env:PSModulePath"
# Windows has another encoding by default.
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$PSStyle.OutputRendering = 'PlainText'
$environment = [Environment]::GetEnvironmentVariables()

foreach ($path in $Page -split [System.IO.Path]::PathSeparator) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($path)
    $runspace = [runspacefactory]::CreateRunspace($Host)
    $problem = $null
    try {
        $runspace.Open()
        $shell = [powershell]::Create($runspace).AddCommand("$PSScriptRoot/Invoke-Page.ps1").AddParameters(@{
                Page = $path; Folder = (New-Item -ItemType Directory (Join-Path $Folder $name)).FullName; Pester = $Pester
            })
        $null = $shell.Invoke()
    }
    catch {
        $record = $_.Exception.InnerException.ErrorRecord ?? $_
        $problem = "$record`n$($record.ScriptStackTrace)"
    }
    finally {
        $runspace.Dispose()
        $changed = [Environment]::GetEnvironmentVariables()
        foreach ($variable in @($changed.Keys) + $environment.Keys | Sort-Object -Unique) {
            if ($changed[$variable] -cne $environment[$variable]) { [Environment]::SetEnvironmentVariable($variable, $environment[$variable]) }
        }
    }
    [Console]::Out.WriteLine("`u{E000}$(@{ Page = $name; Problem = $problem } | ConvertTo-Json -Compress)")
}
