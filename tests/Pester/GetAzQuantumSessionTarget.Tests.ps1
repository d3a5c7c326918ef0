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

Describe 'Get-AzQuantumSessionTarget' {
    It 'lists every target with what the service says of it' {
        $targets = Get-AzQuantumSessionTarget
        $targets.Count | Should -BeGreaterThan 10
        $simulator = $targets | Where-Object Id -EQ ionq.simulator
        $simulator.ProviderId | Should -Be 'ionq'
        $simulator.CurrentAvailability | Should -Be 'Available'
        $simulator.AverageQueueTime | Should -BeOfType timespan
        $simulator.AverageQueueTime | Should -Be ([timespan]::FromSeconds(2))
        $simulator.NumQubits | Should -Be 29
        $simulator.Workspace | Should -Be (Get-AzQuantumWorkspaceConnection).Id
        ($targets | Where-Object Id -EQ microsoft.estimator).NumQubits | Should -BeNullOrEmpty
    }

    It 'filters by <what>' -ForEach @(
        @{ what = 'name in the first place'; command = { Get-AzQuantumSessionTarget ionq.simulator }; expected = 'ionq.simulator' }
        @{ what = 'name with wildcards'; command = { Get-AzQuantumSessionTarget -Name '*.H2-1?' }; expected = 'quantinuum.sim.h2-1e' }
        @{ what = 'several names'; command = { Get-AzQuantumSessionTarget ionq.simulator, echo* }; expected = 'ionq.simulator', 'echo-quantinuum' }
        @{ what = 'provider without case'; command = { Get-AzQuantumSessionTarget -ProviderId RIGETTI }; expected = 'rigetti.sim.qvm', 'rigetti.qpu.ankaa-3' }
        @{ what = 'several providers'; command = { Get-AzQuantumSessionTarget *sim* -ProviderId rigetti, pasqal }; expected = 'rigetti.sim.qvm', 'pasqal.sim.emu-tn' }
        @{ what = 'availability'; command = { Get-AzQuantumSessionTarget -ProviderId rigetti, pasqal -Available }; expected = 'rigetti.sim.qvm', 'pasqal.sim.emu-tn' }
    ) {
        (& $command).Id | Should -Be $expected
    }

    It 'is silent when a filter finds nothing' {
        Get-AzQuantumSessionTarget nothing -ErrorAction Stop | Should -BeNullOrEmpty
        Get-AzQuantumSessionTarget -ProviderId nobody -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives what New-AzQuantumSession takes' {
        $target = Get-AzQuantumSessionTarget ionq.simulator
        (New-AzQuantumSession $target).Target | Should -Be 'ionq.simulator'
    }

    It 'reports a service that refuses' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; times = 1 }
        $caught = try { Get-AzQuantumSessionTarget } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'AccessDenied,AzQuantumSession.Cmdlets.GetAzQuantumSessionTarget'
    }

    It 'needs a workspace' {
        Disconnect-AzQuantumWorkspace
        $caught = try { Get-AzQuantumSessionTarget } catch { $_ } finally { $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }
        $caught.FullyQualifiedErrorId | Should -BeLike 'WorkspaceNotConnected,*'
    }
}
