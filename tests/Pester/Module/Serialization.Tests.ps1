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
}
