# What the Pester files share: the built module, emulators, and the emulator's control endpoints.

# What a program's exit code means is for the test to say.
$PSNativeCommandUseErrorActionPreference = $false

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

# Puts a job into a session past the module: asks for a container, uploads the input, submits. Writes the job's id.
function Submit-EmulatorJob {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [pscustomobject] $Emulator,
        [Parameter(Mandatory)] [object] $Session,
        [string] $Circuit = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}',
        [string] $Name = 'bell',
        [int] $Shots = 500
    )

    $id = [guid]::NewGuid().ToString()
    $container = (Invoke-Emulator $Emulator POST 'storage/sasUri' @{ containerName = "job-$id" }).sasUri
    $null = Invoke-RestMethod -Method Put -Uri "$container&restype=container" -Headers @{ 'x-ms-version' = '2021-12-02' }
    $blob = (Invoke-Emulator $Emulator POST 'storage/sasUri' @{ containerName = "job-$id"; blobName = 'inputData' }).sasUri
    $null = Invoke-RestMethod -Method Put -Uri $blob -Body $Circuit -ContentType 'application/json' -Headers @{
        'x-ms-version' = '2021-12-02'; 'x-ms-blob-type' = 'BlockBlob'
    }
    $job = @{
        itemType = 'Job'; name = $Name; containerUri = $container; inputDataUri = ($blob -split '\?')[0]
        inputDataFormat = 'ionq.circuit.v1'; outputDataFormat = 'ionq.quantum-results.v1'
        providerId = $Session.ProviderId; target = $Session.Target; sessionId = $Session.Id; inputParams = @{ shots = $Shots }
    }
    (Invoke-Emulator $Emulator PUT "jobs/$id" $job).id
}

# What a job was given to run, as text.
function Read-JobInput {
    param([pscustomobject] $Emulator, [string] $JobId)
    $content = (Invoke-WebRequest -Uri (Invoke-Emulator $Emulator GET "jobs/$JobId").inputDataUri).Content
    if ($content -is [byte[]]) { [Text.Encoding]::UTF8.GetString($content) } else { $content }
}

# Runs a fresh PowerShell of the version that runs this one. As a .NET tool, pwsh is a library that dotnet runs.
function Invoke-PowerShell {
    $program = [Environment]::ProcessPath
    $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    & $program @library -NoProfile -NonInteractive @args
}

# Runs a script in a fresh PowerShell, which knows nothing but the module's path ($ModulePath) and what -Variable says.
function Invoke-FreshPowerShell {
    param([scriptblock] $Script, [hashtable] $Variable = @{})
    $Variable['ModulePath'] = $ModulePath
    $assignments = foreach ($name in $Variable.Keys) { "`$$name = '$("$($Variable[$name])".Replace("'", "''"))'" }
    $text = @('$ErrorActionPreference = "Stop"'; $assignments; "$Script") -join "`n"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
    $output = Invoke-PowerShell -OutputFormat Text -EncodedCommand $encoded 2>&1
    if ($LASTEXITCODE -ne 0) { throw "The fresh PowerShell failed: $($output -join "`n")" }
    $output
}

Export-ModuleMember -Function Get-ModulePath, Add-Fault, Clear-Fault, Receive-Request, Step-Clock, Submit-EmulatorJob, Read-JobInput, Invoke-PowerShell, Invoke-FreshPowerShell
