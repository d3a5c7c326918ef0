#requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, demonstrates, and packages AzQuantumSession.
.EXAMPLE
    ./build.ps1
    Creates an importable module in out/AzQuantumSession.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs the xunit tests and the Pester tests. The last line contains the total of both.
.EXAMPLE
    ./build.ps1 -Task Test -Filter '*StopAzQuantumSession*'
    Runs the xunit tests whose class or method name matches.
.EXAMPLE
    ./build.ps1 -Task Watch
    After every change of a source file, builds and runs the xunit tests of that file, until Ctrl+C.
.EXAMPLE
    ./build.ps1 -Task Coverage
    Runs the xunit tests, and prints the code coverage of each project.
.EXAMPLE
    ./build.ps1 -Task Mutate -Project AzQuantumSession.Client -Mutate 'Http/**', 'Polling/**'
    Finds mutations in these folders that no test detects. The report is in out/mutation.
.EXAMPLE
    ./build.ps1 -Task Soak -Minutes 60
    Runs the campaigns in tests/AzQuantumSession.Tests/Soak for an hour, and writes their figures to out/soak.
.EXAMPLE
    ./build.ps1 -Task Soak -Campaign '*Bodies*' -Seed 5 -Iteration 17
    Repeats one iteration of a campaign, such as one that failed.
.EXAMPLE
    ./build.ps1 -Task Help
    Creates the help for Get-Help from the pages in docs/help, after a page was changed.
.EXAMPLE
    ./build.ps1 -Task Package
    Creates the packages of the module and of the emulator, their checksums, and their SBOMs in out/packages.
.EXAMPLE
    ./build.ps1 -Task Quickstart
    Demonstrates the module with the emulator. Requires no Azure account.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Help', 'Watch', 'Quickstart', 'Coverage', 'Mutate', 'Soak', 'Benchmark', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # The xunit tests of the task Test: the full name of a method, with * at the start or end. Default: all tests.
    [string] $Filter,

    # The project of the task Mutate, and patterns for its files, such as 'Http/**'.
    [ValidateSet('AzQuantumSession', 'AzQuantumSession.Client', 'AzQuantumSession.Model')]
    [string] $Project = 'AzQuantumSession.Client',
    [string[]] $Mutate = @('**/*'),

    # The campaigns of the task Soak, and their total time. The seed determines the random numbers; default: a new seed.
    [string] $Campaign = '*',
    [ValidateRange(1, 1440)]
    [int] $Minutes = 2,
    [int] $Seed,
    [int] $Iteration
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version 3

$Root = $PSScriptRoot
$Configuration = 'Release'
$Solution = Join-Path $Root 'AzQuantumSession.slnx'
$Module = Join-Path $Root 'out' 'AzQuantumSession'
$TestProject = Join-Path $Root 'tests' 'AzQuantumSession.Tests'
$TestProgram = Join-Path $TestProject 'bin' $Configuration 'net10.0' 'AzQuantumSession.Tests.dll'
$Help = Join-Path $Root 'src' 'AzQuantumSession' 'en-US' 'AzQuantumSession.dll-Help.xml'

# The modules that tasks use: the minimum version, the first unsupported version, and the function that gets the module.
$Tools = @{
    'Pester'                       = '5.7.1', '6.0', 'Get-PesterPackage'
    'Microsoft.PowerShell.PlatyPS' = '1.0.1', '2.0', 'Install-Tool'
}

function Invoke-Build {
    dotnet build $Solution --configuration $Configuration
}

function Invoke-Help {
    if (-not (Import-Tool Microsoft.PowerShell.PlatyPS)) {
        throw 'Microsoft.PowerShell.PlatyPS is not installed, and could not be installed from the PowerShell Gallery.'
    }

    & (Join-Path $Root 'docs' 'Export-Help.ps1') -OutFile $Help
}

function Invoke-Test {
    Invoke-Build
    if ($Filter) {
        dotnet $TestProgram --filter-method $Filter
        return
    }

    $counts = @(Invoke-FormatTest) + @(Invoke-XunitTest) + @(Invoke-PesterTest)
    $passed, $failed, $skipped = foreach ($name in 'Passed', 'Failed', 'Skipped') {
        ($counts | Measure-Object -Property $name -Sum).Sum
    }
    Write-Output "$passed passed, $failed failed, $skipped skipped"
    if ($failed -gt 0) { exit 1 }
}

