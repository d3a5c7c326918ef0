# What the benchmarks share: an emulated workspace with latency, a plain HTTP client, and medians.

Import-Module (Join-Path $PSScriptRoot '..' '..' 'examples' 'Emulator.psm1')
Import-Module (Join-Path $PSScriptRoot '..' '..' 'out' 'AzQuantumSession' 'AzQuantumSession.psd1') -Global

$script:ApiVersion = '2026-01-15-preview'
$script:Emulator = $null
$script:Http = $null

# A circuit that is as large as those of small variational loops.
$Circuit = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'

# Starts an emulator, and connects the module and the plain client to it.
function Start-Workspace {
    param([double] $QueueTime = 0, [double] $JobDuration = 0.05)
    $script:Emulator = Start-Emulator -ArgumentList '--queue-time', "$QueueTime", '--job-duration', "$JobDuration"
    $null = Connect-AzQuantumWorkspace -ConnectionString $Emulator.ConnectionString
    $script:Http = [System.Net.Http.HttpClient]::new()
    $Http.DefaultRequestHeaders.Add('x-ms-quantum-api-key', $Emulator.ApiKey)
}

function Stop-Workspace {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
    if ($Http) { $Http.Dispose() }
}

# Delays each request by a number of seconds, as a network does; 0 for no delay.
function Set-Latency {
    param([double] $Seconds)
    $null = Invoke-RestMethod -Method Delete "$($Emulator.Endpoint)/emulator/faults"
    if ($Seconds -gt 0) {
        $fault = @{ kind = 'delay'; delaySeconds = $Seconds; times = 0 } | ConvertTo-Json
        $null = Invoke-RestMethod -Method Post "$($Emulator.Endpoint)/emulator/faults" -ContentType application/json -Body $fault
    }
}

# Runs a script block, and returns the number of requests that the emulator received.
function Measure-Request {
    param([scriptblock] $ScriptBlock)
    $null = Invoke-RestMethod -Method Delete "$($Emulator.Endpoint)/emulator/requests"
    $null = & $ScriptBlock
    (Invoke-RestMethod "$($Emulator.Endpoint)/emulator/requests").value.Count
}

# Sends a request without the module, and returns the content of the response.
function Send-Request {
    param([string] $Method, [string] $Uri, [string] $Body, [hashtable] $Header = @{})
    $request = [System.Net.Http.HttpRequestMessage]::new($Method, $Uri)
    if ($Body) { $request.Content = [System.Net.Http.StringContent]::new($Body, [System.Text.Encoding]::UTF8, 'application/json') }
    foreach ($name in $Header.Keys) { $request.Headers.Add($name, $Header[$name]) }
    $response = $Http.SendAsync($request).GetAwaiter().GetResult()
    if (-not $response.IsSuccessStatusCode) { throw "$Method $Uri returned $([int] $response.StatusCode)." }
    $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
}

# Returns the URI of a path in the workspace.
function Get-Uri {
    param([string] $Path, [string] $Query)
    "$($Emulator.Endpoint)/subscriptions/$($Emulator.SubscriptionId)/resourceGroups/$($Emulator.ResourceGroup)" +
        "/providers/Microsoft.Quantum/workspaces/$($Emulator.Workspace)/$($Path)?api-version=$ApiVersion$Query"
}

# Submits a circuit to a session with the three requests that this takes, and returns the id of the job.
function Submit-PlainJob {
    param([string] $SessionId)
    $id = [guid]::NewGuid()
    $container = (Send-Request POST (Get-Uri storage/sasUri) "{`"containerName`":`"job-$id`"}" | ConvertFrom-Json).sasUri
    $base, $signature = $container -split '\?', 2
    $null = Send-Request PUT "$base/inputData?$signature" $Circuit @{ 'x-ms-blob-type' = 'BlockBlob'; 'x-ms-version' = '2024-11-04' }
    $null = Send-Request PUT (Get-Uri "jobs/$id") (@{
            itemType = 'Job'; name = 'plain'; containerUri = $container; inputDataUri = "$base/inputData"
            inputDataFormat = 'ionq.circuit.v1'; outputDataFormat = 'ionq.quantum-results.v1'; providerId = 'ionq'
            target = 'ionq.simulator'; sessionId = $SessionId; inputParams = @{ shots = 100 }
        } | ConvertTo-Json)
    $id
}

# Reads the result of a job that has ended, with the two requests that this takes.
function Receive-PlainJob {
    param([string] $Id)
    $job = Send-Request GET (Get-Uri "jobs/$Id") | ConvertFrom-Json
    Send-Request GET $job.outputDataUri | ConvertFrom-Json
}

function Get-Median {
    param([double[]] $Value)
    $sorted = $Value | Sort-Object
    $sorted[[Math]::Floor($sorted.Count / 2)]
}

# A row of the table of results. The figures of the module are compared with those of the plain alternative.
function New-Row {
    param([string] $Work, [double] $Module, [string] $Alternative, [double] $Plain, [string] $Unit = 'ms', [string] $Requests)
    [pscustomobject] @{
        Work        = $Work
        Module      = "{0:0.#} $Unit" -f $Module
        Alternative = $Alternative
        Plain       = "{0:0.#} $Unit" -f $Plain
        Ratio       = '{0:0.00}' -f ($Module / $Plain)
        Requests    = $Requests
    }
}

function Measure-Time {
    param([scriptblock] $ScriptBlock)
    [GC]::Collect()
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $ScriptBlock
    $watch.Elapsed.TotalMilliseconds
}

# Runs the module and an alternative by turns, because other processes slow down both, and returns the medians. The first rounds
# compile the code.
function Compare-Time {
    param([string] $Work, [scriptblock] $Module, [string] $Alternative, [scriptblock] $Plain, [int] $Rounds, [int] $WarmUp = 3, [string] $Requests)
    1..$WarmUp | ForEach-Object { $null = & $Module; $null = & $Plain }
    $measurements = 1..$Rounds | ForEach-Object {
        $moduleTime = Measure-Time $Module
        $plainTime = Measure-Time $Plain
        [pscustomobject] @{ Module = $moduleTime; Plain = $plainTime }
    }
    New-Row $Work (Get-Median $measurements.Module) $Alternative (Get-Median $measurements.Plain) -Requests $Requests
}

Export-ModuleMember -Function * -Variable Circuit, Emulator, Http
