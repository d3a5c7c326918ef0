BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    $session = New-AzQuantumSession ionq.simulator

    function New-Job { $session | Submit-AzQuantumSessionJob -InputObject $bell -Name step }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Stop-AzQuantumSessionJob' {
    It 'cancels by <how>, and writes nothing' -ForEach @(
        @{ how = 'id'; command = { Stop-AzQuantumSessionJob -Id $job.Id } }
        @{ how = 'id in the first place'; command = { Stop-AzQuantumSessionJob $job.Id } }
        @{ how = 'id from the pipeline'; command = { $job.Id | Stop-AzQuantumSessionJob } }
        @{ how = 'id and workspace by property name'; command = { [pscustomobject] @{ Id = $job.Id; Workspace = $job.Workspace } | Stop-AzQuantumSessionJob } }
        @{ how = 'object'; command = { Stop-AzQuantumSessionJob -InputObject $job } }
        @{ how = 'object from the pipeline'; command = { $job | Stop-AzQuantumSessionJob } }
    ) {
        $job = New-Job
        & $command | Should -BeNullOrEmpty
        Step-Clock $emulator 1
        ($job | Get-AzQuantumSessionJob).Status | Should -Be 'Cancelled'
    }

    It 'cancels everything that a list gives' {
        1..3 | ForEach-Object { $null = New-Job }
        $session | Get-AzQuantumSessionJob -Status Queued, Waiting, Executing | Stop-AzQuantumSessionJob
        Step-Clock $emulator 1
        $session | Get-AzQuantumSessionJob | Where-Object IsTerminal -EQ $false | Should -BeNullOrEmpty
    }

    It 'writes the job as it is afterwards under -PassThru' {
        $job = New-Job
        Step-Clock $emulator 2
        $stopped = $job | Stop-AzQuantumSessionJob -PassThru
        $stopped.Id | Should -Be $job.Id
        $stopped.Status | Should -BeIn 'CancellationRequested', 'Cancelling', 'Cancelled'
    }

    It 'leaves a job alone that has ended: verbose, no error, and no request but the read' {
        $job = New-Job
        Step-Clock $emulator 60
        $null = Receive-Request $emulator
        $output = $job | Stop-AzQuantumSessionJob -PassThru -Verbose -ErrorAction Stop 4>&1
        ($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }) -join "`n" | Should -Match 'already ended: Succeeded'
        ($output | Where-Object { $_ -is [AzQuantumSession.QuantumSessionJob] }).Status | Should -Be 'Succeeded'
        @(Receive-Request $emulator).method | Should -Be 'GET'
    }

    It 'sends no request under -WhatIf' {
        $job = New-Job
        $null = Receive-Request $emulator
        $job | Stop-AzQuantumSessionJob -WhatIf
        Stop-AzQuantumSessionJob -Id $job.Id -PassThru -WhatIf | Should -BeNullOrEmpty
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'reports an id that is not there, and goes on' {
        $job = New-Job
        "$(New-Guid)", $job.Id | Stop-AzQuantumSessionJob -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,AzQuantumSession.Cmdlets.StopAzQuantumSessionJob'
        Step-Clock $emulator 1
        ($job | Get-AzQuantumSessionJob).Status | Should -Be 'Cancelled'
    }

    It 'cancels nothing for nothing' {
        $null = Receive-Request $emulator
        @() | Stop-AzQuantumSessionJob
        $null | Stop-AzQuantumSessionJob -ErrorAction SilentlyContinue
        { Stop-AzQuantumSessionJob -Id @() } | Should -Throw
        { Stop-AzQuantumSessionJob -InputObject $null } | Should -Throw
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'counts a job as asked to cancel when the answer was lost' {
        $job = New-Job
        $null = Add-Fault $emulator @{ kind = 'reset'; method = 'POST'; path = ':cancel'; afterExecution = $true }
        $job | Stop-AzQuantumSessionJob -ErrorAction Stop
        Step-Clock $emulator 1
        ($job | Get-AzQuantumSessionJob).Status | Should -Be 'Cancelled'
    }

    It 'sends each object of a pipeline back to its own workspace' {
        $other = Start-Emulator '--workspace', 'second'
        $second = Connect-AzQuantumWorkspace -ConnectionString $other.ConnectionString
        $there = New-AzQuantumSession ionq.simulator -Workspace $second | Submit-AzQuantumSessionJob -InputObject $bell
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $here = New-Job
        ($here, $there | Stop-AzQuantumSessionJob -PassThru -ErrorAction Stop).Workspace | Should -Be $here.Workspace, $there.Workspace
    }
}
