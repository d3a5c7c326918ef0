# Input and output that need a full PowerShell. The engine tests cover the other cases.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.1'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.simulator -Name submitted
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Submit-AzQuantumSessionJob' {
    It 'accepts <what> as input' -ForEach @(
        @{ what = 'the lines of a file'; value = { Get-Content TestDrive:/bell.json } }
        @{ what = 'the bytes of a file'; value = { Get-Content TestDrive:/bell.json -AsByteStream } }
        @{ what = 'the output of ConvertFrom-Json'; value = { $bell | ConvertFrom-Json } }
    ) {
        Set-Content TestDrive:/bell.json $bell -NoNewline
        $job = $session | Submit-AzQuantumSessionJob -InputObject (& $value)
        Read-JobInput $emulator $job.Id | Should -Be $bell
    }

    It 'submits a job for each file of <what>' -ForEach @(
        @{ what = 'Get-ChildItem'; value = { Get-ChildItem TestDrive:/many/*.json } }
        @{ what = 'Get-ChildItem -Name'; value = { Get-ChildItem TestDrive:/many -Name } }
        @{ what = 'Get-ChildItem in another process'; value = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-ChildItem TestDrive:/many/*.json))) } }
        @{ what = 'Get-Content'; value = { Get-ChildItem TestDrive:/many/*.json | Get-Content } }
        @{ what = 'Get-Content -Raw'; value = { Get-ChildItem TestDrive:/many/*.json | Get-Content -Raw } }
        @{ what = 'Get-Content -ReadCount'; value = { Get-ChildItem TestDrive:/many/*.json | Get-Content -ReadCount 2 } }
        @{ what = 'Get-Content -AsByteStream'; value = { Get-ChildItem TestDrive:/many/*.json | Get-Content -AsByteStream } }
    ) {
        $lines = $bell -replace ',', ",`n`n"
        $null = New-Item -ItemType Directory TestDrive:/many -Force
        foreach ($name in 'a', 'b[1]') { [System.IO.File]::WriteAllText((Join-Path $TestDrive many "$name.json"), $lines) }
        foreach ($jobs in @((& $value | Submit-AzQuantumSessionJob -Session $session), (Submit-AzQuantumSessionJob -SessionId $session.Id -InputObject (& $value)))) {
            $jobs.Name | Should -Be 'a', 'b[1]'
            foreach ($job in $jobs) { Read-JobInput $emulator $job.Id | Should -Be $lines }
        }
    }

    It 'accepts a file on a PowerShell drive' {
        Set-Content TestDrive:/bell.json $bell -NoNewline
        Read-JobInput $emulator ($session | Submit-AzQuantumSessionJob TestDrive:/bell.json).Id | Should -Be $bell
        $job = $session | Submit-AzQuantumSessionJob TestDrive:/bell.json -Wait
        $job | Receive-AzQuantumSessionJob -OutFile TestDrive:/result.json
        (Get-Content TestDrive:/result.json -Raw | ConvertFrom-Json).histogram | Should -Not -BeNullOrEmpty
    }
}

Describe 'Signature in the URIs of a job' {
    BeforeAll {
        $job = $session | Submit-AzQuantumSessionJob -InputObject $bell -Wait
        $signature = 'sig=|[?&]se=|[?&]sv='
    }

    It 'is in the response of the service' {
        (Invoke-Emulator $emulator GET "jobs/$($job.Id)").inputDataUri | Should -Match 'sig='
    }

    It 'is not in <what>' -ForEach @(
        @{ what = 'JSON'; text = { $job | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the full list'; text = { $job | Format-List * -Force | Out-String -Width 4000 } }
        @{ what = 'the list'; text = { $job | Format-List | Out-String -Width 4000 } }
        @{ what = 'the table'; text = { $job | Format-Table | Out-String -Width 4000 } }
        @{ what = 'CLIXML'; text = { [System.Management.Automation.PSSerializer]::Serialize($job, 10) } }
        @{ what = 'CSV'; text = { $job | ConvertTo-Csv } }
        @{ what = 'the output of Get-AzQuantumSessionJob for a session'; text = { $session | Get-AzQuantumSessionJob | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the output of Get-AzQuantumSessionJob for an id'; text = { Get-AzQuantumSessionJob -Id $job.Id | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the output of Wait-AzQuantumSessionJob'; text = { $job | Wait-AzQuantumSessionJob | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the output of Get-AzQuantumSession -IncludeJobs'; text = { $session | Get-AzQuantumSession -IncludeJobs | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the output of Receive-AzQuantumSessionJob'; text = { $job | Receive-AzQuantumSessionJob | Format-List * -Force | Out-String -Width 4000 } }
        @{ what = 'verbose and debug output'; text = {
                & {
                    $run = $session | Submit-AzQuantumSessionJob -InputObject $bell -Wait -Verbose -Debug
                    $run | Receive-AzQuantumSessionJob -Verbose -Debug
                    $run | Stop-AzQuantumSessionJob -Verbose -Debug
                } *>&1 | Out-String -Width 4000
            }
        }
    ) {
        $shown = (& $text) -join "`n"
        $shown.Length | Should -BeGreaterThan 20
        $shown | Should -Not -Match $signature
    }
}