# The build enforces the analyzer rules. This test adds the layout and the order of imports.
function Invoke-FormatTest {
    $PSNativeCommandUseErrorActionPreference = $false
    dotnet format whitespace $Solution --verify-no-changes --no-restore | Out-Host
    $failed = $LASTEXITCODE -ne 0
    dotnet format style $Solution --verify-no-changes --no-restore --diagnostics IMPORTS | Out-Host
    $failed = $failed -or $LASTEXITCODE -ne 0
    if ($failed) { Write-Host 'The format of the code is not correct. Run: dotnet format' }
    [pscustomobject] @{ Passed = [int] (-not $failed); Failed = [int] $failed; Skipped = 0 }
}

function Invoke-Watch {
    $PSNativeCommandUseErrorActionPreference = $false
    $since = Get-Date
    Write-Host 'Waiting for changes. Press Ctrl+C to end.'
    while ($true) {
        Start-Sleep -Seconds 1
        $changed = Get-ChildItem (Join-Path $Root 'src'), $TestProject -Recurse -File -Filter *.cs |
            Where-Object { $_.LastWriteTime -gt $since -and $_.FullName -notmatch '[\\/](bin|obj)[\\/]' }
        if (-not $changed) { continue }
        $since = Get-Date
        $classes = $changed.BaseName | ForEach-Object { $_ -like '*Tests' ? "*.$_" : "*.${_}Tests" } | Sort-Object -Unique
        Write-Host "Changed: $($changed.Name -join ', ')"
        dotnet build $TestProject --configuration $Configuration --verbosity quiet
        if ($LASTEXITCODE -eq 0) { dotnet $TestProgram --filter-class $classes }
    }
}

function Invoke-XunitTest {
    $PSNativeCommandUseErrorActionPreference = $false
    dotnet test --solution $Solution --configuration $Configuration --no-build | Tee-Object -Variable log | Out-Host
    $failedRun = $LASTEXITCODE -ne 0
    $count = @{}
    foreach ($line in $log) {
        if ($line -match '^  (succeeded|failed|skipped): (\d+)$') { $count[$Matches[1]] = [int] $Matches[2] }
    }
    # A run that was aborted without a failed test is also a failure.
    $failed = [Math]::Max([int] $count['failed'], [int] $failedRun)
    [pscustomobject] @{ Passed = [int] $count['succeeded']; Failed = $failed; Skipped = [int] $count['skipped'] }
}

function Invoke-PesterTest {
    if (-not (Import-Tool Pester)) {
        Write-Host 'Skipped: all Pester tests. Pester is not installed, and NuGet could not restore it.'
        return
    }

    # The tests represent scripts of users, which must not inherit the strict settings of this script.
    Set-StrictMode -Off
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
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

# Imports a module that tasks use. Returns whether the module is imported.
function Import-Tool([string] $Name) {
    $from, $below, $get = $Tools[$Name]
    $module = Get-Module -ListAvailable $Name | Where-Object { $_.Version -ge [version] $from -and $_.Version -lt [version] $below } | Select-Object -First 1
    if (-not $module) { $module = & $get $Name "[$from,$below)" }
    if ($module) { Import-Module $module }
    [bool] $module
}

# Installs a module from the PowerShell Gallery, and returns the path of its manifest.
function Install-Tool([string] $Name, [string] $Version) {
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) { return }
    Install-PSResource $Name -Version $Version -TrustRepository -PassThru -ErrorAction SilentlyContinue |
        ForEach-Object { Join-Path $_.InstalledLocation $_.Name $_.Version "$($_.Name).psd1" }
}

# Restores Pester from NuGet, and returns the path of its manifest.
function Get-PesterPackage {
    $PSNativeCommandUseErrorActionPreference = $false
    $project = Join-Path $Root 'tests' 'Pester' 'Pester.csproj'
    dotnet restore $project --verbosity quiet | Out-Host
    if ($LASTEXITCODE -eq 0) { dotnet msbuild $project -getProperty:PesterManifest }
}

function Invoke-Quickstart {
    Invoke-Build | Out-Null
    & (Join-Path $Root 'examples' 'Quickstart.ps1')
}

# Prints the line and branch coverage of the xunit tests for each folder of each project. The task Test does not run it.
function Invoke-Coverage {
    Invoke-Build
    $folder = Join-Path $Root 'out' 'coverage'
    dotnet $TestProgram --coverlet --coverlet-output-format cobertura --coverlet-include '[AzQuantumSession*]*' --results-directory $folder | Out-Host
    $report = Get-ChildItem $folder -Filter coverage.cobertura.*.xml | Sort-Object LastWriteTime | Select-Object -Last 1
    foreach ($package in ([xml] (Get-Content $report -Raw)).coverage.packages.package) {
        # The paths in the report are relative to the common folder of all files.
        $before = "^(.*/)?$([regex]::Escape($package.name))/(?!obj/)"
        $package.classes.class | Where-Object filename -Match $before |
            Group-Object { Split-Path ($_.filename -replace $before) } | Sort-Object Name |
            ForEach-Object { Measure-Coverage $_.Name $_.Group.lines.line } |
            Format-Table -GroupBy @{ Label = 'Project'; Expression = { $package.name } }
    }
}

