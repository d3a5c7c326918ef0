# What an admin types, in a full PowerShell. The engine tests cover the other cases.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $subscription = '99999999-2222-3333-4444-555555555555'
    $lab = Start-Emulator '--access-token', 'a.b.c', '--subscription', $subscription, '--resource-group', 'lab-rg', '--workspace', 'lab'
    $prod = Start-Emulator '--access-token', 'a.b.c', '--queue-time', '0.1', '--job-duration', '0.3',
        '--also-workspace', "lab@lab-rg@$subscription@$($lab.Endpoint)", '--also-workspace', "locked@lab-rg@$subscription"
    $connection = @{
        WorkspaceName           = 'emulator'
        ResourceManagerEndpoint = $prod.Endpoint
        AccessToken             = ConvertTo-SecureString 'a.b.c' -AsPlainText
    }
    $null = Connect-AzQuantumWorkspace @connection
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'The janitor of a tenant' {
    BeforeAll {
        $workspaces = Get-AzQuantumWorkspaceConnection -ListAvailable
        $sessions = @(
            New-AzQuantumSession ionq.simulator forgotten-1
            New-AzQuantumSession rigetti.sim.qvm forgotten-2 -Workspace $workspaces.Where({ $_.Name -eq 'lab' })[0]
        )
    }

    It 'lists the workspaces of the sign-in' {
        $workspaces.Name | Should -Be 'emulator', 'lab', 'locked'
        $workspaces.Credential | Select-Object -Unique | Should -Be 'access token'
    }

    It 'shows a table with a heading for each workspace in <width> columns' -ForEach @(@{ width = 80 }, @{ width = 120 }) {
        $text = $workspaces | Get-AzQuantumSession -Open -ErrorAction SilentlyContinue -ErrorVariable failed | Out-String -Width $width
        $text | Should -Match '(?s)Workspace: emulator \(emulator-rg, 1{8}-.*forgotten-1.*Workspace: lab \(lab-rg, 9{8}-.*forgotten-2'
        foreach ($line in $text -split '\r?\n') { ($line -replace '\e\[[0-9;]*m').Length | Should -BeLessOrEqual $width }
        $failed.Count | Should -Be 1
        $failed[0].TargetObject.Name | Should -Be 'locked'
        Get-AzQuantumSession | Out-String | Should -Not -Match 'Workspace:'
    }

    It 'keeps what is younger, and closes what is older' {
        $workspaces | Get-AzQuantumSession -Open -OlderThan 1d -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $null = Receive-Request $prod
        $workspaces | Get-AzQuantumSession -Open -OlderThan 0 -ErrorAction SilentlyContinue | Stop-AzQuantumSession -WhatIf
        (Receive-Request $prod).method | Should -Not -Contain 'POST'
        $workspaces | Get-AzQuantumSession -Open -OlderThan 0 -ErrorAction SilentlyContinue | Stop-AzQuantumSession -PassThru |
            ForEach-Object Id | Should -Be $sessions.Id
        $workspaces | Get-AzQuantumSession -Open -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}

Describe 'Times and dates' {
    # PowerShell reads the arguments 1d and 30000s as numbers.
    It 'reads 1d and 30000s as they are typed' {
        { Wait-AzQuantumSession -Id x -Timeout 25d } | Should -Throw -ExpectedMessage '*25d*from 0 to 24 days*'
        Get-AzQuantumSession -OlderThan 1d | Should -BeNullOrEmpty
        Get-AzQuantumSession -CreatedAfter 1d | Should -Not -BeNullOrEmpty
        Get-AzQuantumSession -CreatedBefore 30000s | Should -BeNullOrEmpty
    }

    # PowerShell reads 1y as the SByte 1, 1l as the Int64 1, and 1kb as 1024.
    It 'rejects <_>, which is a number for PowerShell, but not a time' -ForEach '1y', '1l', '1kb' {
        [scriptblock]::Create("Wait-AzQuantumSession -Id x -Timeout $_") | Should -Throw -ExpectedMessage "*'$_' is not a time*"
    }

    It 'is the same in the culture <_>' -ForEach 'de-DE', 'ar-SA', 'fa-IR', 'th-TH' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            Get-AzQuantumSession -CreatedAfter 1.5h -CreatedBefore ([datetime]::UtcNow.AddDays(1)) | Should -Not -BeNullOrEmpty
            Get-AzQuantumSession -CreatedAfter (Get-AzQuantumSession -First 1).CreationTime | Should -HaveCount 1
            Get-AzQuantumSession -CreatedBefore 2020-01-31 | Should -BeNullOrEmpty
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }
}

Describe 'Follow' {
    It 'writes each state of a session to a pipeline' {
        $session = New-AzQuantumSession ionq.simulator watched
        $circuit = @{ gateset = 'qis'; qubits = 1; circuit = @(@{ gate = 'h'; target = 0 }) }
        $states = Get-AzQuantumSession watched -Follow -PollingInterval 100ms | ForEach-Object {
            $_.Status
            # The block runs while the command waits for the next state.
            if ($_.Status -eq 'Waiting') { $null = $session | Submit-AzQuantumSessionJob -InputObject $circuit -Shots 10 }
            if ($_.Status -eq 'Executing') { $null = $session | Stop-AzQuantumSession }
        }
        $states | Should -Be 'Waiting', 'Executing', 'Succeeded'
    }
}
