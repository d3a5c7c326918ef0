#requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, shows and packages AzQuantumSession.
.EXAMPLE
    ./build.ps1
    Leaves an importable module in out/AzQuantumSession.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs the xunit and the Pester suites. The last line is the sum of both.
.EXAMPLE
    ./build.ps1 -Task Quickstart
    Shows the module at work against the emulator. No Azure account is needed.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Quickstart', 'Benchmark', 'Package', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version 3

$Root = $PSScriptRoot
$Configuration = 'Release'
$Solution = Join-Path $Root 'AzQuantumSession.slnx'
$Module = Join-Path $Root 'out' 'AzQuantumSession'
$PesterVersion = [version] '5.7.1'

function Invoke-Build {
    dotnet build $Solution --configuration $Configuration
}

function Invoke-Test {
    Invoke-Build
    $counts = @(Invoke-XunitTest) + @(Invoke-PesterTest)
    $passed, $failed, $skipped = foreach ($name in 'Passed', 'Failed', 'Skipped') {
        ($counts | Measure-Object -Property $name -Sum).Sum
    }
    Write-Output "$passed passed, $failed failed, $skipped skipped"
    if ($failed -gt 0) { exit 1 }
}

function Invoke-XunitTest {
    $PSNativeCommandUseErrorActionPreference = $false
    dotnet test --solution $Solution --configuration $Configuration --no-build | Tee-Object -Variable log | Out-Host
    $failedRun = $LASTEXITCODE -ne 0
    $count = @{}
    foreach ($line in $log) {
        if ($line -match '^  (succeeded|failed|skipped): (\d+)$') { $count[$Matches[1]] = [int] $Matches[2] }
    }
    # A run that broke off without a failed test is a failure all the same.
    $failed = [Math]::Max([int] $count['failed'], [int] $failedRun)
    [pscustomobject] @{ Passed = [int] $count['succeeded']; Failed = $failed; Skipped = [int] $count['skipped'] }
}

function Invoke-PesterTest {
    if (-not (Install-Pester)) {
        Write-Host "Skipped: every Pester test. Pester $PesterVersion is not here and could not be installed."
        return
    }

    Import-Module Pester -MinimumVersion $PesterVersion -MaximumVersion 5.99.99
    $run = Invoke-Pester -Configuration @{
        Run    = @{ Path = Join-Path $Root 'tests' 'Pester'; PassThru = $true }
        Output = @{ Verbosity = if ($env:CI) { 'Normal' } else { 'Detailed' } }
    }
    [pscustomobject] @{
        Passed  = $run.PassedCount
        Failed  = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        Skipped = $run.SkippedCount + $run.NotRunCount
    }
}

function Install-Pester {
    $find = { Get-Module -ListAvailable Pester | Where-Object { $_.Version -ge $PesterVersion -and $_.Version.Major -eq 5 } }
    if (-not (& $find) -and (Get-Command Install-PSResource -ErrorAction Ignore)) {
        Install-PSResource Pester -Version "[$PesterVersion,6.0)" -TrustRepository -ErrorAction Continue
    }
    [bool] (& $find)
}

function Invoke-Quickstart {
    Invoke-Build | Out-Null
    & (Join-Path $Root 'examples' 'Quickstart.ps1')
}

function Invoke-Benchmark {
    dotnet run --project (Join-Path $Root 'tests' 'Benchmarks') --configuration $Configuration
}

function Invoke-Package {
    Invoke-Clean
    Invoke-Build
    $version = (Import-PowerShellDataFile (Join-Path $Module 'AzQuantumSession.psd1')).ModuleVersion
    $package = Join-Path $Root 'out' "AzQuantumSession.$version.zip"
    [System.IO.Compression.ZipFile]::CreateFromDirectory($Module, $package, 'Optimal', $true)
    Write-Output $package
}

function Invoke-Clean {
    dotnet clean $Solution --configuration $Configuration --verbosity quiet
    Remove-Item -Recurse -Force -ErrorAction Ignore (Join-Path $Root 'out')
}

Push-Location $Root
try {
    & "Invoke-$Task"
}
finally {
    Pop-Location
}
