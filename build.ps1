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
    ./build.ps1 -Task Test -Filter '*StopAzQuantumSession*'
    Runs the xunit tests whose class or method matches.
.EXAMPLE
    ./build.ps1 -Task Watch
    After every change of a source file, builds and runs the xunit tests of that file, until Ctrl+C.
.EXAMPLE
    ./build.ps1 -Task Coverage
    Runs the xunit suite, and prints how much of each project it runs.
.EXAMPLE
    ./build.ps1 -Task Mutate -Project AzQuantumSession.Client -Mutate 'Http/**', 'Waiting/**'
    Finds changes of the code in these folders that no test notices. The report is in out/mutation.
.EXAMPLE
    ./build.ps1 -Task Quickstart
    Shows the module at work against the emulator. No Azure account is needed.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Watch', 'Quickstart', 'Coverage', 'Mutate', 'Benchmark', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # The xunit tests that the task Test runs instead of all tests: the full name of a method, with * at its start or end.
    [string] $Filter,

    # The project whose code the task Mutate changes, and the files of it, such as 'Http/**'.
    [ValidateSet('AzQuantumSession', 'AzQuantumSession.Client', 'AzQuantumSession.Model')]
    [string] $Project = 'AzQuantumSession.Client',
    [string[]] $Mutate = @('**/*')
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
$Help = Join-Path $Module 'en-US' 'AzQuantumSession.dll-Help.xml'

# The modules that tasks use: the versions that work, from the one and below the other, and what gets one where none is installed.
$Tools = @{
    'Pester'                       = '5.7.1', '6.0', 'Get-PesterPackage'
    'Microsoft.PowerShell.PlatyPS' = '1.0.1', '2.0', 'Install-Tool'
}

function Invoke-Build {
    dotnet build $Solution --configuration $Configuration
    # The build of the module empties its folder, so that the help can only come after it.
    if (Import-Tool Microsoft.PowerShell.PlatyPS) {
        & (Join-Path $Root 'docs' 'Export-Help.ps1') -Path (Join-Path $Root 'docs' 'help') -OutFile $Help
    }
    else {
        Write-Host 'Skipped: the help that Get-Help shows. Microsoft.PowerShell.PlatyPS, which makes it from docs/help, is not installed, and could not be got from the PowerShell Gallery.'
    }
}

function Invoke-Test {
    Invoke-Build
    if ($Filter) {
        dotnet $TestProgram --filter-method $Filter
        return
    }

    Assert-Format
    $counts = @(Invoke-XunitTest) + @(Invoke-PesterTest)
    $passed, $failed, $skipped = foreach ($name in 'Passed', 'Failed', 'Skipped') {
        ($counts | Measure-Object -Property $name -Sum).Sum
    }
    Write-Output "$passed passed, $failed failed, $skipped skipped"
    if ($failed -gt 0) { exit 1 }
}

# The build enforces the rules of analyzers. This adds the layout and the order of imports.
function Assert-Format {
    dotnet format whitespace $Solution --verify-no-changes --no-restore
    dotnet format style $Solution --verify-no-changes --no-restore --severity error
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
        if ($LASTEXITCODE -eq 0) { dotnet $TestProgram --filter-class @classes }
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
    # A run that broke off without a failed test is a failure all the same.
    $failed = [Math]::Max([int] $count['failed'], [int] $failedRun)
    [pscustomobject] @{ Passed = [int] $count['succeeded']; Failed = $failed; Skipped = [int] $count['skipped'] }
}

function Invoke-PesterTest {
    if (-not (Import-Tool Pester)) {
        Write-Host 'Skipped: all Pester tests. Pester is not installed, and NuGet could not restore it.'
        return
    }

    # The tests are a user's scripts: this script's own strictness is not to reach them.
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

# Imports a module that tasks use. Writes whether that worked.
function Import-Tool([string] $Name) {
    $from, $below, $get = $Tools[$Name]
    $module = Get-Module -ListAvailable $Name | Where-Object { $_.Version -ge [version] $from -and $_.Version -lt [version] $below } | Select-Object -First 1
    if (-not $module) { $module = & $get $Name "[$from,$below)" }
    if ($module) { Import-Module $module }
    [bool] $module
}

# Installs a module from the PowerShell Gallery, and writes its manifest's path.
function Install-Tool([string] $Name, [string] $Version) {
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) { return }
    Install-PSResource $Name -Version $Version -TrustRepository -PassThru -ErrorAction SilentlyContinue |
        ForEach-Object { Join-Path $_.InstalledLocation $_.Name $_.Version "$($_.Name).psd1" }
}

# Restores Pester from NuGet, and writes its manifest's path.
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

# Prints a table for each project: how many lines and branches of each folder the xunit tests run. Not a part of the gate.
function Invoke-Coverage {
    Invoke-Build
    $folder = Join-Path $Root 'out' 'coverage'
    dotnet $TestProgram --coverlet --coverlet-output-format cobertura --coverlet-include '[AzQuantumSession*]*' --results-directory $folder | Out-Host
    $report = Get-ChildItem $folder -Filter coverage.cobertura.*.xml | Sort-Object LastWriteTime | Select-Object -Last 1
    foreach ($package in ([xml] (Get-Content $report -Raw)).coverage.packages.package) {
        # The report's paths begin at the folder that all of its files have in common.
        $before = "^(.*/)?$([regex]::Escape($package.name))/(?!obj/)"
        $package.classes.class | Where-Object filename -Match $before |
            Group-Object { Split-Path ($_.filename -replace $before) } | Sort-Object Name |
            ForEach-Object { Measure-Coverage $_.Name $_.Group.lines.line } |
            Format-Table -GroupBy @{ Label = 'Project'; Expression = { $package.name } }
    }
}

function Measure-Coverage([string] $Folder, [object[]] $Line) {
    $covered = $total = 0
    foreach ($one in $Line | Where-Object branch -EQ 'True') {
        if ($one.'condition-coverage' -match '\((\d+)/(\d+)\)') {
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

# Changes the code in small ways and counts the changes that no test notices. Takes an hour or more; not a part of the gate.
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

function Invoke-Benchmark {
    Invoke-Build | Out-Null
    dotnet run --project (Join-Path $Root 'tests' 'Benchmarks') --configuration $Configuration
    & (Join-Path $Root 'tests' 'Benchmarks' 'SessionTable.ps1')
}

function Invoke-Package {
    Invoke-Clean
    Invoke-Build
    if (-not (Test-Path $Help)) { throw "There is no package without help, and '$Help' is missing." }
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
