# What the Pester files share: the built module, emulators, and the emulator's control endpoints.

$root = Join-Path $PSScriptRoot '..' '..'
$ModulePath = (Resolve-Path (Join-Path $root 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')).Path
Import-Module (Join-Path $root 'examples' 'Emulator.psm1') -Global

function Get-ModulePath { $ModulePath }

function Add-Fault {
    param([pscustomobject] $Emulator, [hashtable] $Fault)
    Invoke-RestMethod -Method Post -Uri "$($Emulator.Endpoint)/emulator/faults" -Body ($Fault | ConvertTo-Json) -ContentType 'application/json'
}

function Clear-Fault {
    param([pscustomobject] $Emulator)
    $null = Invoke-RestMethod -Method Delete -Uri "$($Emulator.Endpoint)/emulator/faults"
}

# The requests since the last call.
function Receive-Request {
    param([pscustomobject] $Emulator)
    $requests = (Invoke-RestMethod -Uri "$($Emulator.Endpoint)/emulator/requests").value
    $null = Invoke-RestMethod -Method Delete -Uri "$($Emulator.Endpoint)/emulator/requests"
    $requests
}

function Step-Clock {
    param([pscustomobject] $Emulator, [double] $Seconds)
    $null = Invoke-RestMethod -Method Post -Uri "$($Emulator.Endpoint)/emulator/clock" -Body (@{ advanceSeconds = $Seconds } | ConvertTo-Json) -ContentType 'application/json'
}

# Runs a script in a fresh PowerShell, which knows nothing but the module's path ($ModulePath) and what -Variable says.
function Invoke-FreshPowerShell {
    param([scriptblock] $Script, [hashtable] $Variable = @{})
    $Variable['ModulePath'] = $ModulePath
    $assignments = foreach ($name in $Variable.Keys) { "`$$name = '$("$($Variable[$name])".Replace("'", "''"))'" }
    $text = @('$ErrorActionPreference = "Stop"'; $assignments; "$Script") -join "`n"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1
    if ($LASTEXITCODE -ne 0) { throw "The fresh PowerShell failed: $($output -join "`n")" }
    $output
}

Export-ModuleMember -Function Get-ModulePath, Add-Fault, Clear-Fault, Receive-Request, Step-Clock, Invoke-FreshPowerShell
