BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    $commands = 'Connect-AzQuantumWorkspace', 'Disconnect-AzQuantumWorkspace', 'Export-AzQuantumSessionReport', 'Get-AzQuantumSession',
        'Get-AzQuantumSessionJob', 'Get-AzQuantumSessionJobFile', 'Get-AzQuantumSessionQuota', 'Get-AzQuantumSessionTarget',
        'Get-AzQuantumWorkspaceConnection',
        'Measure-AzQuantumSessionResult', 'New-AzQuantumSession', 'Receive-AzQuantumSessionJob', 'Receive-AzQuantumSessionJobFile',
        'Remove-AzQuantumSessionJob', 'Restart-AzQuantumSessionJob', 'Set-AzQuantumSessionJob', 'Show-AzQuantumSession',
        'Start-AzQuantumEmulator', 'Stop-AzQuantumEmulator', 'Stop-AzQuantumSession',
        'Stop-AzQuantumSessionJob', 'Submit-AzQuantumSessionJob', 'Use-AzQuantumSession',
        'Wait-AzQuantumSession', 'Wait-AzQuantumSessionJob'
}

Describe 'Module folder' {
    It 'has a manifest that PowerShell accepts' {
        $manifest = Test-ModuleManifest (Get-ModulePath) -WarningVariable warnings -ErrorVariable errors
        $warnings | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        $manifest.ExportedCommands.Keys | Sort-Object | Should -Be $commands
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.PowerShellVersion | Should -Be '7.4'
    }

    It 'has the same version in the manifest and in the assembly' {
        $manifest = Test-ModuleManifest (Get-ModulePath)
        $assembly = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $manifest.ModuleBase 'AzQuantumSession.dll'))
        "$($assembly.Version)" | Should -Be "$($manifest.Version).0"
    }

    It 'has exactly the required files' {
        $folder = Split-Path (Get-ModulePath)
        # The task Package adds the notices.
        (Get-ChildItem $folder -File).Name | Where-Object { $_ -ne 'THIRD-PARTY-NOTICES.txt' } | Sort-Object | Should -Be @(
            'AzQuantumSession.dll', 'AzQuantumSession.Format.ps1xml', 'AzQuantumSession.Model.dll', 'AzQuantumSession.psd1'
            'AzQuantumSession.Types.ps1xml', 'icon.png', 'LICENSE', 'WindowsPowerShell.psm1'
        )
        (Get-ChildItem $folder -Directory).Name | Sort-Object | Should -Be 'en-US', 'lib'
    }

    It 'has only the client and its dependencies in lib' {
        $lib = Join-Path (Split-Path (Get-ModulePath)) 'lib'
        $files = Get-ChildItem $lib -File -Recurse
        $files.Name | Should -BeIn @(
            'AzQuantumSession.Client.dll'
            'Azure.Core.dll', 'Azure.Identity.dll', 'Azure.Storage.Blobs.dll', 'Azure.Storage.Common.dll', 'Apache.Arrow.dll'
            'Microsoft.Identity.Client.dll', 'Microsoft.Identity.Client.Extensions.Msal.dll', 'Microsoft.IdentityModel.Abstractions.dll'
            'Microsoft.Bcl.AsyncInterfaces.dll', 'Microsoft.Extensions.Configuration.Abstractions.dll'
            'Microsoft.Extensions.DependencyInjection.Abstractions.dll', 'Microsoft.Extensions.Diagnostics.Abstractions.dll'
            'Microsoft.Extensions.FileProviders.Abstractions.dll', 'Microsoft.Extensions.Hosting.Abstractions.dll'
            'Microsoft.Extensions.Logging.Abstractions.dll', 'Microsoft.Extensions.Options.dll', 'Microsoft.Extensions.Primitives.dll'
            'System.ClientModel.dll', 'System.Diagnostics.DiagnosticSource.dll', 'System.IO.Hashing.dll', 'System.IO.Pipelines.dll'
            'System.Memory.Data.dll', 'System.Net.ServerSentEvents.dll', 'System.Security.Cryptography.ProtectedData.dll'
            'System.Text.Encodings.Web.dll', 'System.Text.Json.dll'
        )
        # This file is different on Windows.
        $files | Where-Object { $_.DirectoryName -ne $lib } | ForEach-Object { [System.IO.Path]::GetRelativePath($lib, $_.FullName).Replace('\', '/') } |
            Should -Be 'win/System.Security.Cryptography.ProtectedData.dll'
    }

    It 'exports exactly one command for each cmdlet class' {
        $script = {
            $module = Import-Module $ModulePath -PassThru
            $classes = $module.ImplementingAssembly.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.PSCmdlet]) }
            "$($classes.Count) $($module.ExportedCmdlets.Count)"
        }
        Invoke-NewPowerShell $script | Should -Be "$($commands.Count) $($commands.Count)"
    }

    It 'has no type of Azure, System.Text.Json, or MSAL in its public API and its references' {
        $forbidden = Invoke-NewPowerShell {
            $null = Import-Module $ModulePath
            $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AzQuantumSession*' }
            $used = @($assemblies.GetReferencedAssemblies().Name) + @(
                foreach ($type in $assemblies.GetExportedTypes()) {
                    # All members that callers and derived classes can access.
                    $members = $type.GetMembers('Public, NonPublic, Instance, Static, DeclaredOnly')
                    $types = @($type.BaseType) + $type.GetInterfaces() + @(foreach ($member in $members) {
                            if ($member -is [System.Reflection.MethodBase] -and -not $member.IsPrivate) {
                                $member.GetParameters().ParameterType
                                if ($member -is [System.Reflection.MethodInfo]) { $member.ReturnType }
                            }
                            elseif ($member -is [System.Reflection.FieldInfo] -and -not $member.IsPrivate) { $member.FieldType }
                            elseif ($member -is [System.Reflection.PropertyInfo]) { $member.PropertyType }
                        })
                    foreach ($referenced in $types | Where-Object { $_ }) { $referenced.Assembly.GetName().Name; $referenced.GenericTypeArguments.ForEach({ $_.Assembly.GetName().Name }) }
                }
            )
            "checked: $($used.Count -gt 500)"
            $used | Sort-Object -Unique | Where-Object { $_ -match '^(Azure|Microsoft\.Identity|System\.Text\.Json|System\.ClientModel|System\.Memory\.Data)' }
        }
        $forbidden | Should -Be 'checked: True'
    }
}

