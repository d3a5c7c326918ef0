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

Describe 'Wait-AzQuantumSession' {
    It 'writes a session that has ended, by <how>' -ForEach @(
        @{ how = 'id'; command = { Wait-AzQuantumSession -Id $session.Id } }
        @{ how = 'id in the first place'; command = { Wait-AzQuantumSession $session.Id } }
        @{ how = 'id from the pipeline'; command = { $session.Id | Wait-AzQuantumSession } }
        @{ how = 'object'; command = { Wait-AzQuantumSession -InputObject $session } }
        @{ how = 'object from the pipeline'; command = { $session | Wait-AzQuantumSession } }
        @{ how = 'object, twice'; command = { $session, $session | Wait-AzQuantumSession } }
    ) {
        $session = New-AzQuantumSession ionq.simulator
        $session | Stop-AzQuantumSession
        $waited = @(& $command)
        $waited | Should -HaveCount 1
        $waited[0].Status | Should -Be 'Succeeded'
    }

    It 'follows on New and Stop in one pipeline' {
        (New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru | Wait-AzQuantumSession).Status | Should -Be 'Succeeded'
    }

    It 'waits for a status' {
        $session = New-AzQuantumSession ionq.simulator
        ($session | Wait-AzQuantumSession -Status Waiting, Executing).Status | Should -Be 'Waiting'
        $null = Submit-EmulatorJob $emulator $session
        Step-Clock $emulator 2
        ($session | Wait-AzQuantumSession -Status Executing).Status | Should -Be 'Executing'
    }

    It 'reports a status that cannot come any more' {
        $session = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $session | Wait-AzQuantumSession -Status Executing -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'StatusNotReached,*'
        $failure[0].TargetObject.Id | Should -Be $session.Id
    }

    It 'is content with the first under -Any' {
        $open = New-AzQuantumSession ionq.simulator
        $ended = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $waited = $open, $ended | Wait-AzQuantumSession -Any
        $waited | Should -HaveCount 1
        $waited.Id | Should -Be $ended.Id
    }

    It 'reports each session that is not done in time, and ends none' {
        $open = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }
        $ended = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $waited = @($open) + $ended | Wait-AzQuantumSession -Timeout 2 -PollingInterval 0.2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $waited.Id | Should -Be $ended.Id
        $failure | Should -HaveCount 2
        $failure.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure.TargetObject.Id | Sort-Object | Should -Be ($open.Id | Sort-Object)
        ($open | Get-AzQuantumSession).Status | Should -Be 'Waiting', 'Waiting'
    }

    It 'turns a failed session into an error with the reason under -ErrorOnFailure' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Submit-EmulatorJob $emulator $session -Circuit $impossible
        Step-Clock $emulator 60
        ($session | Wait-AzQuantumSession).Status | Should -Be 'Failed'
        $session | Wait-AzQuantumSession -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'SessionFailed,*'
        $failure[0].TargetObject.Status | Should -Be 'Failed'
    }

    It 'turns a session that timed out into an error under -ErrorOnFailure' {
        $session = New-AzQuantumSession ionq.simulator
        Step-Clock $emulator 700
        $session | Wait-AzQuantumSession -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'SessionTimedOut,*'
        "$($failure[0])" | Should -Match '10 minutes'
    }

    It 'reports an id that is not there, and waits for the others' {
        $ended = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $waited = "$(New-Guid)", $ended.Id | Wait-AzQuantumSession -ErrorVariable failure -ErrorAction SilentlyContinue
        $waited.Id | Should -Be $ended.Id
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'polls many by listing' {
        $sessions = 1..12 | ForEach-Object { New-AzQuantumSession ionq.simulator }
        $null = Receive-Request $emulator
        $sessions | Wait-AzQuantumSession -Timeout 2 -PollingInterval 0.5 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $requests = Receive-Request $emulator
        $requests | Where-Object path -NotLike '*/sessions' | Should -BeNullOrEmpty
        $sessions | Stop-AzQuantumSession
        $sessions | Wait-AzQuantumSession | Should -HaveCount 12
    }

    It 'waits for nothing when given nothing' {
        $null = Receive-Request $emulator
        @() | Wait-AzQuantumSession | Should -BeNullOrEmpty
        $null | Wait-AzQuantumSession -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'refuses the time <value>' -ForEach @(@{ value = -1 }, @{ value = 'soon' }, @{ value = 1e12 }) {
        $id = try { Wait-AzQuantumSession -Id (New-Guid) -Timeout $value } catch { $_.FullyQualifiedErrorId }
        $id | Should -Match '^(ParameterArgumentTransformationError|CannotConvertArgument)'
    }

    It 'takes a TimeSpan, a number and a text as a time' -ForEach @(
        @{ value = [timespan]::FromSeconds(1) }, @{ value = 1 }, @{ value = '1' }, @{ value = '00:00:01' }
    ) {
        $session = New-AzQuantumSession ionq.simulator
        $session | Wait-AzQuantumSession -Timeout $value -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match '00:00:01'
    }

    It 'shows how many are done, and takes its progress bar away' {
        $open = New-AzQuantumSession ionq.simulator -Name slowest
        $ended = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $shell = [powershell]::Create().AddScript({
            param($module, $workspace, $ids)
            Import-Module $module
            $ids | Wait-AzQuantumSession -Workspace $workspace -Timeout 1 -PollingInterval 0.2 -ErrorAction SilentlyContinue
        }).AddParameters(@((Get-ModulePath), (Get-AzQuantumWorkspaceConnection), @($open.Id, $ended.Id)))
        $null = $shell.Invoke()
        $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Waiting for 2 sessions'
        $progress.StatusDescription | Should -Contain '1 of 2 done'
        $progress.CurrentOperation | Should -Contain "'slowest' is Waiting"
        $progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}

Describe 'Wait-AzQuantumSession -MaxCost' {
    It 'closes a session that costs more, asks its jobs to cancel, and says so' {
        $session = New-AzQuantumSession ionq.qpu.aria-1
        $null = Submit-EmulatorJob $emulator $session -Shots 1000
        Step-Clock $emulator 20
        $unfinished = Submit-EmulatorJob $emulator $session
        $null = Receive-Request $emulator
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 20 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15 -Because 'nothing is left to wait for'
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'CostLimitExceeded,AzQuantumSession.Cmdlets.WaitAzQuantumSession'
        $failure[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failure[0].TargetObject.Id | Should -Be $session.Id
        "$($failure[0])" | Should -Match 'USD.*more than the limit of 0\.5'
        $posted = (Receive-Request $emulator | Where-Object method -EQ POST).path
        $posted[0] | Should -BeLike "*/jobs/$($unfinished):cancel"
        $posted[1] | Should -BeLike "*/sessions/$($session.Id):close"
        Step-Clock $emulator 5
        ($session | Get-AzQuantumSession).IsTerminal | Should -BeTrue
    }

    It 'lets a session be that costs less' {
        $session = New-AzQuantumSession ionq.qpu.aria-1
        $null = Submit-EmulatorJob $emulator $session
        $session | Stop-AzQuantumSession
        Step-Clock $emulator 20
        ($session | Wait-AzQuantumSession -MaxCost 1000 -Timeout 10 -ErrorAction Stop).Status | Should -Be 'Succeeded'
    }

    It 'says that a session cost more which has ended, and sends it nothing' {
        $session = New-AzQuantumSession ionq.qpu.aria-1
        $null = Submit-EmulatorJob $emulator $session -Shots 1000
        $session | Stop-AzQuantumSession
        Step-Clock $emulator 20
        $null = Receive-Request $emulator
        $session | Wait-AzQuantumSession -MaxCost 0.5 -Timeout 10 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'It has ended'
        Receive-Request $emulator | Where-Object method -NE GET | Should -BeNullOrEmpty
    }

    It 'sends no request under -WhatIf' {
        $session = New-AzQuantumSession ionq.qpu.aria-1
        $null = Receive-Request $emulator
        $session | Wait-AzQuantumSession -MaxCost 1 -WhatIf | Should -BeNullOrEmpty
        Wait-AzQuantumSession -Id $session.Id -MaxCost 1 -WhatIf | Should -BeNullOrEmpty
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'refuses a limit below nothing' {
        { Wait-AzQuantumSession -Id x -MaxCost -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
