# Functions for all Pester tests: the path of the built module, new PowerShell processes, and the control endpoints of the emulator.

# The tests check exit codes themselves.
$PSNativeCommandUseErrorActionPreference = $false

$root = Join-Path $PSScriptRoot '..' '..'
$ModulePath = (Resolve-Path (Join-Path $root 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')).Path
$EmulatorModulePath = (Resolve-Path (Join-Path $root 'out' 'AzQuantumSession.Emulator' 'AzQuantumSession.Emulator.psd1')).Path
Import-Module (Join-Path $root 'examples' 'Emulator.psm1') -Global

function Get-ModulePath { $ModulePath }

# The module from which Start-AzQuantumEmulator starts its program.
function Get-EmulatorModulePath { $EmulatorModulePath }

# Makes the emulator respond with a fault.
function Add-Fault {
    param([pscustomobject] $Emulator, [hashtable] $Fault)
    Invoke-RestMethod -Method Post -Uri "$($Emulator.Endpoint)/emulator/faults" -Body ($Fault | ConvertTo-Json) -ContentType 'application/json'
}

function Clear-Fault {
    param([pscustomobject] $Emulator)
    $null = Invoke-RestMethod -Method Delete -Uri "$($Emulator.Endpoint)/emulator/faults"
}

# Returns the requests since the previous call.
function Receive-Request {
    param([pscustomobject] $Emulator)
    $requests = (Invoke-RestMethod -Uri "$($Emulator.Endpoint)/emulator/requests").value
    $null = Invoke-RestMethod -Method Delete -Uri "$($Emulator.Endpoint)/emulator/requests"
    $requests
}

# Stops, starts, or advances the clock of the emulator.
function Set-Clock {
    param([pscustomobject] $Emulator, [hashtable] $Clock)
    $null = Invoke-RestMethod -Method Post -Uri "$($Emulator.Endpoint)/emulator/clock" -Body ($Clock | ConvertTo-Json) -ContentType 'application/json'
}

# Advances the clock of the emulator.
function Step-Clock {
    param([pscustomobject] $Emulator, [double] $Seconds)
    Set-Clock $Emulator @{ advanceSeconds = $Seconds }
}

# Returns the input of a job as text.
function Read-JobInput {
    param([pscustomobject] $Emulator, [string] $JobId)
    $content = (Invoke-WebRequest -Uri (Invoke-Emulator $Emulator GET "jobs/$JobId").inputDataUri).Content
    if ($content -is [byte[]]) { [Text.Encoding]::UTF8.GetString($content) } else { $content }
}

# Starts a new PowerShell of the current version. If pwsh is a .NET tool, the dotnet program runs its library.
function Invoke-PowerShell {
    $program = [Environment]::ProcessPath
    $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    & $program @library -NoProfile -NonInteractive @args
}

# Runs a script in a new PowerShell. The script has the variables of -Variable, and the paths of the modules in $ModulePath and $EmulatorModulePath.
function Invoke-NewPowerShell {
    param([scriptblock] $Script, [hashtable] $Variable = @{})
    $Variable['ModulePath'] = $ModulePath
    $Variable['EmulatorModulePath'] = $EmulatorModulePath
    $assignments = foreach ($name in $Variable.Keys) { "`$$name = '$("$($Variable[$name])".Replace("'", "''"))'" }
    $text = @('$ErrorActionPreference = "Stop"'; $assignments; "$Script") -join "`n"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    $output = Invoke-PowerShell -OutputFormat Text -EncodedCommand $encoded 2>&1
    if ($LASTEXITCODE -ne 0) { throw "The new PowerShell failed: $($output -join "`n")" }
    $output
}

Export-ModuleMember -Function Get-ModulePath, Get-EmulatorModulePath, Add-Fault, Clear-Fault, Receive-Request, Set-Clock, Step-Clock, Read-JobInput, Invoke-PowerShell, Invoke-NewPowerShell
