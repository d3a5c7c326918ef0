BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $open = New-AzQuantumSession ionq.simulator -Name 'open run'
    $ended = New-AzQuantumSession ionq.simulator -Name ended | Stop-AzQuantumSession -PassThru

    function Complete([string] $Text) {
        ([System.Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null)).CompletionMatches
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Tab' {
    It '<text> gives <expected>' -ForEach @(
        @{ text = 'New-AzQuantumSession -Target ionq.s'; expected = 'ionq.simulator' }
        @{ text = 'New-AzQuantumSession ionq.s'; expected = 'ionq.simulator' }
        @{ text = "New-AzQuantumSession -Target 'ionq.s"; expected = "'ionq.simulator'" }
        @{ text = 'New-AzQuantumSession -ProviderId rig'; expected = 'rigetti' }
        @{ text = 'New-AzQuantumSession -JobFailurePolicy C'; expected = 'Continue' }
        @{ text = 'Get-AzQuantumSession -Status Fail'; expected = "'Failure(s)'", 'Failed' }
        @{ text = 'Get-AzQuantumSession -OrderBy Na'; expected = 'Name' }
        @{ text = 'Get-AzQuantumSession -Name op'; expected = "'open run'" }
        @{ text = 'Get-AzQuantumSession en'; expected = 'ended' }
        @{ text = 'Wait-AzQuantumSession -Status Succ'; expected = 'Succeeded' }
    ) {
        (Complete $text).CompletionText | Should -Be $expected
    }

    It 'gives ids, shown by name' {
        $offered = Complete 'Get-AzQuantumSession -Id '
        $offered.CompletionText | Sort-Object | Should -Be ($open.Id, $ended.Id | Sort-Object)
        $offered.ListItemText | Should -Contain 'open run'
        $offered.ToolTip | Should -Match 'ionq.simulator'
    }

    It 'gives only open sessions where only they make sense' {
        (Complete 'Stop-AzQuantumSession -Id ').CompletionText | Should -Be $open.Id
        (Complete 'Wait-AzQuantumSession ope').CompletionText | Should -Be $open.Id
    }

    It 'asks the workspace once for several completions' {
        $null = Complete 'New-AzQuantumSession -Target ionq'
        $null = Receive-Request $emulator
        $null = Complete 'New-AzQuantumSession -Target ionq'
        $null = Complete 'New-AzQuantumSession -ProviderId io'
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'is silent when nothing is connected, and when the workspace does not answer' {
        $slow = Start-Emulator
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $slow.ConnectionString
        $null = Add-Fault $slow @{ kind = 'delay'; delaySeconds = 300; times = 0 }
        Complete 'New-AzQuantumSession -ProviderId rig' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
        Disconnect-AzQuantumWorkspace
        Complete 'New-AzQuantumSession -ProviderId rig' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
        Clear-Fault $slow
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    }
}

Describe 'Tab for jobs' {
    BeforeAll {
        $frozen = Start-Emulator '--frozen-clock'
        $null = Connect-AzQuantumWorkspace -ConnectionString $frozen.ConnectionString
        $session = New-AzQuantumSession ionq.simulator
        $done = Submit-EmulatorJob $frozen $session -Name done
        Step-Clock $frozen 60
        $running = Submit-EmulatorJob $frozen $session -Name 'step 1'
    }

    AfterAll { $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }

    It '<command> gives every job''s id, shown by name' -ForEach @(
        @{ command = 'Get-AzQuantumSessionJob -Id ' }
        @{ command = 'Receive-AzQuantumSessionJob ' }
    ) {
        $offered = Complete $command
        $offered.CompletionText | Sort-Object | Should -Be ($done, $running | Sort-Object)
        $offered.ListItemText | Should -Contain 'step 1'
        $offered.ToolTip | Should -Match 'ionq.simulator'
    }

    It '<command> gives only jobs that have not ended' -ForEach @(
        @{ command = 'Stop-AzQuantumSessionJob -Id ' }
        @{ command = 'Wait-AzQuantumSessionJob st' }
    ) {
        (Complete $command).CompletionText | Should -Be $running
    }

    It '<text> gives <expected>' -ForEach @(
        @{ text = 'Get-AzQuantumSessionJob -Status Cancel'; expected = 'CancellationRequested', 'Cancelling', 'Cancelled' }
        @{ text = 'Wait-AzQuantumSessionJob -Status Ex'; expected = 'Executing' }
        @{ text = 'Use-AzQuantumSession rigetti.s'; expected = 'rigetti.sim.qvm' }
        @{ text = 'Get-AzQuantumSessionTarget pasqal.q'; expected = 'pasqal.qpu.fresnel' }
        @{ text = 'Get-AzQuantumSessionTarget -ProviderId quan'; expected = 'quantinuum' }
    ) {
        (Complete $text).CompletionText | Should -Be $expected
    }

    It 'gives the ids of open sessions to submit to' {
        (Complete 'Submit-AzQuantumSessionJob x -SessionId ').CompletionText | Should -Be $session.Id
    }
}
