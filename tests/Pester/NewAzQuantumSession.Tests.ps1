BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'New-AzQuantumSession' {
    It 'opens a session with everything that a client may set' {
        $id = New-Guid
        $session = New-AzQuantumSession -Target ionq.simulator -Name full -ProviderId ionq -JobFailurePolicy Continue -Priority High -Tag a, b -SessionId $id
        $session.Id | Should -Be "$id"
        $session.Name | Should -Be 'full'
        $session.ProviderId | Should -Be 'ionq'
        $session.Target | Should -Be 'ionq.simulator'
        $session.JobFailurePolicy | Should -Be 'Continue'
        $session.Tags | Should -Be 'a', 'b'
        $session.Workspace | Should -Be (Get-AzQuantumWorkspaceConnection).Id
    }

    It 'names a session after its id' {
        $session = New-AzQuantumSession ionq.simulator
        $session.Name | Should -Be "session-$($session.Id)"
    }

    It 'finds the provider of <target>' -ForEach @(
        @{ target = 'quantinuum.sim.h2-1e'; provider = 'quantinuum' }
        @{ target = 'IONQ.Simulator'; provider = 'ionq' }
        @{ target = 'echo-quantinuum'; provider = 'microsoft.test.firstparty' }
    ) {
        (New-AzQuantumSession $target).ProviderId | Should -Be $provider
    }

    It 'says which targets there are when there is none of that name' {
        New-AzQuantumSession no.such.target -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'TargetNotFound,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'no.such.target'
        "$($failure[0])" | Should -Match 'ionq\.simulator'
    }

    It 'can be repeated with the same id, and refuses the id with other content' {
        $id = New-Guid
        $first = New-AzQuantumSession ionq.simulator -Name same -SessionId $id
        (New-AzQuantumSession ionq.simulator -Name same -SessionId $id).CreationTime | Should -Be $first.CreationTime
        New-AzQuantumSession ionq.simulator -Name other -SessionId $id -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceExists,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
    }

    It 'takes targets by property name, and goes on after one that is wrong' {
        $targets = 'ionq.simulator', 'no.such.target', 'rigetti.sim.qvm' | ForEach-Object { [pscustomobject] @{ Target = $_ } }
        $sessions = $targets | New-AzQuantumSession -ErrorVariable failure -ErrorAction SilentlyContinue
        $sessions.Target | Should -Be 'ionq.simulator', 'rigetti.sim.qvm'
        $failure | Should -HaveCount 1
    }

    It 'sends no request under -WhatIf' {
        $null = Receive-Request $emulator
        New-AzQuantumSession ionq.simulator -WhatIf | Should -BeNullOrEmpty
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'acts under -WhatIf:$false' {
        $WhatIfPreference = $true
        New-AzQuantumSession ionq.simulator -WhatIf:$false | Should -HaveCount 1
    }

    It 'asks for the provider once for several sessions' {
        Disconnect-AzQuantumWorkspace
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $null = Receive-Request $emulator
        1..3 | ForEach-Object { $null = New-AzQuantumSession ionq.simulator }
        @(Receive-Request $emulator | Where-Object path -Like '*/providerStatus') | Should -HaveCount 1
    }

    It 'refuses <name> <value>' -ForEach @(
        @{ name = 'JobFailurePolicy'; value = 'Maybe' }
        @{ name = 'Priority'; value = 'Low' }
        @{ name = 'Target'; value = '' }
        @{ name = 'Name'; value = '' }
        @{ name = 'SessionId'; value = 'no-guid' }
        @{ name = 'Workspace'; value = $null }
        @{ name = 'Workspace'; value = '/subscriptions/x' }
    ) {
        $arguments = @{ Target = 'ionq.simulator' }
        $arguments[$name] = $value
        $id = try { New-AzQuantumSession @arguments } catch { $_.FullyQualifiedErrorId }
        $id | Should -Match '^(ParameterArgument|CannotConvertArgument)'
    }
}