Describe 'Import-Module in Windows PowerShell' {
    BeforeAll {
        $text = Get-Content (Get-ModulePath) -Raw
    }

    It 'reads a manifest of which it allows the language' {
        { [scriptblock]::Create($text).CheckRestrictedLanguage([string[]] @(), [string[]] @('PSScriptRoot', 'PSEdition'), $true) } | Should -Not -Throw
    }

    It 'fails with one sentence that says what to install, and loads nothing' {
        # The engine evaluates the manifest as in the other edition.
        $folder = Join-Path $TestDrive 'AzQuantumSession'
        Copy-Item -Recurse (Split-Path (Get-ModulePath)) $folder
        Set-Content (Join-Path $folder 'AzQuantumSession.psd1') $text.Replace('$PSEdition', "'Desktop'")
        $output = Invoke-NewPowerShell -Variable @{ Desktop = Join-Path $folder 'AzQuantumSession.psd1' } -Script {
            (Test-ModuleManifest $Desktop).PowerShellVersion.ToString()
            $Error.Clear()
            try { Import-Module $Desktop } catch { "$_" }
            "$($Error.Count) error, $(@(Get-Module AzQuantumSession).Count) modules"
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AzQuantumSession*' }).Count
        }
        $output | Should -Be @(
            '5.1'
            'AzQuantumSession requires PowerShell 7.4 or later: install it from https://aka.ms/powershell, and run the command in pwsh.'
            '1 error, 0 modules'
            '0'
        )
    }

    It 'has the version of the manifest in its sentence' {
        $sentence = Get-Content (Join-Path (Split-Path (Get-ModulePath)) 'WindowsPowerShell.psm1') -Raw
        $sentence | Should -Match "PowerShell $((Test-ModuleManifest (Get-ModulePath)).PowerShellVersion) or later"
    }
}

