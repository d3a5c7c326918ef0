BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $alpha = New-AzQuantumSession ionq.simulator -Name alpha -Tag x
    Step-Clock $emulator 60
    $beta = New-AzQuantumSession rigetti.sim.qvm -Name beta -Tag x, y
    Step-Clock $emulator 60
    $gamma = New-AzQuantumSession echo-quantinuum -Name 'gamma [1]' -Tag y
    $gamma = $gamma | Stop-AzQuantumSession -PassThru
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Get-AzQuantumSession, listing' {
    It 'gives the newest first' {
        (Get-AzQuantumSession).Name | Should -Be 'gamma [1]', 'beta', 'alpha'
    }

    It 'narrows by <arguments>' -ForEach @(
        @{ arguments = @{ Name = 'a*' }; names = 'alpha' }
        @{ arguments = @{ Name = 'ALPHA', 'b?ta' }; names = 'beta', 'alpha' }
        @{ arguments = @{ Name = 'gamma `[1`]' }; names = 'gamma [1]' }
        @{ arguments = @{ Status = 'waiting' }; names = 'beta', 'alpha' }
        @{ arguments = @{ Status = 'Succeeded', 'Failure(s)' }; names = 'gamma [1]' }
        @{ arguments = @{ ProviderId = 'ionq' }; names = 'alpha' }
        @{ arguments = @{ ProviderId = 'Microsoft.Test.FirstParty' }; names = 'gamma [1]' }
        @{ arguments = @{ Target = 'ionq.simulator', 'rigetti.sim.qvm' }; names = 'beta', 'alpha' }
        @{ arguments = @{ Tag = 'x' }; names = 'beta', 'alpha' }
        @{ arguments = @{ Tag = 'x', 'Y' }; names = 'beta' }
        @{ arguments = @{ Name = '*a*'; Status = 'Waiting'; Tag = 'y' }; names = 'beta' }
    ) {
        (Get-AzQuantumSession @arguments).Name | Should -Be $names
    }

    It 'narrows by the very instant of opening' {
        (Get-AzQuantumSession -CreatedAfter $beta.CreationTime).Name | Should -Be 'gamma [1]', 'beta'
        (Get-AzQuantumSession -CreatedBefore $beta.CreationTime).Name | Should -Be 'beta', 'alpha'
        (Get-AzQuantumSession -CreatedAfter $beta.CreationTime.LocalDateTime -CreatedBefore $beta.CreationTime.LocalDateTime).Name | Should -Be 'beta'
    }

    It 'is silent when nothing matches' {
        Get-AzQuantumSession -Name nobody -ErrorAction Stop | Should -BeNullOrEmpty
        Get-AzQuantumSession -Status NoSuchStatus -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'orders by <by>' -ForEach @(
        @{ by = 'Name'; names = 'alpha', 'beta', 'gamma [1]' }
        @{ by = 'CreationTime'; names = 'alpha', 'beta', 'gamma [1]' }
        @{ by = 'Target'; names = 'gamma [1]', 'alpha', 'beta' }
    ) {
        (Get-AzQuantumSession -OrderBy $by).Name | Should -Be $names
        [array]::Reverse($names)
        (Get-AzQuantumSession -OrderBy $by -Descending).Name | Should -Be $names
    }

    It 'pages' {
        (Get-AzQuantumSession -First 2).Name | Should -Be 'gamma [1]', 'beta'
        (Get-AzQuantumSession -Skip 1 -First 1).Name | Should -Be 'beta'
        (Get-AzQuantumSession -Skip 2).Name | Should -Be 'alpha'
        Get-AzQuantumSession -First 0 | Should -BeNullOrEmpty
        $counted = Get-AzQuantumSession -First 1 -IncludeTotalCount
        $counted[0] | Should -Be 3
        $counted[1].Name | Should -Be 'gamma [1]'
    }

    It 'refuses paging where there is no list' {
        { Get-AzQuantumSession -Id $alpha.Id -First 1 } | Should -Throw -ErrorId 'PagingNotSupported,*'
    }

    It 'lists nothing for nothing' {
        $null = Receive-Request $emulator
        @() | Get-AzQuantumSession | Should -BeNullOrEmpty
        $null | Get-AzQuantumSession -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Get-AzQuantumSession -Id $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        { Get-AzQuantumSession -Name $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        { Get-AzQuantumSession -InputObject $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        Receive-Request $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Get-AzQuantumSession, single ones' {
    It 'reads by id' {
        (Get-AzQuantumSession -Id $alpha.Id, $beta.Id).Name | Should -Be 'alpha', 'beta'
        ($alpha.Id, $beta.Id | Get-AzQuantumSession).Name | Should -Be 'alpha', 'beta'
        ([pscustomobject] @{ Id = $alpha.Id } | Get-AzQuantumSession).Name | Should -Be 'alpha'
    }

    It 'takes a name that is a GUID as an id' {
        (Get-AzQuantumSession $alpha.Id).Name | Should -Be 'alpha'
        (Get-AzQuantumSession $alpha.Id, 'bet*').Name | Should -Be 'alpha', 'beta'
    }

    It 'reads an object anew' {
        ($alpha | Get-AzQuantumSession).Id | Should -Be $alpha.Id
        (Get-AzQuantumSession -InputObject $alpha, $beta).Name | Should -Be 'alpha', 'beta'
    }

    It 'reports an id that is not there, and goes on' {
        $absent = "$(New-Guid)"
        $found = $alpha.Id, $absent, $beta.Id | Get-AzQuantumSession -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'alpha', 'beta'
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be $absent
    }

    It 'stops at the first error when it is told to' {
        $seen = try { "$(New-Guid)", $alpha.Id | Get-AzQuantumSession -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        $seen | Should -BeLike 'NotFound,*'
    }
}

Describe 'what a session is' {
    It 'has its own properties and nothing else in JSON and CSV' {
        $properties = [AzQuantumSession.QuantumSession].GetProperties().Name | Sort-Object
        ($alpha | ConvertTo-Json -Depth 5 | ConvertFrom-Json).psobject.Properties.Name | Sort-Object | Should -Be $properties
        ($alpha | ConvertTo-Csv | ConvertFrom-Csv).psobject.Properties.Name | Sort-Object | Should -Be $properties
    }

    It 'cannot be changed' {
        { $alpha.Status = 'Succeeded' } | Should -Throw
        { [AzQuantumSession.QuantumSession]::new() } | Should -Throw
        { [AzQuantumSession.QuantumSession] @{ Id = 'x' } } | Should -Throw
    }

    It 'stands where an id is asked for' {
        (Get-AzQuantumSession -Id $alpha).Name | Should -Be 'alpha'
        "$alpha" | Should -Be $alpha.Id
    }
}

Describe 'a thousand sessions' {
    BeforeAll {
        $many = Start-Emulator
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $many.ConnectionString
        1..1000 | ForEach-Object -ThrottleLimit 8 -Parallel {
            $e = $using:many
            $uri = "$($e.Endpoint)/subscriptions/$($e.SubscriptionId)/resourceGroups/$($e.ResourceGroup)/providers/Microsoft.Quantum/workspaces/$($e.Workspace)/sessions/$(New-Guid)?api-version=2026-01-15-preview"
            $body = "{`"itemType`":`"Session`",`"name`":`"s$_`",`"providerId`":`"ionq`",`"target`":`"ionq.simulator`"}"
            $null = Invoke-RestMethod -Method Put -Uri $uri -Headers @{ 'x-ms-quantum-api-key' = $e.ApiKey } -Body $body -ContentType application/json
        }
    }

    AfterAll {
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    }

    It 'are read in ten pages' {
        $null = Receive-Request $many
        @(Get-AzQuantumSession -Workspace $workspace) | Should -HaveCount 1000
        @(Receive-Request $many | Where-Object path -Like '*/sessions') | Should -HaveCount 10
    }

    It 'ask one page for <how>' -ForEach @(
        @{ how = 'Select-Object -First 1'; command = { Get-AzQuantumSession | Select-Object -First 1 } }
        @{ how = '-First 1'; command = { Get-AzQuantumSession -First 1 } }
        @{ how = '-Skip 10 -First 90'; command = { Get-AzQuantumSession -Skip 10 -First 90 | Select-Object -First 1 } }
        @{ how = '-Name and Select-Object -First 1'; command = { Get-AzQuantumSession -Name s* | Select-Object -First 1 } }
    ) {
        $null = Receive-Request $many
        & $command | Should -HaveCount 1
        @(Receive-Request $many) | Should -HaveCount 1
    }
}

Describe 'Get-AzQuantumSession -IncludeJobs' {
    BeforeAll {
        $frozen = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10', '--workspace', 'jobs'
        $jobWorkspace = Connect-AzQuantumWorkspace -ConnectionString $frozen.ConnectionString
        $impossible = '{"qubits":2,"circuit":[{"gate":"no-such-gate","target":0}]}'
    }

    AfterAll { $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }

    It 'gives the jobs, newest first, and how many there are by status' {
        $session = New-AzQuantumSession ionq.simulator -JobFailurePolicy Continue
        foreach ($name in 'one', 'two') { $null = Submit-EmulatorJob $frozen $session -Name $name; Step-Clock $frozen 1 }
        $null = Submit-EmulatorJob $frozen $session -Name bad -Circuit $impossible
        Step-Clock $frozen 60
        $read = $session | Get-AzQuantumSession -IncludeJobs
        $read.Jobs.Name | Should -Be 'bad', 'two', 'one'
        $read.JobSummary['Succeeded'] | Should -Be 2
        $read.JobSummary['Failed'] | Should -Be 1
        $read.LastActivityTime | Should -Be ($read.Jobs.EndExecutionTime | Measure-Object -Maximum).Maximum
        $read.IdleTimeoutTime | Should -Be ($read.LastActivityTime + [timespan]::FromMinutes(10))
    }

    It 'says when the service will time out a session without jobs' {
        $session = New-AzQuantumSession ionq.simulator
        $read = Get-AzQuantumSession -Id $session.Id -IncludeJobs
        $read.Jobs | Should -HaveCount 0
        $read.LastActivityTime | Should -Be $session.CreationTime
        $read.IdleTimeoutTime | Should -Be ($session.CreationTime + [timespan]::FromMinutes(10))
    }

    It 'foresees no timeout while a job runs, nor after the end' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Submit-EmulatorJob $frozen $session
        Step-Clock $frozen 2
        ($session | Get-AzQuantumSession -IncludeJobs).IdleTimeoutTime | Should -BeNullOrEmpty
        $session | Stop-AzQuantumSession
        Step-Clock $frozen 60
        $read = $session | Get-AzQuantumSession -IncludeJobs
        $read.Status | Should -Be 'Succeeded'
        $read.IdleTimeoutTime | Should -BeNullOrEmpty
    }

    It 'is on demand only' {
        $session = New-AzQuantumSession ionq.simulator
        $null = Receive-Request $frozen
        $read = $session | Get-AzQuantumSession
        $read.Jobs | Should -BeNullOrEmpty
        $read.JobSummary | Should -BeNullOrEmpty
        $read.IdleTimeoutTime | Should -BeNullOrEmpty
        @(Receive-Request $frozen) | Should -HaveCount 1
    }

    It 'works with a list' {
        $listed = Get-AzQuantumSession -First 2 -IncludeJobs
        $listed | Should -HaveCount 2
        $listed | ForEach-Object { $null -ne $_.Jobs | Should -BeTrue }
    }

    It 'refuses parts of what is no list, also from the pipeline' {
        $session = New-AzQuantumSession ionq.simulator
        { $session | Get-AzQuantumSession -First 1 } | Should -Throw -ErrorId 'PagingNotSupported,*'
    }
}
