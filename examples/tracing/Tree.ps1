#requires -Version 7.4
# Runs a script, and prints its commands and requests as a tree with their durations. Needs no packages.
# Trace your own script with: examples/tracing/Tree.ps1 { Get-AzQuantumSession -First 10 }
# Without a script, it traces a session in an emulated workspace.
param(
    [scriptblock] $Script,
    [string] $Module = "$PSScriptRoot/../../out/AzQuantumSession/AzQuantumSession.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module $Module

Add-Type -TypeDefinition @'
using System;
using System.Collections.Concurrent;
using System.Diagnostics;

public sealed class SpanCollector : IDisposable
{
    private readonly ActivityListener _listener;

    public SpanCollector(string source)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public void Dispose() => _listener.Dispose();
}
'@

# Prints the spans below a parent. A parent that was not collected, such as the activity of a host, is a root.
function Write-Span([object[]] $Spans, [string] $Parent, [string] $Indent = '') {
    $Spans | Where-Object { $_.ParentSpanId.ToString() -eq $Parent } | Sort-Object StartTimeUtc | ForEach-Object {
        $name = $_.DisplayName -replace '/subscriptions/.+/workspaces/\{workspaceName\}'
        $tags = foreach ($tag in 'http.response.status_code', 'http.request.resend_count', 'error.type') {
            if ($null -ne $_.GetTagItem($tag)) { "$tag=$($_.GetTagItem($tag))" }
        }
        '{0,9:N1} ms  {1}{2}  {3}' -f $_.Duration.TotalMilliseconds, $Indent, $name, ($tags -join ' ')
        Write-Span $Spans $_.SpanId.ToString() "$Indent  "
    }
}

if (-not $Script) {
    Import-Module "$PSScriptRoot/../Emulator.psm1"
    $emulator = Start-Emulator
    $bell = @{ qubits = 2; circuit = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 } }
    $Script = {
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        Use-AzQuantumSession ionq.simulator {
            Submit-AzQuantumSessionJob -Session $_ -InputObject $bell -Shots 100 -Wait | Receive-AzQuantumSessionJob
        }
        Get-AzQuantumSession 7a0c5f2e-0000-4000-8000-00000000dead -ErrorAction SilentlyContinue
    }
}

$collector = [SpanCollector]::new('AzQuantumSession')
try {
    & $Script | Out-Default
}
finally {
    $collector.Dispose()
    if ($emulator) { Stop-Emulator }
}

$spans = $collector.Spans.ToArray()
$ids = $spans.ForEach({ $_.SpanId.ToString() })
$spans.ForEach({ $_.ParentSpanId.ToString() }) | Where-Object { $_ -notin $ids } | Sort-Object -Unique | ForEach-Object { Write-Span $spans $_ }
