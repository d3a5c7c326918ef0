# Builds the binary modules that load Azure libraries into the default load context, as modules of other authors do.

$root = (Resolve-Path (Join-Path $PSScriptRoot '..' '..' '..')).Path
$output = Join-Path $root 'out' 'fixtures'

# Builds the fixtures.
function Build-Fixture {
    $null = New-Item -ItemType Directory -Force $output
    # The substitutes have the public key of the original libraries. The runtime can't distinguish them.
    $keyFile = Join-Path $output 'azure.publickey'
    if (-not (Test-Path $keyFile)) {
        $original = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $root 'out' 'AzQuantumSession' 'lib' 'Azure.Core.dll'))
        [System.IO.File]::WriteAllBytes($keyFile, $original.GetPublicKey())
    }
    $log = dotnet build (Join-Path $PSScriptRoot 'Fixtures.slnx') --configuration Release --nologo --verbosity quiet
    if ($LASTEXITCODE -ne 0) { throw "The fixtures could not be built: $($log -join "`n")" }
}

# Returns the path of a fixture: its manifest, or its assembly if it has no manifest.
function Get-FixturePath {
    param([string] $Name)
    $manifest = Join-Path $output $Name "$Name.psd1"
    if (Test-Path $manifest) { $manifest } else { Join-Path $output $Name "$Name.dll" }
}

# Starts an identity endpoint, as App Service has, that responds with the token. Returns its environment variables.
function Start-IdentityEndpoint {
    param([string] $Token)
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $uri = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
    $probe.Stop()
    $script:listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($uri)
    $listener.Start()
    $endpoint = $script:listener
    $response = @{
        access_token = $Token; token_type = 'Bearer'; resource = 'https://quantum.microsoft.com'
        expires_on = "$([DateTimeOffset]::UtcNow.AddHours(8).ToUnixTimeSeconds())"
    } | ConvertTo-Json
    $null = Start-ThreadJob -Name IdentityEndpoint {
        $listener = $using:endpoint
        while ($listener.IsListening) {
            $context = try { $listener.GetContext() } catch { break }
            $context.Response.ContentType = 'application/json'
            $context.Response.Close([System.Text.Encoding]::UTF8.GetBytes($using:response), $true)
        }
    }
    @{ IDENTITY_ENDPOINT = "${uri}token"; IDENTITY_HEADER = 'fixture' }
}

function Stop-IdentityEndpoint {
    $listener.Close()
    Get-Job -Name IdentityEndpoint -ErrorAction Ignore | Wait-Job -Timeout 10 | Remove-Job -Force
}

Export-ModuleMember -Function Build-Fixture, Get-FixturePath, Start-IdentityEndpoint, Stop-IdentityEndpoint
