BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Stop-AzQuantumSession' {
    It 'closes by <how>, and writes nothing' -ForEach @(
        @{ how = 'id'; command = { Stop-AzQuantumSession -Id $session.Id } }
        @{ how = 'id in the first place'; command = { Stop-AzQuantumSession $session.Id } }
        @{ how = 'id from the pipeline'; command = { $session.Id | Stop-AzQuantumSession } }
        @{ how = 'id by property name'; command = { [pscustomobject] @{ Id = $session.Id } | Stop-AzQuantumSession } }
        @{ how = 'id and workspace by property name'; command = { [pscustomobject] @{ Id = $session.Id; Workspace = $session.Workspace } | Stop-AzQuantumSession } }
        @{ how = 'object'; command = { Stop-AzQuantumSession -InputObject $session } }
        @{ how = 'object from the pipeline'; command = { $session | Stop-AzQuantumSession } }
        @{ how = 'a row of CSV'; command = { $session | ConvertTo-Csv | ConvertFrom-Csv | Stop-AzQuantumSession } }
    ) {
        $session = New-AzQuantumSession ionq.simulator
        & $command | Should -BeNullOrEmpty
        ($session | Get-AzQuantumSession).Status | Should -Be 'Succeeded'
    }

    It 'closes everything that a list gives' {
        1..3 | ForEach-Object { $null = New-AzQuantumSession ionq.simulator -Name batch }
        Get-AzQuantumSession batch -Status Waiting | Stop-AzQuantumSession
        Get-AzQuantumSession batch -Status Waiting | Should -BeNullOrEmpty
    }

    It 'leaves a session alone that has ended: verbose, no error, and no request but the read' {
        $session = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $null = Receive-Request $emulator
        $output = $session | Stop-AzQuantumSession -PassThru -Verbose -ErrorAction Stop 4>&1
        ($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }) -join "`n" | Should -Match 'already ended: Succeeded'
        ($output | Where-Object { $_ -is [AzQuantumSession.QuantumSession] }).Status | Should -Be 'Succeeded'
        $requests = @(Receive-Request $emulator)
        $requests | Should -HaveCount 1
        $requests[0].method | Should -Be 'GET'
    }

    It 'asks every unfinished job to cancel with -CancelJobs' {
        $session = New-AzQuantumSession ionq.simulator
        $done = Submit-EmulatorJob $emulator $session
        Step-Clock $emulator 20
        $running = 1..2 | ForEach-Object { Submit-EmulatorJob $emulator $session }
        $null = Receive-Request $emulator
        $session | Stop-AzQuantumSession -CancelJobs
        $cancelled = Receive-Request $emulator | Where-Object path -Like '*:cancel'
        $cancelled | Should -HaveCount 2
        "$($cancelled.path)" | Should -Not -Match $done
        Step-Clock $emulator 20
        ($session | Wait-AzQuantumSession -Timeout 30).IsTerminal | Should -BeTrue
        $running | ForEach-Object { (Invoke-Emulator $emulator GET "jobs/$_").status | Should -Be 'Cancelled' }
        (Invoke-Emulator $emulator GET "jobs/$done").status | Should -Be 'Succeeded'
    }

    It 'sends no request under -WhatIf, and says what it would do' {
        $session = New-AzQuantumSession ionq.simulator -Name kept
        $null = Receive-Request $emulator
        $session | Stop-AzQuantumSession -WhatIf
        Stop-AzQuantumSession -Id $session.Id -CancelJobs -WhatIf
        Stop-AzQuantumSession -Id $session.Id -Workspace $session.Workspace -WhatIf
        Receive-Request $emulator | Should -BeNullOrEmpty
        ($session | Get-AzQuantumSession).Status | Should -Be 'Waiting'
    }

    It 'reports an id that is not there, and goes on' {
        $session = New-AzQuantumSession ionq.simulator
        "$(New-Guid)", $session.Id | Stop-AzQuantumSession -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        ($session | Get-AzQuantumSession).Status | Should -Be 'Succeeded'
    }

    It 'closes nothing for nothing' {
        $null = Receive-Request $emulator
        @() | Stop-AzQuantumSession
        $null | Stop-AzQuantumSession -ErrorAction SilentlyContinue
        { Stop-AzQuantumSession -Id $null } | Should -Throw
        { Stop-AzQuantumSession -Id @() } | Should -Throw
        { Stop-AzQuantumSession -InputObject $null } | Should -Throw
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'counts a session as closed that ended while the answer was lost' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Add-Fault $emulator @{ kind = 'reset'; method = 'POST'; path = ':close'; afterExecution = $true }
        ($session | Stop-AzQuantumSession -PassThru -ErrorAction Stop).Status | Should -Be 'Succeeded'
    }

    It 'sends each object of a pipeline back to its own workspace' {
        $other = Start-Emulator '--workspace', 'second'
        $second = Connect-AzQuantumWorkspace -ConnectionString $other.ConnectionString
        $there = New-AzQuantumSession ionq.simulator -Workspace $second
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $here = New-AzQuantumSession ionq.simulator
        $closed = $here, $there | Stop-AzQuantumSession -PassThru
        $closed.Status | Should -Be 'Succeeded', 'Succeeded'
        $closed.Workspace | Should -Be $here.Workspace, $there.Workspace
        ($here, $there | Wait-AzQuantumSession).Status | Should -Be 'Succeeded', 'Succeeded'
        ($there | Select-Object Id, Workspace | Get-AzQuantumSession).Workspace | Should -Be $there.Workspace
    }
}
