# Installs the package from a folder, as a user does from the PowerShell Gallery: into an empty module folder, in new processes.

BeforeDiscovery {
    # On Windows, the folder of the user's modules cannot be replaced for a process.
    $canInstall = -not $IsWindows -and (Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
    if (-not $canInstall) { Write-Host 'Skipped: the installation of the package, which needs Microsoft.PowerShell.PSResourceGet, and Linux or macOS.' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    $root = Join-Path $PSScriptRoot '..' '..' '..'
    $packages = Join-Path $TestDrive 'packages'
    # Find-PSResource -Tag finds nothing in a folder that also has other files.
    $repository = Join-Path $TestDrive 'repository'
    $version = (Test-ModuleManifest (Get-ModulePath)).Version.ToString()

    # Writes the packages of the built module with another version.
    function New-Package([string] $Version) {
        $module = Join-Path $TestDrive "module-$Version"
        Copy-Item -Recurse (Split-Path (Get-ModulePath)) $module
        $manifest = Join-Path $module 'AzQuantumSession.psd1'
        (Get-Content $manifest -Raw) -replace "(ModuleVersion\s*=\s*)'[^']+'", "`$1'$Version'" | Set-Content $manifest
        Invoke-Packager $module (Join-Path $root 'src' 'AzQuantumSession.Client' 'obj' 'project.assets.json') $packages
    }

    function Invoke-Packager {
        dotnet (Join-Path $root 'tools' 'Packager' 'bin' 'Release' 'net10.0' 'Packager.dll') @args '2026-11-03T12:00:00Z'
        if ($LASTEXITCODE -ne 0) { throw 'The packages were not written.' }
    }

    # Runs a script in a new PowerShell of a user without modules, whose repository is the folder of the packages.
    function Invoke-AsNewUser([scriptblock] $Script) {
        $saved = $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath
        try {
            $env:HOME = Join-Path $TestDrive 'home'
            # Without these variables, the new process determines the folders of modules from the folder of the user.
            $env:XDG_DATA_HOME = $env:PSModulePath = $null
            Invoke-NewPowerShell -Variable @{ Packages = $repository; Version = $version; Root = $root } -Script $Script
        }
        finally {
            $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $saved
        }
    }

    $files = New-Package $version
    $null = New-Package '0.0.1'
    $emulatorAssets = Join-Path $root 'src' 'AzQuantumSession.Emulator' 'obj' 'project.assets.json'
    Copy-Item -Recurse (Split-Path (Get-EmulatorModulePath)) (Join-Path $TestDrive 'emulator')
    $null = Invoke-Packager (Join-Path $TestDrive 'emulator') $emulatorAssets $packages
    $null = New-Item -ItemType Directory (Join-Path $TestDrive 'home'), $repository
    Copy-Item (Join-Path $packages '*.nupkg') $repository
}

Describe 'The package' -Skip:(-not $canInstall) {
    It 'is found in a repository by its name and its tags' {
        $found = Invoke-AsNewUser {
            Register-PSResourceRepository -Name Local -Uri $Packages -Trusted
            (Find-PSResource AzQuantumSession -Repository Local).Version.ToString()
            (Find-PSResource -Tag Quantum -Repository Local).Name | Sort-Object
        }
        $found | Should -Be @($version, 'AzQuantumSession', 'AzQuantumSession.Emulator')
    }

    It 'is installed, updated, and imported, has help, and runs the quickstart' {
        $output = Invoke-AsNewUser {
            Install-PSResource AzQuantumSession -Version 0.0.1 -Repository Local -Scope CurrentUser
            (Get-Module -ListAvailable AzQuantumSession).Version.ToString()
            Update-PSResource AzQuantumSession -Repository Local -Scope CurrentUser
            (Get-Module -ListAvailable AzQuantumSession)[0].Version.ToString()
            (Get-Help New-AzQuantumSession -Full).Examples.Example.Count -ge 2
            (Get-Help about_AzQuantumSession).Length -gt 1000
            & (Join-Path $Root 'examples' 'Quickstart.ps1') -Module AzQuantumSession
        }
        $output[0..3] | Should -Be @('0.0.1', $version, 'True', 'True')
        $output -join "`n" | Should -Match 'Succeeded'
    }

    It 'names the package of the emulator, which is installed from the same repository' {
        $output = Invoke-AsNewUser {
            Import-Module AzQuantumSession
            try { Start-AzQuantumEmulator } catch { "$_" }
            Install-PSResource AzQuantumSession.Emulator -Repository Local -Scope CurrentUser
            $null = Start-AzQuantumEmulator -Connect
            (New-AzQuantumSession ionq.simulator -Name packaged).Name
        }
        $output[0] | Should -BeLike "*Install-PSResource AzQuantumSession.Emulator -Version $version"
        $output[1] | Should -Be 'packaged'
    }

    It 'is removed without a rest' {
        $left = Invoke-AsNewUser {
            Uninstall-PSResource AzQuantumSession, AzQuantumSession.Emulator -Version '*'
            (Get-Module -ListAvailable AzQuantumSession*).Count
            (Get-ChildItem ($env:PSModulePath -split [System.IO.Path]::PathSeparator)[0] -Recurse -Force).Count
        }
        $left | Should -Be @('0', '0')
    }

    It 'that is incomplete is not installed' {
        $broken = Join-Path $repository 'AzQuantumSession.9.0.0.nupkg'
        $bytes = [System.IO.File]::ReadAllBytes($files[0])
        [System.IO.File]::WriteAllBytes($broken, $bytes[0..($bytes.Length / 2)])
        $left = Invoke-AsNewUser {
            try { Install-PSResource AzQuantumSession -Version 9.0.0 -Repository Local -Scope CurrentUser } catch { 'failed' }
            (Get-Module -ListAvailable AzQuantumSession).Count
        }
        Remove-Item $broken
        $left | Should -Be @('failed', '0')
    }
}

Describe 'The package of the emulator' {
    It 'is a .NET tool that starts a workspace' {
        $folder = Join-Path $TestDrive 'tool'
        # The tool contains all files of the folder of published files, also those of earlier builds.
        Remove-Item -Recurse -Force -ErrorAction Ignore (Join-Path $root 'src' 'AzQuantumSession.Emulator' 'bin' 'Release' 'net10.0' 'publish')
        $null = dotnet pack (Join-Path $root 'src' 'AzQuantumSession.Emulator') --configuration Release --no-build --output $folder
        # The tool and the module have the same id, so they are in different folders.
        $null = dotnet tool install AzQuantumSession.Emulator --version $version --tool-path $folder --add-source $folder
        $LASTEXITCODE | Should -Be 0
        (& (Join-Path $folder 'azquantum-emulator') --help) -join "`n" | Should -Match '--frozen-clock'
    }

    It 'has an SBOM of its files, and contains only what runs' {
        $folder = Join-Path $TestDrive 'tool'
        $package, $sbom, $sums = Invoke-Packager (Get-Item "$folder/*.nupkg").FullName $emulatorAssets
        $archive = [System.IO.Compression.ZipFile]::OpenRead($package)
        $names = $archive.Entries.FullName | Where-Object { $_ -notmatch '^_rels/|^\[Content_Types\]|^package/|^[^/]+\.nuspec$' }
        $archive.Dispose()
        $document = Get-Content $sbom -Raw | ConvertFrom-Json
        $document.files.fileName | Sort-Object | Should -Be ($names | ForEach-Object { "./$_" } | Sort-Object)
        $document.packages.name | Should -Contain 'Azure.Storage.Blobs'
        $names | Where-Object { $_ -match '\.(pdb|xml|config)$' } | Should -Be 'tools/net10.0/any/DotnetToolSettings.xml'
        (Get-Content $sums | Where-Object { $_ -like '*.nupkg' }) -split '  ' | Select-Object -First 1 | Should -Be (Get-FileHash $package).Hash
    }
}

Describe 'The archive' {
    It 'is extracted into a folder of PSModulePath, and imported' {
        $folder = Join-Path $TestDrive 'extracted'
        Expand-Archive ($files -like '*.zip')[0] $folder
        $name = Invoke-NewPowerShell -Variable @{ Folder = $folder } -Script {
            $env:PSModulePath = $Folder
            Import-Module AzQuantumSession
            "$((Get-Module AzQuantumSession).Version) $((Get-Command New-AzQuantumSession).Source)"
        }
        $name | Should -Be "$version AzQuantumSession"
    }

    It 'has the checksum in the file of checksums' {
        $sums = Get-Content ($files -like '*.sha256')[0]
        $sums | Where-Object { $_ -like '*.zip' } | Should -Be "$((Get-FileHash ($files -like '*.zip')[0]).Hash.ToLowerInvariant())  AzQuantumSession.$version.zip"
    }
}