function Measure-Coverage([string] $Folder, [object[]] $Line) {
    $covered = $total = 0
    foreach ($entry in $Line | Where-Object branch -EQ 'True') {
        if ($entry.'condition-coverage' -match '\((\d+)/(\d+)\)') {
            $covered += [int] $Matches[1]
            $total += [int] $Matches[2]
        }
    }
    [pscustomobject] @{
        Folder   = $Folder ? $Folder : '.'
        Lines    = '{0:P0}' -f (@($Line | Where-Object hits -NE 0).Count / $Line.Count)
        Branches = $total ? '{0:P0}' -f ($covered / $total) : ''
    }
}

# Counts the mutations of the code that no test detects. Takes an hour or more, so the task Test does not run it.
function Invoke-Mutate {
    dotnet tool restore
    $env:MutatedProject = $Project
    Push-Location $TestProject
    try {
        $files = foreach ($pattern in $Mutate) { '--mutate', $pattern }
        dotnet stryker --project "$Project.csproj" @files --output (Join-Path $Root 'out' 'mutation' $Project) --skip-version-check
    }
    finally {
        Pop-Location
        $env:MutatedProject = $null
    }
}

# Repeats random work until the time is over. The task Test includes a run of two minutes.
function Invoke-Soak {
    Invoke-Build | Out-Null
    $env:AZQS_SOAK_SECONDS = "$(60 * $Minutes)"
    $env:AZQS_SOAK_SEED = $script:PSBoundParameters.ContainsKey('Seed') ? $Seed : ''
    $env:AZQS_SOAK_ITERATION = $script:PSBoundParameters.ContainsKey('Iteration') ? $Iteration : ''
    try {
        dotnet $TestProgram --filter-query "/*/*.Soak/*/$Campaign"
    }
    finally {
        $env:AZQS_SOAK_SECONDS = $env:AZQS_SOAK_SEED = $env:AZQS_SOAK_ITERATION = $null
    }
}

function Invoke-Benchmark {
    Invoke-Build | Out-Null
    # The benchmarks represent scripts of users, which must not inherit the strict settings of this script.
    Set-StrictMode -Off
    & (Join-Path $Root 'tests' 'Benchmarks' 'Benchmark.ps1')
}

function Invoke-Package {
    $packages = Join-Path $Root 'out' 'packages'
    Remove-Item -Recurse -Force -ErrorAction Ignore $packages
    $time = git -C $Root log -1 --format=%cI
    $packager = Join-Path $Root 'tools' 'Packager'
    $emulator = Join-Path $Root 'src' 'AzQuantumSession.Emulator'
    $emulatorAssets = Join-Path $emulator 'obj' 'project.assets.json'
    # CI removes the path of the checkout from the assemblies, so that every machine creates the same files.
    foreach ($project in (Join-Path $Root 'src' 'AzQuantumSession'), $emulator) {
        dotnet build $project --configuration $Configuration --no-incremental -p:CI=true | Out-Host
    }
    dotnet build $packager --configuration $Configuration --verbosity quiet | Out-Host
    $program = Join-Path $packager 'bin' $Configuration 'net10.0' 'Packager.dll'
    dotnet $program $Module (Join-Path $Root 'src' 'AzQuantumSession.Client' 'obj' 'project.assets.json') $packages $time
    dotnet $program "$Module.Emulator" $emulatorAssets $packages $time

    # The .NET tool has the same id as the module of the emulator, and is for another gallery. It contains the notices of the module. All
    # files have the time of the commit.
    $tools = Join-Path $packages 'dotnet-tool'
    # The tool contains all files of this folder.
    Remove-Item -Recurse -Force -ErrorAction Ignore (Join-Path $emulator 'bin' $Configuration 'net10.0' 'publish')
    dotnet pack $emulator --no-build --configuration $Configuration --output $tools -p:CI=true "-p:DeterministicTimestamp=$(git -C $Root log -1 --format=%ct)" | Out-Host
    dotnet $program (Get-ChildItem $tools -Filter *.nupkg).FullName $emulatorAssets $time
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
