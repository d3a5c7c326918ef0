#requires -Version 7.6
# Writes the traces and metrics of a session in an emulated workspace with OpenTelemetry's console exporter.
# To send them to a backend, restore its exporter in Exporter.csproj, and add it instead of the console's.
param([string] $Module = "$PSScriptRoot/../../out/AzQuantumSession/AzQuantumSession.psd1")

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Import-Module "$PSScriptRoot/../Emulator.psm1"
Import-Module $Module

dotnet build "$PSScriptRoot/Exporter.csproj" --configuration Release --verbosity quiet --nologo
$libraries = Resolve-Path "$PSScriptRoot/../../out/opentelemetry"
foreach ($name in 'OpenTelemetry', 'OpenTelemetry.Exporter.Console') {
    $null = [System.Reflection.Assembly]::LoadFrom("$libraries/$name.dll")
}

# The methods of the exporters are extensions, which PowerShell calls as static methods.
$traces = [OpenTelemetry.Sdk]::CreateTracerProviderBuilder().AddSource('AzQuantumSession')
$traces = [OpenTelemetry.Trace.ConsoleExporterHelperExtensions]::AddConsoleExporter($traces)
$metrics = [OpenTelemetry.Sdk]::CreateMeterProviderBuilder().AddMeter('AzQuantumSession')
$metrics = [OpenTelemetry.Metrics.ConsoleExporterMetricsExtensions]::AddConsoleExporter($metrics)
$providers = @(
    [OpenTelemetry.Trace.TracerProviderBuilderExtensions]::Build($traces)
    [OpenTelemetry.Metrics.MeterProviderBuilderExtensions]::Build($metrics)
)

$emulator = Start-Emulator
try {
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    Use-AzQuantumSession ionq.simulator {
        $bell = @{ qubits = 2; circuit = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 } }
        Submit-AzQuantumSessionJob -Session $_ -InputObject $bell -Shots 100 -Wait | Receive-AzQuantumSessionJob
    } | Out-Default
}
finally {
    # Sends what the providers have collected.
    $providers.ForEach({ $_.Dispose() })
    Stop-Emulator
}
