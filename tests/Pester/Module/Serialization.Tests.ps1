BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $alpha = New-AzQuantumSession ionq.simulator -Name alpha -Tag x
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Serialization of a session' {
    It 'writes exactly the properties of the type, and Created, to JSON and CSV' {
        $properties = @([AzQuantumSession.QuantumSession].GetProperties().Name) + 'Created' | Sort-Object
        ($alpha | ConvertTo-Json -Depth 5 | ConvertFrom-Json).psobject.Properties.Name | Sort-Object | Should -Be $properties
        ($alpha | ConvertTo-Csv | ConvertFrom-Csv).psobject.Properties.Name | Sort-Object | Should -Be $properties
    }

    It 'writes CSV that <command> accepts as input' -ForEach @(
        @{ command = 'Get-AzQuantumSession'; script = { $input | Get-AzQuantumSession } }
        @{ command = 'Stop-AzQuantumSession'; script = { $input | Stop-AzQuantumSession -PassThru } }
        @{ command = 'Wait-AzQuantumSession'; script = { $input | Wait-AzQuantumSession } }
    ) {
        ($alpha | ConvertTo-Csv | ConvertFrom-Csv | & $script).Id | Should -Be $alpha.Id
    }

    It 'uses the connection in the environment variables of another process' {
        $module = Get-ModulePath
        $connectionString = $emulator.ConnectionString
        $job = Start-Job {
            Import-Module $using:module
            $env:AZURE_QUANTUM_CONNECTION_STRING = $using:connectionString
            ($using:alpha | Get-AzQuantumSession).Id
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be $alpha.Id
    }

    It 'says what to do in another process <where>' -ForEach @(
        @{ where = 'without a connection'; environment = '' }
        @{ where = 'that is connected to another workspace'; environment = 'other' }
    ) {
        $other = $environment ? $emulator.ConnectionString.Replace('WorkspaceName=emulator', 'WorkspaceName=other') : ''
        $module = Get-ModulePath
        $job = Start-Job {
            Import-Module $using:module
            $env:AZURE_QUANTUM_CONNECTION_STRING = $using:other
            try { $using:alpha | Stop-AzQuantumSession -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
        }
        $id, $message = $job | Receive-Job -Wait -AutoRemoveJob
        $id | Should -Be 'WorkspaceDisconnected,AzQuantumSession.Cmdlets.StopAzQuantumSession'
        $message | Should -BeLike '*Run Connect-AzQuantumWorkspace in this process*'
    }
}
