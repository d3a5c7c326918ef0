# Starts and stops an Azure Quantum workspace on this machine, for the examples and the tests.

$script:Running = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()

function Start-Emulator {
    <#
    .SYNOPSIS
        Starts an emulator, and writes its connection string, endpoint and key.
    #>
    [CmdletBinding()]
    param([string[]] $ArgumentList = @())

    $program = Join-Path $PSScriptRoot '..' 'src' 'AzQuantumSession.Emulator' 'bin' 'Release' 'net10.0' 'AzQuantumSession.Emulator.dll'
    if (-not (Test-Path $program)) { throw "The emulator is not built. Run: bash build.sh build" }
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.RedirectStandardOutput = $true
    foreach ($argument in @($program, '--port', '0') + $ArgumentList) { $start.ArgumentList.Add($argument) }
    $process = [System.Diagnostics.Process]::Start($start)
    $script:Running.Add($process)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^AZURE_QUANTUM_CONNECTION_STRING=(.+)$') { throw "The emulator did not start: $line" }
    $connectionString = $Matches[1]
    $parts = @{}
    foreach ($part in $connectionString.TrimEnd(';') -split ';') {
        $key, $value = $part -split '=', 2
        $parts[$key] = $value
    }
    [pscustomobject] @{
        ConnectionString = $connectionString
        Endpoint         = $parts['QuantumEndpoint'].TrimEnd('/')
        ApiKey           = $parts['ApiKey']
        SubscriptionId   = $parts['SubscriptionId']
        ResourceGroup    = $parts['ResourceGroupName']
        Workspace        = $parts['WorkspaceName']
        Process          = $process
    }
}

function Stop-Emulator {
    <#
    .SYNOPSIS
        Stops every emulator that this module started.
    #>
    [CmdletBinding()]
    param()

    foreach ($process in $script:Running) {
        if (-not $process.HasExited) { $process.Kill() }
        $process.WaitForExit()
        $process.Dispose()
    }
    $script:Running.Clear()
}

function Submit-EmulatorJob {
    <#
    .SYNOPSIS
        Puts a job into a session over REST: asks for a container, uploads the input, submits. Writes the job's id.
    #>
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

function Invoke-Emulator {
    <#
    .SYNOPSIS
        Sends one request to the emulated workspace, past the module.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [pscustomobject] $Emulator,
        [Parameter(Mandatory)] [string] $Method,
        [Parameter(Mandatory)] [string] $Path,
        [object] $Body
    )

    $workspace = "$($Emulator.Endpoint)/subscriptions/$($Emulator.SubscriptionId)/resourceGroups/$($Emulator.ResourceGroup)" +
        "/providers/Microsoft.Quantum/workspaces/$($Emulator.Workspace)"
    $request = @{
        Method  = $Method
        Uri     = "$workspace/$($Path)?api-version=2026-01-15-preview"
        Headers = @{ 'x-ms-quantum-api-key' = $Emulator.ApiKey }
    }
    if ($null -ne $Body) {
        $request.Body = $Body | ConvertTo-Json -Depth 10
        $request.ContentType = 'application/json'
    }
    Invoke-RestMethod @request
}

Export-ModuleMember -Function Start-Emulator, Stop-Emulator, Submit-EmulatorJob, Invoke-Emulator