Describe 'Import-Module' {
    It 'exports all commands <how>' -ForEach @(
        @{ how = 'once'; script = { Import-Module $ModulePath } }
        @{ how = 'twice'; script = { Import-Module $ModulePath; Import-Module $ModulePath } }
        @{ how = 'three times with -Force'; script = { Import-Module $ModulePath; Import-Module $ModulePath -Force; Import-Module $ModulePath -Force } }
        @{ how = 'after removal'; script = { Import-Module $ModulePath; Remove-Module AzQuantumSession; Import-Module $ModulePath } }
        @{ how = 'with $WhatIfPreference'; script = { $WhatIfPreference = $true; Import-Module $ModulePath } }
    ) {
        $text = "$script" + "`n(Get-Command -Module AzQuantumSession).Name | Sort-Object; @(Get-Alias | Where-Object Source -EQ AzQuantumSession).Count"
        $output = Invoke-NewPowerShell ([scriptblock]::Create($text))
        $output | Should -Be ($commands + '0')
    }

    It 'supports -Prefix' {
        Invoke-NewPowerShell { Import-Module $ModulePath -Prefix My; (Get-Command Get-MyAzQuantumSession).Name } | Should -Be 'Get-MyAzQuantumSession'
    }

    It 'is reverted completely by Remove-Module' {
        Invoke-NewPowerShell {
            Import-Module $ModulePath
            Remove-Module AzQuantumSession
            @(Get-Module -All | Where-Object Name -Like 'AzQuantum*').Count
            @(Get-Command '*-AzQuantum*' -ListImported).Count
        } | Should -Be 0, 0
    }

    It 'works in a module that <how>, and ends with that module' -ForEach @(
        @{ how = 'nests it'; nested = $true }
        @{ how = 'imports it'; nested = $false }
    ) {
        $folder = Join-Path $TestDrive 'Wrapper'
        $null = New-Item -ItemType Directory -Force $folder
        $import = if ($nested) { '' } else { "Import-Module '$(Get-ModulePath)'" }
        Set-Content (Join-Path $folder 'Wrapper.psm1') "$import`nfunction Test-Wrapper { [AzQuantumSession.QuantumSession].Name; (Get-Command New-AzQuantumSession).Source }"
        $manifest = @{ Path = Join-Path $folder 'Wrapper.psd1'; RootModule = 'Wrapper.psm1'; FunctionsToExport = 'Test-Wrapper' }
        if ($nested) { $manifest.NestedModules = Get-ModulePath }
        New-ModuleManifest @manifest
        Invoke-NewPowerShell -Variable @{ Wrapper = $manifest.Path } {
            Import-Module $Wrapper
            Test-Wrapper
            Remove-Module Wrapper
            @(Get-Module -All | Where-Object Name -Like 'AzQuantum*').Count
            @(Get-Command '*-AzQuantum*' -ListImported).Count
            Import-Module $Wrapper
            Test-Wrapper
        } | Should -Be 'QuantumSession', 'AzQuantumSession', 0, 0, 'QuantumSession', 'AzQuantumSession'
    }

    It 'makes the types available as literals, casts, and class properties' {
        $script = @'
using module '{0}'
            [AzQuantumSession.QuantumSession].Name
            ([AzQuantumSession.QuantumWorkspace] '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/r/providers/Microsoft.Quantum/workspaces/ws').Name
            # PowerShell resolves the types of a class before the import, unless another script block defines the class.
            . ([scriptblock]::Create('class Holder {{ [AzQuantumSession.QuantumSession] $Session }} [Holder].GetProperty("Session").PropertyType.FullName'))
'@ -f (Get-ModulePath)
        $file = Join-Path $TestDrive 'Using.ps1'
        Set-Content $file $script
        Invoke-NewPowerShell { . $File } -Variable @{ File = $file } | Should -Be 'QuantumSession', 'ws', 'AzQuantumSession.QuantumSession'
    }
}
