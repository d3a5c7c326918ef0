BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    $emulator = Start-Emulator
    # Assemblies by load context: "context: name", only those that could clash.
    $report = {
        foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
            foreach ($assembly in $context.Assemblies) {
                $name = $assembly.GetName().Name
                if ($name -match '^(AzQuantumSession|Azure|Microsoft\.Identity|System\.ClientModel|System\.Memory\.Data)') { "$($context.Name): $name" }
            }
        }
    }
}

AfterAll {
    Stop-Emulator
}

Describe 'what is loaded where' {
    It 'loads its own two assemblies and none of Azure on import' {
        $script = [scriptblock]::Create("Import-Module `$ModulePath; Get-Command -Module AzQuantumSession | Out-Null`n$report")
        Invoke-FreshPowerShell $script | Sort-Object | Should -Be 'Default: AzQuantumSession', 'Default: AzQuantumSession.Model'
    }

    It 'loads the client into its own context at the first call, without MSAL for a key' {
        $script = [scriptblock]::Create("Import-Module `$ModulePath; `$null = Connect-AzQuantumWorkspace -ConnectionString `$Connection; `$null = Get-AzQuantumSession`n$report")
        $loaded = Invoke-FreshPowerShell $script -Variable @{ Connection = $emulator.ConnectionString }
        $loaded | Where-Object { $_ -like 'Default:*' } | Sort-Object | Should -Be 'Default: AzQuantumSession', 'Default: AzQuantumSession.Model'
        $loaded | Should -Contain 'AzQuantumSession: AzQuantumSession.Client'
        $loaded | Should -Contain 'AzQuantumSession: Azure.Core'
        $loaded | Should -Not -Match 'Microsoft.Identity'
    }
}
