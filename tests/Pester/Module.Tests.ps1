BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    $commands = 'Connect-AzQuantumWorkspace', 'Disconnect-AzQuantumWorkspace', 'Get-AzQuantumSession', 'Get-AzQuantumSessionJob',
        'Get-AzQuantumSessionTarget', 'Get-AzQuantumWorkspaceConnection', 'New-AzQuantumSession', 'Receive-AzQuantumSessionJob',
        'Stop-AzQuantumSession', 'Stop-AzQuantumSessionJob', 'Submit-AzQuantumSessionJob', 'Use-AzQuantumSession',
        'Wait-AzQuantumSession', 'Wait-AzQuantumSessionJob'
}

Describe 'the package' {
    It 'has a manifest that PowerShell accepts' {
        $manifest = Test-ModuleManifest (Get-ModulePath)
        $manifest.ExportedCommands.Keys | Sort-Object | Should -Be $commands
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.PowerShellVersion | Should -Be '7.4'
    }

    It 'says the same version in the manifest and in the assembly' {
        $manifest = Test-ModuleManifest (Get-ModulePath)
        $assembly = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $manifest.ModuleBase 'AzQuantumSession.dll'))
        "$($assembly.Version)" | Should -Be "$($manifest.Version).0"
    }

    It 'brings no assembly of PowerShell, and beside the manifest only its own two' {
        $folder = Split-Path (Get-ModulePath)
        (Get-ChildItem $folder -Filter *.dll).Name | Sort-Object | Should -Be 'AzQuantumSession.dll', 'AzQuantumSession.Model.dll'
        Get-ChildItem $folder -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
        Test-Path (Join-Path $folder 'lib' 'AzQuantumSession.Model.dll') | Should -BeFalse
    }

    It 'exports a command for each cmdlet class, and no more' {
        $script = {
            $module = Import-Module $ModulePath -PassThru
            $classes = $module.ImplementingAssembly.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.PSCmdlet]) }
            "$($classes.Count) $($module.ExportedCmdlets.Count)"
        }
        Invoke-FreshPowerShell $script | Should -Be "$($commands.Count) $($commands.Count)"
    }

    It 'shows no type of Azure, System.Text.Json or MSAL in its surface' {
        $foreign = Invoke-FreshPowerShell {
            $null = Import-Module $ModulePath
            $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AzQuantumSession*' }
            $assemblies.GetReferencedAssemblies().Name | Sort-Object -Unique |
                Where-Object { $_ -match '^(Azure|Microsoft\.Identity|System\.Text\.Json|System\.ClientModel)' }
        }
        $foreign | Should -BeNullOrEmpty
    }
}

Describe 'import' {
    It 'exports every command <how>' -ForEach @(
        @{ how = 'once'; script = { Import-Module $ModulePath } }
        @{ how = 'again'; script = { Import-Module $ModulePath; Import-Module $ModulePath } }
        @{ how = 'twice with -Force'; script = { Import-Module $ModulePath; Import-Module $ModulePath -Force; Import-Module $ModulePath -Force } }
        @{ how = 'after removal'; script = { Import-Module $ModulePath; Remove-Module AzQuantumSession; Import-Module $ModulePath } }
        @{ how = 'under $WhatIfPreference'; script = { $WhatIfPreference = $true; Import-Module $ModulePath } }
        @{ how = 'in ConstrainedLanguage'; script = { Import-Module $ModulePath; $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage' } }
    ) {
        $text = "$script" + "`n(Get-Command -Module AzQuantumSession).Count"
        Invoke-FreshPowerShell ([scriptblock]::Create($text)) | Select-Object -Last 1 | Should -Be $commands.Count
    }

    It 'takes a prefix' {
        Invoke-FreshPowerShell { Import-Module $ModulePath -Prefix My; (Get-Command Get-MyAzQuantumSession).Name } | Should -Be 'Get-MyAzQuantumSession'
    }

    It 'leaves nothing behind when it is removed' {
        Invoke-FreshPowerShell {
            Import-Module $ModulePath
            Remove-Module AzQuantumSession
            @(Get-Module -All | Where-Object Name -Like 'AzQuantum*').Count
            @(Get-Command '*-AzQuantum*' -ListImported).Count
        } | Should -Be 0, 0
    }

    It 'loads in many runspaces at once, from one copy' {
        Invoke-FreshPowerShell {
            $counts = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
                Import-Module $using:ModulePath
                (Get-Command -Module AzQuantumSession).Count
            }
            "$($counts | Sort-Object -Unique) $(@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'AzQuantumSession' }).Count)"
        } | Should -Be "$($commands.Count) 1"
    }

    It 'knows its types by name' {
        Invoke-FreshPowerShell { Import-Module $ModulePath; [AzQuantumSession.QuantumSession].Name } | Should -Be 'QuantumSession'
    }
}
