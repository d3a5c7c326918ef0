BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    $impossible = '{"qubits":2,"circuit":[{"gate":"no-such-gate","target":0}]}'

    function New-Job([int] $Count = 1, [string] $Circuit = $bell, [string] $Name = 'step') {
        $session = New-AzQuantumSession ionq.simulator -JobFailurePolicy Continue
        1..$Count | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $Circuit -Name $Name }
    }

    function New-EndedJob([int] $Count = 1, [string] $Circuit = $bell) {
        New-Job $Count $Circuit
        Step-Clock $emulator 60
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Wait-AzQuantumSessionJob' {
    It 'writes a job that has ended, by <how>' -ForEach @(
        @{ how = 'id'; command = { Wait-AzQuantumSessionJob -Id $job.Id } }
        @{ how = 'id in the first place'; command = { Wait-AzQuantumSessionJob $job.Id } }
        @{ how = 'id from the pipeline'; command = { $job.Id | Wait-AzQuantumSessionJob } }
        @{ how = 'id by property name'; command = { [pscustomobject] @{ Id = $job.Id } | Wait-AzQuantumSessionJob } }
        @{ how = 'object'; command = { Wait-AzQuantumSessionJob -InputObject $job } }
        @{ how = 'object from the pipeline'; command = { $job | Wait-AzQuantumSessionJob } }
        @{ how = 'object, twice'; command = { $job, $job | Wait-AzQuantumSessionJob } }
    ) {
        $job = New-EndedJob
        $waited = @(& $command)
        $waited | Should -HaveCount 1
        $waited[0].Id | Should -Be $job.Id
        $waited[0].Status | Should -Be 'Succeeded'
    }

    It 'waits for a status' {
        $job = New-Job
        Step-Clock $emulator 2
        ($job | Wait-AzQuantumSessionJob -Status Executing).Status | Should -Be 'Executing'
    }

    It 'reports a status that cannot come any more' {
        $job = New-EndedJob
        $job | Wait-AzQuantumSessionJob -Status Executing -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'StatusNotReached,*'
        $failure[0].TargetObject.Id | Should -Be $job.Id
        "$($failure[0])" | Should -Match "^Job 'step'"
    }

    It 'is content with the first under -Any' {
        $ended = New-EndedJob
        $open = New-Job
        $waited = $open, $ended | Wait-AzQuantumSessionJob -Any
        $waited | Should -HaveCount 1
        $waited.Id | Should -Be $ended.Id
    }

    It 'reports each that is not done in time, and ends none' {
        $ended = New-EndedJob
        $open = New-Job 2
        $waited = @($open) + $ended | Wait-AzQuantumSessionJob -Timeout 1 -PollingInterval 0.2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $waited.Id | Should -Be $ended.Id
        $failure | Should -HaveCount 2
        $failure.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $failure.TargetObject.Id | Sort-Object | Should -Be ($open.Id | Sort-Object)
        "$($failure[0])" | Should -Match 'The job itself goes on'
        ($open | Get-AzQuantumSessionJob).IsTerminal | Should -Be $false, $false
    }

    It 'turns a failed job into an error with the reason under -ErrorOnFailure' {
        $job = New-EndedJob 1 $impossible
        ($job | Wait-AzQuantumSessionJob -ErrorAction Stop).Status | Should -Be 'Failed'
        $job | Wait-AzQuantumSessionJob -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be 'JobFailed,AzQuantumSession.Cmdlets.WaitAzQuantumSessionJob'
        $failure[0].TargetObject.Status | Should -Be 'Failed'
        $code = $failure[0].TargetObject.ErrorData.Code
        $code | Should -Not -BeNullOrEmpty
        "$($failure[0])" | Should -Match $code
    }

    It 'turns a cancelled job into an error under -ErrorOnFailure' {
        $job = New-Job
        $job | Stop-AzQuantumSessionJob
        Step-Clock $emulator 60
        $job | Wait-AzQuantumSessionJob -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'JobCancelled,*'
    }

    It 'reports an id that is not there, and waits for the others' {
        $job = New-EndedJob
        ("$(New-Guid)", $job.Id | Wait-AzQuantumSessionJob -ErrorVariable failure -ErrorAction SilentlyContinue).Id | Should -Be $job.Id
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'polls many by listing' {
        $jobs = New-Job 12
        $null = Receive-Request $emulator
        $jobs | Wait-AzQuantumSessionJob -Timeout 1 -PollingInterval 0.3 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Receive-Request $emulator | Where-Object path -NotLike '*/jobs' | Should -BeNullOrEmpty
        Step-Clock $emulator 600
        $jobs | Wait-AzQuantumSessionJob | Should -HaveCount 12
    }

    It 'waits for nothing when given nothing' {
        $null = Receive-Request $emulator
        @() | Wait-AzQuantumSessionJob | Should -BeNullOrEmpty
        $null | Wait-AzQuantumSessionJob -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Wait-AzQuantumSessionJob -Id @() } | Should -Throw
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'shows how many are done, and takes its progress bar away' {
        $ended = New-EndedJob
        $open = New-Job -Name slowest
        $shell = [powershell]::Create().AddScript({
            param($module, $workspace, $ids)
            Import-Module $module
            $ids | Wait-AzQuantumSessionJob -Workspace $workspace -Timeout 1 -PollingInterval 0.2 -ErrorAction SilentlyContinue
        }).AddParameters(@((Get-ModulePath), (Get-AzQuantumWorkspaceConnection), @($open.Id, $ended.Id)))
        $null = $shell.Invoke()
        $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Waiting for 2 jobs'
        $progress.StatusDescription | Should -Contain '1 of 2 done'
        $progress.CurrentOperation -like "'slowest' is *" | Should -Not -BeNullOrEmpty
        $progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}
