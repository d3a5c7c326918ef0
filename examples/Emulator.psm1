# Starts and stops an emulated Azure Quantum workspace for the examples and the tests.
# Start-Emulator and Stop-Emulator require PowerShell's engine only. Invoke-Emulator also requires Microsoft.PowerShell.Utility.

$script:Running = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()

function Start-Emulator {
    <#
    .SYNOPSIS
        Starts an emulator, and returns its connection string, endpoint, and key.
    #>
    [CmdletBinding()]
    param([string[]] $ArgumentList = @())

    $program = [System.IO.Path]::GetFullPath("$PSScriptRoot/../src/AzQuantumSession.Emulator/bin/Release/net10.0/AzQuantumSession.Emulator.dll")
    if (-not [System.IO.File]::Exists($program)) { throw "The emulator is not built. Run: bash build.sh build" }
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
        Stops all emulators that this module has started.
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

function Invoke-Emulator {
    <#
    .SYNOPSIS
        Sends a request to the emulated workspace without the AzQuantumSession module.
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

Export-ModuleMember -Function Start-Emulator, Stop-Emulator, Invoke-Emulator
