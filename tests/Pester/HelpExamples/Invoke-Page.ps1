#requires -Version 7.4
<#
.SYNOPSIS
    Runs the examples of a page as a user types them. Each statement is a line at the prompt, with its own table.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Page,
    [Parameter(Mandatory)] [string] $Folder,
    [string] $Pester = 'Pester'
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/HelpExamples.psm1"
Import-Module "$PSScriptRoot/../Support.psm1"
Import-Module AzQuantumSession
# The pages show dates and numbers in this culture. Windows always has the culture of its user.
[cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::InvariantCulture
$ProgressPreference = 'SilentlyContinue'
Set-Location $Folder

$name = [System.IO.Path]::GetFileNameWithoutExtension($Page)
$examples = Get-PageExample $Page
$arrangement = @{}
foreach ($file in 'Arrangements.ps1', 'TopicArrangements.ps1', 'TaskArrangements.ps1') {
    $arrangement = (. "$PSScriptRoot/$file")[$name] ?? $arrangement
}
$options = 'All', 'IsFrozen', 'QueueTime', 'JobDuration', 'Workspace'
$unknown = $arrangement.Keys | Where-Object { "$_" -notin $options -and "$_" -replace '\.\d+$' -notin $examples.Key }
if ($unknown) { throw "The page has no example '$($unknown -join "', '")'." }

# The lines of about topics have 80 characters, of which 4 are the indentation.
$isTopic = $name -like 'about_*'
$note = { if ($_ -is [System.Management.Automation.ErrorRecord]) { $record.Errors.Add("$_") }; $_ }
try {
    . "$PSScriptRoot/Workspace.ps1"
    foreach ($example in $examples) {
        $record = @{ Page = $name; Key = $example.Key; Skip = $null; Errors = [System.Collections.Generic.List[string]]::new() }
        # In the arrangements of help pages, the keys are numbers.
        $own = $arrangement[$example.Key] ?? $arrangement[[int] ($example.Key -match '^\d+$' ? $example.Key : 0)]
        if ($own -is [string]) {
            $record.Skip = $own
        }
        else {
            foreach ($script in $arrangement['All'], $own) { if ($script) { . $script *> $null } }
            $ErrorActionPreference = 'Continue'
            $number = 0
            foreach ($statement in Get-Statement $example.Code) {
                $number++
                if ($arrangement["$($example.Key).$number"]) { continue }
                $script = [scriptblock]::Create($statement)
                try {
                    if ($isTopic) { . $script 2>&1 | ForEach-Object $note | Out-String -Stream -Width 76 | Out-Default }
                    else { . $script 2>&1 | ForEach-Object $note | Out-Default }
                }
                catch {
                    $_ | ForEach-Object $note | Out-String -Stream -Width ($isTopic ? 76 : 1000) | Out-Default
                }
            }
            $ErrorActionPreference = 'Stop'
        }
        [Console]::Out.WriteLine("`u{E000}$($record | ConvertTo-Json -Compress)")
    }
}
finally {
    Stop-AzQuantumEmulator
    Stop-Emulator
    if (Get-Module Fixtures) { Stop-IdentityEndpoint }
}
