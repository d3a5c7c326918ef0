# Results in background jobs, in files, and in variational loops. Engine/ReceiveAzQuantumSessionJobTests.cs covers the parameters.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.simulator -Name results
    $gates = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 }
    $jobs = @(
        $session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 2; circuit = $gates } -Name bell -Shots 500
        $session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 2; circuit = @(@{ gate = 'x'; target = 0 }) } -Name flip -Shots 100
    )
    Step-Clock $emulator 60
    $results = $jobs | Receive-AzQuantumSessionJob
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Results' {
    It 'keep their histogram in Start-Job' {
        $module, $connection, $id = (Get-ModulePath), $emulator.ConnectionString, $jobs[0].Id
        $running = Start-Job {
            Import-Module $using:module
            $null = Connect-AzQuantumWorkspace -ConnectionString $using:connection
            Receive-AzQuantumSessionJob $using:id
        }
        try {
            $received = $running | Receive-Job -Wait
            $received | Out-String | Should -BeExactly ($results[0] | Out-String)
            $received | Format-List | Out-String | Should -BeExactly ($results[0] | Format-List | Out-String)
            ($received | Measure-AzQuantumSessionResult ZZ).Value | Should -Be 1
        }
        finally {
            $running | Remove-Job -Force
        }
    }

    It 'keep their histogram in Clixml' {
        $file = Join-Path $TestDrive 'results.xml'
        $results | Export-Clixml $file
        Import-Clixml $file | Out-String | Should -BeExactly ($results | Out-String)
    }

    It 'are rows of outcomes in a CSV file' {
        $file = Join-Path $TestDrive 'rows.csv'
        $results.Histogram | Export-Csv $file
        $rows = Import-Csv $file
        $rows.JobName | Should -Be 'bell', 'bell', 'flip'
        $rows.Outcome | Should -Be '00', '11', '01'
        $rows.Count | Should -Be 3
        $rows[2].Count, $rows[2].Probability, $rows[2].IsCountDerived, $rows[2].JobId | Should -Be '100', '1', 'True', $jobs[1].Id
        $results | ConvertTo-Csv | Should -Not -Match 'System\.Collections'
    }

    It 'are a row for each job in a CSV file with -AsTable' {
        $file = Join-Path $TestDrive 'table.csv'
        $jobs | Receive-AzQuantumSessionJob -AsTable | Export-Csv $file
        $rows = Import-Csv $file
        $rows.JobName | Should -Be 'bell', 'flip'
        $rows.'00' | Should -Be '0.5', '0'
        $rows.'01' | Should -Be '0', '1'
    }

    It 'are the same in a mixed stream with the culture <culture>' -ForEach @(@{ culture = 'de-DE' }, @{ culture = 'ar-SA' }) {
        $previous = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $culture
            $session, $results[0] | Out-String | Should -Match '(?m)^Histogram +: \{00: 0\.5, 11: 0\.5\}\r?$'
        }
        finally {
            [cultureinfo]::CurrentCulture = $previous
        }
    }
}
