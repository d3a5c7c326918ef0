# Section 4 of the service contract, seen through the cmdlets: every way in which a session goes on and ends.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $impossible = '{"qubits":2,"circuit":[{"gate":"no-such-gate","target":0}]}'
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'the life of a session' {
    It 'opens as Waiting, and takes jobs' {
        $session = New-AzQuantumSession ionq.simulator -Name opened
        $session.Status | Should -Be 'Waiting'
        $session.IsTerminal | Should -BeFalse
        $session.AcceptsJobs | Should -BeTrue
        $session.EndExecutionTime | Should -BeNullOrEmpty
        $session.JobFailurePolicy | Should -Be 'Abort'
    }

    It 'becomes Executing with the first job' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Submit-EmulatorJob $emulator $session
        Step-Clock $emulator 2
        ($session | Get-AzQuantumSession).Status | Should -Be 'Executing'
    }

    It 'succeeds at once when it is closed empty' {
        $session = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $session.Status | Should -Be 'Succeeded'
        $session.IsTerminal | Should -BeTrue
        $session.EndExecutionTime | Should -Not -BeNullOrEmpty
        $session.Duration | Should -Not -BeNullOrEmpty
    }

    It 'goes on as Executing when it is closed with a job, and succeeds when the job ends' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Submit-EmulatorJob $emulator $session
        Step-Clock $emulator 2
        ($session | Stop-AzQuantumSession -PassThru).Status | Should -Be 'Executing'
        Step-Clock $emulator 10
        ($session | Wait-AzQuantumSession -Timeout 10).Status | Should -Be 'Succeeded'
    }

    It 'fails with the first failed job under the policy Abort, and cancels the others' {
        $session = New-AzQuantumSession ionq.simulator
        $bad = Submit-EmulatorJob $emulator $session -Circuit $impossible
        $other = Submit-EmulatorJob $emulator $session
        Step-Clock $emulator 60
        ($session | Get-AzQuantumSession).Status | Should -Be 'Failed'
        (Invoke-Emulator $emulator GET "jobs/$bad").status | Should -Be 'Failed'
        (Invoke-Emulator $emulator GET "jobs/$other").status | Should -BeIn 'Cancelled', 'Succeeded'
    }

    It 'stays open as Failure(s) under the policy Continue, and fails when it is closed' {
        $session = New-AzQuantumSession ionq.simulator -JobFailurePolicy Continue
        $null = Submit-EmulatorJob $emulator $session -Circuit $impossible
        Step-Clock $emulator 60
        $session = $session | Get-AzQuantumSession
        $session.Status | Should -Be 'Failure(s)'
        $session.IsTerminal | Should -BeFalse
        $session.AcceptsJobs | Should -BeTrue
        $session.EndExecutionTime | Should -BeNullOrEmpty
        ($session | Stop-AzQuantumSession -PassThru).Status | Should -Be 'Failed'
    }

    It 'times out after 10 idle minutes' {
        $session = New-AzQuantumSession ionq.simulator
        Step-Clock $emulator 599
        ($session | Get-AzQuantumSession).Status | Should -Be 'Waiting'
        Step-Clock $emulator 2
        $session = $session | Get-AzQuantumSession
        $session.Status | Should -Be 'TimedOut'
        $session.Duration | Should -Be ([timespan] '00:10:00')
    }

    It 'times out even if jobs failed before' {
        $session = New-AzQuantumSession ionq.simulator -JobFailurePolicy Continue
        $null = Submit-EmulatorJob $emulator $session -Circuit $impossible
        Step-Clock $emulator 60
        ($session | Get-AzQuantumSession).Status | Should -Be 'Failure(s)'
        Step-Clock $emulator 700
        ($session | Get-AzQuantumSession).Status | Should -Be 'TimedOut'
    }

    It 'refuses jobs after its end' {
        $session = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $session.AcceptsJobs | Should -BeFalse
        $refusal = try { Submit-EmulatorJob $emulator $session } catch { $_.ErrorDetails.Message }
        $refusal | Should -Match 'InvalidJobDefinition'
    }
}
