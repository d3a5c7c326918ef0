#requires -Version 7.4
<#
.SYNOPSIS
    Simulates the janitor of examples/automation with thousands of sessions in many workspaces, and writes the table of docs/tasks/janitor.md.
.DESCRIPTION
    Each workspace is an emulator of its own, on this machine, with the latency of a network. Each run of the janitor is a new PowerShell, as in
    a runbook: its time includes the import and the sign-in, and its memory is the peak of the whole process.
.EXAMPLE
    tests/Benchmarks/Janitor.ps1
.EXAMPLE
    tests/Benchmarks/Janitor.ps1 -Workspaces 2 -Sessions 10 -PassThru
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [int] $Workspaces = 20,
    [int] $Sessions = 250,        # in each workspace
    [double] $Latency = 0.04,     # in seconds
    [switch] $PassThru            # writes the rows instead of the table in the page
)

$ErrorActionPreference = 'Stop'
$root = Join-Path $PSScriptRoot '..' '..'
$module = Join-Path $root 'out' 'AzQuantumSession' 'AzQuantumSession.psd1'
Import-Module $module
Import-Module (Join-Path $root 'out' 'AzQuantumSession.Emulator' 'AzQuantumSession.Emulator.psd1')

# Starts the emulators. The Azure Resource Manager of the last one lists all workspaces.
function Start-Emulator {
    $options = @('--access-token', 'a.b.c')
    for ($i = 1; $i -lt $Workspaces; $i++) {
        $emulator = Start-AzQuantumEmulator -ArgumentList '--access-token', 'a.b.c', '--workspace', "lab-$i"
        $options += '--also-workspace', "lab-$i@emulator-rg@11111111-2222-3333-4444-555555555555@$($emulator.Endpoint)"
        $emulator
    }
    Start-AzQuantumEmulator -ArgumentList $options
}

function Invoke-Control([string] $Method, [string] $Path, [hashtable] $Body) {
    foreach ($emulator in $emulators) {
        Invoke-RestMethod -Method $Method -Uri "$($emulator.Endpoint)emulator/$Path" -ContentType application/json -Body ($Body ? ($Body | ConvertTo-Json) : $null)
    }
}

# Runs the janitor in a new PowerShell, and returns a row of the table.
function Measure-Janitor([string] $Work, [string] $Arguments) {
    $null = Invoke-Control Delete requests
    $script = @"
`$ErrorActionPreference = 'Stop'
`$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module '$module'
`$token = ConvertTo-SecureString a.b.c -AsPlainText
`$null = Connect-AzQuantumWorkspace emulator -ResourceManagerEndpoint '$($emulators[-1].Endpoint)' -AccessToken `$token
`$report = @(& '$(Join-Path $root 'examples' 'automation' 'Janitor.ps1')' $Arguments 6> `$null)
"`$(`$report.Count) `$(`$watch.Elapsed.TotalSeconds) `$([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64)"
"@
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
    # If pwsh is a .NET tool, the dotnet program runs its library.
    $program = [Environment]::ProcessPath
    $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $output = @(& $program @library -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded)
    if ($LASTEXITCODE -ne 0) { throw "The janitor failed: $($output -join "`n")" }
    $count, $seconds, $bytes = $output[-1] -split ' '
    [pscustomobject] @{
        Work     = $Work
        Sessions = '{0:N0}' -f [int] $count
        Requests = '{0:N0}' -f (Invoke-Control Get requests | ForEach-Object { $_.value.Count } | Measure-Object -Sum).Sum
        Time     = '{0:N1} s' -f [double] $seconds
        Memory   = '{0:N0} MB' -f ([double] $bytes / 1MB)
    }
}

try {
    $emulators = @(Start-Emulator)
    $token = ConvertTo-SecureString a.b.c -AsPlainText
    $null = Connect-AzQuantumWorkspace emulator -ResourceManagerEndpoint $emulators[-1].Endpoint -AccessToken $token
    $names = 1..$Sessions | ForEach-Object { "session $_" }
    foreach ($workspace in Get-AzQuantumWorkspaceConnection -ListAvailable) {
        $null = New-AzQuantumSession ionq.simulator $names -ProviderId ionq -Workspace $workspace -ThrottleLimit 16
    }
    $null = Invoke-Control Post faults @{ kind = 'delay'; delaySeconds = $Latency; times = 0 }
    $rows = @(
        Measure-Janitor 'Nothing is old enough' '-OlderThan 1h'
        Measure-Janitor 'All are old enough, with `-WhatIf`' '-OlderThan 0s -WhatIf'
        Measure-Janitor 'All are closed' '-OlderThan 0s'
        Measure-Janitor 'No session is open' '-OlderThan 0s'
    )
}
finally {
    Disconnect-AzQuantumWorkspace
    Stop-AzQuantumEmulator
}

if ($PassThru) { return $rows }
$lines = @(
    '| work | sessions in the report | requests | time | peak memory |'
    '| --- | --- | --- | --- | --- |'
    $rows | ForEach-Object { "| $($_.Work) | $($_.Sessions) | $($_.Requests) | $($_.Time) | $($_.Memory) |" }
)
$lines
$conditions = "Measured on $(Get-Date -Format yyyy-MM-dd) with $('{0:N0}' -f ($Workspaces * $Sessions)) open sessions in $Workspaces workspaces, each request with " +
    "$(1000 * $Latency) ms of latency; the emulators of the workspaces run on the same $([Environment]::ProcessorCount) cores, " +
    "$([System.Runtime.InteropServices.RuntimeInformation]::OSDescription), PowerShell $($PSVersionTable.PSVersion):"
$page = Join-Path $root 'docs' 'tasks' 'janitor.md'
$text = @('<!-- simulation -->', '', $conditions, '', $lines, '', '<!-- /simulation -->') | ForEach-Object { $_ } | Join-String -Separator "`n"
$content = [System.IO.File]::ReadAllText($page)
[System.IO.File]::WriteAllText($page, [regex]::Replace($content, '(?s)<!-- simulation -->.*<!-- /simulation -->', $text.Replace('$', '$$')))
