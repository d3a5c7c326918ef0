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

# A machine's identity endpoint, as App Service has one: whoever asks gets the token. Writes its environment variables.
function Start-IdentityEndpoint {
    param([string] $Token)
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $address = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
    $probe.Stop()
    $script:listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($address)
    $listener.Start()
    $endpoint = $script:listener
    $answer = @{
        access_token = $Token; token_type = 'Bearer'; resource = 'https://quantum.microsoft.com'
        expires_on = "$([DateTimeOffset]::UtcNow.AddHours(8).ToUnixTimeSeconds())"
    } | ConvertTo-Json
    $null = Start-ThreadJob -Name IdentityEndpoint {
        $listener = $using:endpoint
        while ($listener.IsListening) {
            $context = try { $listener.GetContext() } catch { break }
            $context.Response.ContentType = 'application/json'
            $context.Response.Close([System.Text.Encoding]::UTF8.GetBytes($using:answer), $true)
        }
    }
    @{ IDENTITY_ENDPOINT = "${address}token"; IDENTITY_HEADER = 'fixture' }
}

function Stop-IdentityEndpoint {
    $listener.Close()
    Get-Job -Name IdentityEndpoint -ErrorAction Ignore | Wait-Job -Timeout 10 | Remove-Job -Force
}

Export-ModuleMember -Function Build-Fixture, Get-FixturePath, Start-IdentityEndpoint, Stop-IdentityEndpoint
