# What users type at the console, in few lines: a test for each task, through several commands. The other tests cover each command.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $subscription = '99999999-2222-3333-4444-555555555555'
    $lab = Start-Emulator '--access-token', 'a.b.c', '--subscription', $subscription, '--resource-group', 'lab-rg', '--workspace', 'lab'
    $emulator = Start-Emulator '--access-token', 'a.b.c', '--queue-time', '0.05', '--job-duration', '0.1',
        '--also-workspace', "lab@lab-rg@$subscription@$($lab.Endpoint)"
    $connection = @{
        WorkspaceName           = 'emulator'
        ResourceManagerEndpoint = $emulator.Endpoint
        AccessToken             = ConvertTo-SecureString 'a.b.c' -AsPlainText
    }
    $null = Connect-AzQuantumWorkspace @connection

    $bell = @{ qubits = 2; circuit = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 } }
    $flip = @{ qubits = 2; circuit = , @{ gate = 'x'; target = 0 } }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'A user at the console' {
    It 'closes what was forgotten in all workspaces' {
        $workspaces = Get-AzQuantumWorkspaceConnection -ListAvailable
        $forgotten = $workspaces | ForEach-Object { New-AzQuantumSession ionq.simulator forgotten -Workspace $_ }

        $workspaces | Get-AzQuantumSession -Open -OlderThan 30m | Stop-AzQuantumSession -PassThru | Should -BeNullOrEmpty
        $workspaces | Get-AzQuantumSession -Open -OlderThan 0s | Stop-AzQuantumSession -WhatIf
        ($workspaces | Get-AzQuantumSession -Open).Id | Should -Be $forgotten.Id
        $closed = $workspaces | Get-AzQuantumSession -Open -OlderThan 0s | Stop-AzQuantumSession -PassThru
        $closed.Id | Should -Be $forgotten.Id
        $closed.Workspace | Should -Be $workspaces.Id
        $workspaces | Get-AzQuantumSession -Open | Should -BeNullOrEmpty
    }

    It 'limits how long a session is open, with and without a block' {
        $output = Use-AzQuantumSession ionq.simulator -Name limited -MaxDuration 100ms -KeepAliveWarning {
            'started'
            # Nobody closes the session, so the wait does not end by itself.
            $_ | Wait-AzQuantumSession
            'not reached'
        } -ErrorAction SilentlyContinue -ErrorVariable limit
        $output | Should -Be 'started'
        $limit[-1].FullyQualifiedErrorId | Should -BeLike 'SessionLimitExceeded,*'
        (Get-AzQuantumSession limited).Status | Should -Be 'Succeeded'

        $session = New-AzQuantumSession ionq.simulator -MaxDuration 1h
        $session | Wait-AzQuantumSession -MaxDuration 0 -ErrorAction SilentlyContinue -ErrorVariable limit
        $limit[-1].FullyQualifiedErrorId | Should -BeLike 'SessionLimitExceeded,*'
        ($session | Get-AzQuantumSession).Status | Should -Be 'Succeeded'
    }

    It 'runs a block on several targets, with arguments, nested blocks, and parallel blocks' {
        $prefix = 'on'
        $lines = Use-AzQuantumSession ionq.simulator, rigetti.sim.qvm -Name compared -ArgumentList '!' {
            param($Session, $Mark)
            1..2 | ForEach-Object { "$prefix $($Session.Target) $_$Mark" }
            $module = Get-ModulePath
            1..2 | ForEach-Object -Parallel {
                Import-Module $using:module
                ($using:_ | Get-AzQuantumSession).Status
            }
        }
        $lines | Should -Be 'on ionq.simulator 1!', 'on ionq.simulator 2!', 'Waiting', 'Waiting',
            'on rigetti.sim.qvm 1!', 'on rigetti.sim.qvm 2!', 'Waiting', 'Waiting'

        { Use-AzQuantumSession ionq.simulator, rigetti.sim.qvm -Name compared { throw "no $($_.Target)" } } | Should -Throw 'no ionq.simulator'
        (Get-AzQuantumSession compared).Status | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'waits, receives, and runs blocks in background jobs' {
        $session = New-AzQuantumSession ionq.simulator background
        $ended = $session | Wait-AzQuantumSession -AsJob
        $received = $session | Submit-AzQuantumSessionJob -InputObject $flip | Receive-AzQuantumSessionJob -Wait -AsJob
        $used = Use-AzQuantumSession ionq.simulator -AsJob {
            $_ | Submit-AzQuantumSessionJob -InputObject $using:flip -Wait | Receive-AzQuantumSessionJob -AsHashtable
        }

        # The outcome has two bits, because the connection of the job knows the circuit.
        ($received | Receive-Job -Wait -AutoRemoveJob).Histogram.Outcome | Should -Be '01'
        ($used | Receive-Job -Wait -AutoRemoveJob)['01'] | Should -Be 1
        $session | Stop-AzQuantumSession
        ($ended | Receive-Job -Wait -AutoRemoveJob).Id | Should -Be $session.Id
    }

    It 'computes with results, and exports them as a table' {
        $results = Use-AzQuantumSession ionq.simulator {
            $_ | Submit-AzQuantumSessionJob -InputObject $bell, $flip -Shots 100
        } | Receive-AzQuantumSessionJob -Wait
        $results = $results | Sort-Object { $_.Histogram.Count } -Descending

        ($results | Measure-AzQuantumSessionResult ZZ, IZ).Value | Should -Be 1, 0, -1, -1
        ($results | Measure-AzQuantumSessionResult -Parity).Value | Should -Be 1, -1
        ($results | Measure-AzQuantumSessionResult -Hamiltonian @{ II = 0.5; ZZ = 2 }).Value | Should -Be 2.5, -1.5
        ($results[1] | Measure-AzQuantumSessionResult -Qubit 1)['0'] | Should -Be 1
        $distance = $results | Measure-AzQuantumSessionResult -Reference $results[0]
        $distance.TotalVariationDistance | Should -Be 0, 1
        $distance.HellingerFidelity | Should -Be 1, 0
        $interval = $results[0] | Measure-AzQuantumSessionResult | Where-Object Outcome -EQ '00'
        $interval.LowerBound | Should -BeGreaterThan 0.4
        $interval.UpperBound | Should -BeLessThan 0.6

        $rows = $results.JobId | Receive-AzQuantumSessionJob -AsTable | ConvertTo-Csv | ConvertFrom-Csv
        ($rows[0].PSObject.Properties.Name | Where-Object { $_ -match '^[01]+$' }) | Should -Be '00', '01', '11'
        $rows.'00' | Should -Be '0.5', '0'
        $rows.'01' | Should -Be '0', '1'
    }

    It 'sees where the time of a session went, in the terminal, as numbers, and in a report' {
        $session = New-AzQuantumSession ionq.simulator looked-at
        $jobs = $session | Submit-AzQuantumSessionJob -InputObject $bell, $flip -Name look -Wait
        $session | Stop-AzQuantumSession
        $jobs | Should -HaveCount 2

        $chart = $session | Show-AzQuantumSession -Follow *>&1 | Out-String -Width 80
        $chart | Should -Match 'looked-at on ionq\.simulator: Succeeded'
        ($chart -split '\r?\n' -match '^look ') | Should -HaveCount 2
        $timing = ($session | Get-AzQuantumSession -IncludeJobs).Timing
        $timing.BusyTime | Should -BeGreaterThan 0
        $timing.BusyTime + $timing.QueuedTime + $timing.IdleTime | Should -Be $timing.Elapsed

        $file = $session | Export-AzQuantumSessionReport (Join-Path $TestDrive 'look.html') -PassThru
        $html = Get-Content -Raw $file
        $html | Should -Match 'looked-at'
        $html | Should -Match '(?s)class="timeline".*class="bars".*</html>\s*$'
        $html | Should -Not -Match '<script|src=|@import'
    }

    It 'reacts to each change of a session' {
        $session = New-AzQuantumSession ionq.simulator watched
        $seen = Get-AzQuantumSession watched -Follow -PollingInterval 100ms | ForEach-Object {
            $_.Status
            if ($_.Status -eq 'Waiting') { $null = $session | Submit-AzQuantumSessionJob -InputObject $bell }
            if ($_.Status -eq 'Executing') { $_ | Stop-AzQuantumSession }
        }
        $seen | Should -Be 'Waiting', 'Executing', 'Succeeded'
    }

    It 'waits for sessions by id, by name, in several workspaces, and for the first' {
        $far = New-AzQuantumSession ionq.simulator wait-far -Workspace (Get-AzQuantumWorkspaceConnection -ListAvailable | Where-Object Name -EQ lab)
        $near = New-AzQuantumSession ionq.simulator wait-near
        $last = New-AzQuantumSession ionq.simulator wait-last
        (Wait-AzQuantumSession -Name wait-* -Status Waiting).Name | Sort-Object | Should -Be 'wait-last', 'wait-near'

        $far | Stop-AzQuantumSession
        ($last, $far | Wait-AzQuantumSession -Any).Id | Should -Be $far.Id
        $near, $last | Stop-AzQuantumSession
        (Wait-AzQuantumSession $near.Id, $last.Id -Timeout 1m).Id | Sort-Object | Should -Be ($near.Id, $last.Id | Sort-Object)
    }

    It 'reads counts where the provider returns probabilities only' {
        $result = Use-AzQuantumSession ionq.simulator {
            $_ | Submit-AzQuantumSessionJob -InputObject $bell -Shots 500 -Name counted
        } | Receive-AzQuantumSessionJob -Wait
        $result.ShotCount | Should -Be 500
        $result.Shots | Should -BeNullOrEmpty
        $result.Histogram.Count | Should -Be 2
        ($result.Histogram | Measure-Object Count -Sum).Sum | Should -Be 500
        $result.IsCountDerived | Should -BeTrue
        $result | Out-String | Should -Match '~250'
    }

    It 'says dates as people do' {
        $session = New-AzQuantumSession ionq.simulator dated
        foreach ($date in '2h', 'yesterday', '2026-01-31', '2026-01-31T14:30:00Z', [datetime]::Now.AddDays(-1), [timespan]::FromHours(1)) {
            (Get-AzQuantumSession dated -CreatedAfter $date).Id | Should -Be $session.Id -Because "$date is before the session"
            Get-AzQuantumSession dated* -CreatedBefore $date | Should -BeNullOrEmpty -Because "$date is before the session"
        }

        { Get-AzQuantumSession -CreatedAfter 'last week' } | Should -Throw "*'last week' is not a date*2h*yesterday*2026-01-31*"
        $session | Stop-AzQuantumSession
    }
}
