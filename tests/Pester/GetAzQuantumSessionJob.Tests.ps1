BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '10'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    $session = New-AzQuantumSession ionq.simulator
    $other = New-AzQuantumSession ionq.simulator
    foreach ($name in 'first', 'second', 'third') {
        $null = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name $name
        Step-Clock $emulator 1
    }
    $cancelled = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name 'a [fourth]'
    $cancelled | Stop-AzQuantumSessionJob
    Step-Clock $emulator 60
    $running = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name running
    $elsewhere = $other | Submit-AzQuantumSessionJob -InputObject $bell -Name elsewhere
    Step-Clock $emulator 5
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Get-AzQuantumSessionJob' {
    It 'lists the jobs of a session, newest first, by <how>' -ForEach @(
        @{ how = 'session from the pipeline'; command = { $session | Get-AzQuantumSessionJob } }
        @{ how = 'session by name'; command = { Get-AzQuantumSessionJob -Session $session } }
        @{ how = 'session id'; command = { Get-AzQuantumSessionJob -SessionId $session.Id } }
        @{ how = 'session id in the first place'; command = { Get-AzQuantumSessionJob $session.Id } }
        @{ how = 'a session that is read'; command = { Get-AzQuantumSession -Id $session.Id | Get-AzQuantumSessionJob } }
    ) {
        (& $command).Name | Should -Be 'running', 'a [fourth]', 'third', 'second', 'first'
    }

    It 'lists several sessions one after the other' {
        (Get-AzQuantumSessionJob -SessionId $other.Id, $session.Id).Name | Should -Be 'elsewhere', 'running', 'a [fourth]', 'third', 'second', 'first'
        ($other, $session | Get-AzQuantumSessionJob | Select-Object -First 1).Name | Should -Be 'elsewhere'
        (Get-AzQuantumSessionJob -Session (Get-AzQuantumSession)) | Should -HaveCount 6
    }

    It 'reads one by <how>' -ForEach @(
        @{ how = 'id'; command = { Get-AzQuantumSessionJob -Id $running.Id } }
        @{ how = 'id from the pipeline'; command = { $running.Id | Get-AzQuantumSessionJob } }
        @{ how = 'id by property name'; command = { [pscustomobject] @{ Id = $running.Id } | Get-AzQuantumSessionJob } }
        @{ how = 'object'; command = { Get-AzQuantumSessionJob -InputObject $running } }
        @{ how = 'object from the pipeline'; command = { $running | Get-AzQuantumSessionJob } }
        @{ how = 'a row of CSV'; command = { $running | Select-Object Id, Workspace | ConvertTo-Csv | ConvertFrom-Csv | Get-AzQuantumSessionJob } }
    ) {
        $read = @(& $command)
        $read | Should -HaveCount 1
        $read[0].Id | Should -Be $running.Id
        $read[0].Status | Should -Be 'Executing'
    }

    It 'filters by <what>' -ForEach @(
        @{ what = 'name'; filter = @{ Name = 'second' }; expected = 'second' }
        @{ what = 'wildcard without case'; filter = @{ Name = '*R*D' }; expected = 'third' }
        @{ what = 'several names'; filter = @{ Name = 'fir*', 'run*' }; expected = 'running', 'first' }
        @{ what = 'an escaped name'; filter = @{ Name = 'a `[fourth`]' }; expected = 'a [fourth]' }
        @{ what = 'status'; filter = @{ Status = 'cancelled' }; expected = 'a [fourth]' }
        @{ what = 'several statuses'; filter = @{ Status = 'Cancelled', 'Executing' }; expected = 'running', 'a [fourth]' }
        @{ what = 'both'; filter = @{ Status = 'Succeeded'; Name = '*d' }; expected = 'third', 'second' }
    ) {
        ($session | Get-AzQuantumSessionJob @filter).Name | Should -Be $expected
    }

    It 'is silent when a filter finds nothing' {
        $session | Get-AzQuantumSessionJob -Name nothing -ErrorAction Stop | Should -BeNullOrEmpty
        $session | Get-AzQuantumSessionJob -Status Strange -ErrorAction Stop | Should -BeNullOrEmpty
        New-AzQuantumSession ionq.simulator | Get-AzQuantumSessionJob -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives parts' {
        ($session | Get-AzQuantumSessionJob -First 2).Name | Should -Be 'running', 'a [fourth]'
        ($session | Get-AzQuantumSessionJob -Skip 3).Name | Should -Be 'second', 'first'
        ($session | Get-AzQuantumSessionJob -Skip 1 -First 1).Name | Should -Be 'a [fourth]'
        $counted = $session | Get-AzQuantumSessionJob -First 1 -IncludeTotalCount
        "$($counted[0])" | Should -Match '5'
        $counted[1].Name | Should -Be 'running'
    }

    It 'refuses parts of what is no list' {
        $caught = try { Get-AzQuantumSessionJob -Id $running.Id -First 1 } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'PagingNotSupported,*'
        $caught = try { Get-AzQuantumSessionJob -InputObject $running -Skip 1 } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'PagingNotSupported,*'
        $caught = try { $running | Get-AzQuantumSessionJob -Skip 1 } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'PagingNotSupported,*'
    }

    It 'reports what is not there, and goes on' {
        $absent = "$(New-Guid)"
        (Get-AzQuantumSessionJob -Id $absent, $running.Id -ErrorVariable failure -ErrorAction SilentlyContinue).Id | Should -Be $running.Id
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,AzQuantumSession.Cmdlets.GetAzQuantumSessionJob'
        $failure[0].TargetObject | Should -Be $absent
        (Get-AzQuantumSessionJob -SessionId $absent, $other.Id -ErrorVariable failure -ErrorAction SilentlyContinue).Name | Should -Be 'elsewhere'
        $failure[0].TargetObject | Should -Be $absent
    }

    It 'gives nothing for nothing' {
        $null = Receive-Request $emulator
        @() | Get-AzQuantumSessionJob | Should -BeNullOrEmpty
        $null | Get-AzQuantumSessionJob -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Get-AzQuantumSessionJob -Session $null } | Should -Throw
        { Get-AzQuantumSessionJob -SessionId @() } | Should -Throw
        { Get-AzQuantumSessionJob -Id '..' } | Should -Throw
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'reads pages as they are needed' {
        $many = New-AzQuantumSession ionq.simulator
        1..101 | ForEach-Object { $null = Submit-EmulatorJob $emulator $many -Name "job $_" }
        $null = Receive-Request $emulator
        $many | Get-AzQuantumSessionJob | Select-Object -First 1 | Should -HaveCount 1
        @(Receive-Request $emulator) | Should -HaveCount 1
        $many | Get-AzQuantumSessionJob | Should -HaveCount 101
        @(Receive-Request $emulator) | Should -HaveCount 2
    }
}
