<#
.SYNOPSIS
    Compares a list of sessions with bare reading of the same pages, and with Invoke-RestMethod.
.DESCRIPTION
    Bare reading requests the pages one after the other, and parses each page to a JsonDocument. Invoke-RestMethod creates objects.
#>
[CmdletBinding()]
param([int] $Rounds = 3, [int] $Sessions = 10000, [double] $Latency = 0.04)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

$module = { Get-AzQuantumSession }
$bare = {
    for ($next = Get-Uri sessions '&top=100&orderby=CreationTime%20desc'; $next; ) {
        $content = [System.IO.MemoryStream]::new($Http.GetByteArrayAsync($next).GetAwaiter().GetResult())
        $page = [System.Text.Json.JsonDocument]::Parse($content)
        $next = $page.RootElement.GetProperty('nextLink').GetString()
        $page.Dispose()
    }
}
$restMethod = {
    for ($next = Get-Uri sessions '&top=100&orderby=CreationTime%20desc'; $next; ) {
        $page = Invoke-RestMethod $next -Headers @{ 'x-ms-quantum-api-key' = $Emulator.ApiKey }
        $page.value
        $next = $page.nextLink
    }
}
try {
    Start-Workspace
    $names = 1..$Sessions | ForEach-Object { "session $_" }
    $null = New-AzQuantumSession ionq.simulator $names -ProviderId ionq -ThrottleLimit 16
    foreach ($case in @{ Text = ''; Latency = 0 }, @{ Text = ', latency 40 ms'; Latency = $Latency }) {
        Set-Latency $case.Latency
        $work = '{0} {1:N0} sessions{2}' -f 'List', $Sessions, $case.Text
        $requests = '{0} / {1}' -f (Measure-Request $module), (Measure-Request $bare)
        foreach ($alternative in @{ Text = 'HttpClient and JsonDocument'; Plain = $bare }, @{ Text = 'Invoke-RestMethod'; Plain = $restMethod }) {
            Compare-Time $work $module $alternative.Text $alternative.Plain $Rounds -WarmUp 1 -Requests $requests
        }
    }
}
finally {
    Stop-Workspace
}
