# Other people's modules, as binary modules that bring Azure's libraries into the default load context.

$root = (Resolve-Path (Join-Path $PSScriptRoot '..' '..')).Path
$output = Join-Path $root 'out' 'fixtures'

# Builds the fixtures; quick when they are up to date.
function Build-Fixture {
    $null = New-Item -ItemType Directory -Force $output
    # The stand-ins have the public key of the real libraries: to the runtime, they are those libraries.
    $keyFile = Join-Path $output 'azure.publickey'
    if (-not (Test-Path $keyFile)) {
        $real = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $root 'out' 'AzQuantumSession' 'lib' 'Azure.Core.dll'))
        [System.IO.File]::WriteAllBytes($keyFile, $real.GetPublicKey())
    }
    $log = dotnet build (Join-Path $PSScriptRoot 'Fixtures' 'Fixtures.slnx') --configuration Release --nologo --verbosity quiet
    if ($LASTEXITCODE -ne 0) { throw "The fixtures could not be built: $($log -join "`n")" }
}

# A fixture's module: its assembly, or its manifest where it has one.
function Get-FixturePath {
    param([string] $Name)
    $manifest = Join-Path $output $Name "$Name.psd1"
    if (Test-Path $manifest) { $manifest } else { Join-Path $output $Name "$Name.dll" }
}

Export-ModuleMember -Function Build-Fixture, Get-FixturePath
