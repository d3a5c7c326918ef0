BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $examples = (Resolve-Path (Join-Path $PSScriptRoot '..' '..' '..' 'examples')).Path
}

AfterAll { Stop-Emulator }

Describe 'Quickstart.ps1' {
    It 'runs without error and shows a session and its result' {
        $output = Invoke-PowerShell -File (Join-Path $examples 'Quickstart.ps1') 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $text = $output -join "`n" -replace "$([char] 27)\[[0-9;]*m"
        $text | Should -Match 'PS> Disconnect-AzQuantumWorkspace'
        $text | Should -Match 'Succeeded .+ bell-pairs'
        $text | Should -Match '(?m)^00 +0\.5000 '
        $text | Should -Match '1Q Gate Shot'
    }
}

Describe 'The picture of the README' {
    It 'shows the commands of the quickstart' {
        $root = Join-Path $PSScriptRoot '..' '..' '..'
        $new = Join-Path $TestDrive 'quickstart.svg'
        & (Join-Path $root 'docs' 'New-Recording.ps1') -OutFile $new | Should -Match '^\S.+ \d+ lines'
        $commands = foreach ($file in $new, (Join-Path $root 'docs' 'images' 'quickstart.svg')) {
            $lines = ([xml] (Get-Content $file -Raw)).svg.svg.g.text | Where-Object fill
            , $lines.'#text'
        }
        $commands[0].Count | Should -BeGreaterThan 12
        $commands[1] | Should -Be $commands[0] -Because 'docs/New-Recording.ps1 creates the picture'
    }
}

Describe 'Vqe.ps1' {
    It 'finds the ground-state energy within 5 mHa and closes its session' {
        $output = Invoke-PowerShell -File (Join-Path $examples 'Vqe.ps1') 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $text = $output -join "`n"
        $text | Should -Match 'Ground-state energy: (-[\d.]+) Ha'
        $null = $text -match 'Ground-state energy: (-[\d.]+) Ha'
        [math]::Abs([double]::Parse($Matches[1], [cultureinfo]::InvariantCulture) + 1.13730604) | Should -BeLessThan 0.005
        $text | Should -Match 'Session vqe-h2: Succeeded, 36 jobs'
        $text | Should -Match '(?m)^ +1 +angle +1\.5000 +-0\.\d+ Ha +\|#{47}$'
        $text | Should -Match '(?m)^Session vqe-h2: .+ in \d+\.\d s$'
    }

    It 'closes its session when it is interrupted' {
        $emulator = Start-Emulator '--queue-time', '0.05', '--job-duration', '0.1'
        $shell = [powershell]::Create().AddScript({ param($script, $connection) & $script -ConnectionString $connection -Iterations 100 }).
            AddParameters(@((Join-Path $examples 'Vqe.ps1'), $emulator.ConnectionString))
        try {
            $running = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            # At this time one step has ended, and the next step has submitted jobs.
            do {
                Start-Sleep -Milliseconds 200
                $jobs = @((Invoke-Emulator $emulator GET jobs).value)
            } while ($jobs.Count -lt 8 -and [datetime]::UtcNow -lt $deadline)
            $jobs.Count | Should -BeGreaterOrEqual 8
            $before = (Invoke-Emulator $emulator GET sessions).value
            $before | Should -HaveCount 1
            $before[0].status | Should -Be 'Executing'
            $before[0].endExecutionTime | Should -BeNullOrEmpty

            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $running.IsCompleted | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }
        Step-Clock $emulator 5
        (Invoke-Emulator $emulator GET sessions).value.status | Should -Be 'Succeeded'
        $count = @((Invoke-Emulator $emulator GET jobs).value).Count
        Start-Sleep -Seconds 1
        @((Invoke-Emulator $emulator GET jobs).value).Count | Should -Be $count
    }
}

Describe 'automation/Janitor.ps1' {
    BeforeAll {
        $janitor = Join-Path $examples 'automation' 'Janitor.ps1'
        $subscription = '99999999-2222-3333-4444-555555555555'
        $lab = Start-Emulator '--access-token', 'a.b.c', '--subscription', $subscription, '--resource-group', 'lab-rg', '--workspace', 'lab'
        $emulator = Start-Emulator '--access-token', 'a.b.c', '--also-workspace', "lab@lab-rg@$subscription@$($lab.Endpoint)"
        $token = ConvertTo-SecureString 'a.b.c' -AsPlainText
        $null = Connect-AzQuantumWorkspace -WorkspaceName emulator -ResourceManagerEndpoint $emulator.Endpoint -AccessToken $token
        $workspaces = Get-AzQuantumWorkspaceConnection -ListAvailable
        $forgotten = $workspaces | ForEach-Object { New-AzQuantumSession ionq.simulator forgotten -Workspace $_ }
        $kept = New-AzQuantumSession ionq.simulator kept -Tag keep
    }

    AfterAll { Disconnect-AzQuantumWorkspace }

    It 'reports what it would close with -WhatIf, and closes nothing' {
        $report = & $janitor -OlderThan 0s -WhatIf
        $report.Id | Should -Be $forgotten.Id
        $report.Action | Should -Be @('WouldClose', 'WouldClose')
        ($workspaces | Get-AzQuantumSession -Open).Count | Should -Be 3
    }

    It 'leaves sessions that are not old enough' {
        & $janitor | Should -BeNullOrEmpty
    }

    It 'closes old sessions in all workspaces, except those with the tag' {
        $report = & $janitor -OlderThan 0s
        $report.Id | Should -Be $forgotten.Id
        $report.Action | Should -Be @('Closed', 'Closed')
        ($workspaces | Get-AzQuantumSession -Open).Id | Should -Be $kept.Id
    }

    It 'reports a session that cannot be closed, closes the others, and fails' {
        $first, $second = New-AzQuantumSession ionq.simulator first, second
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'POST'; path = "$($first.Id):close" }
        $report = [System.Collections.Generic.List[object]]::new()
        { & $janitor -OlderThan 0s -ErrorAction SilentlyContinue | ForEach-Object { $report.Add($_) } } | Should -Throw '1 workspaces or sessions failed.*'
        ($report | Where-Object Id -EQ $first.Id).Action | Should -Be 'Failed'
        ($report | Where-Object Id -EQ $second.Id).Action | Should -Be 'Closed'
    }
}

Describe 'tracing' {
    It 'Tree.ps1 prints the commands and requests of a script' {
        $output = Invoke-PowerShell -File (Join-Path $examples 'tracing' 'Tree.ps1') 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $text = $output -join "`n"
        $text | Should -Match '(?m)^ +[\d,.]+ ms  Use-AzQuantumSession'
        $text | Should -Match '(?m)^ +[\d,.]+ ms    Submit-AzQuantumSessionJob'
        $text | Should -Match '(?m)^ +[\d,.]+ ms      PUT /jobs/\{jobId\}  http.response.status_code=200'
        $text | Should -Match '(?m)^ +[\d,.]+ ms  Get-AzQuantumSession  error.type=NotFound'
    }

    It 'OpenTelemetry.ps1 writes spans and metrics' -Skip:($PSVersionTable.PSVersion -lt [version] '7.6') {
        $output = Invoke-PowerShell -File (Join-Path $examples 'tracing' 'OpenTelemetry.ps1') 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $text = $output -join "`n"
        $text | Should -Match 'Activity.DisplayName: +Submit-AzQuantumSessionJob'
        $text | Should -Match 'Activity.DisplayName: +PUT /\{container\}/\{blob\}'
        $text | Should -Match 'Metric Name: http.client.request.duration'
        $text | Should -Match 'Metric Name: azquantumsession.command.duration'
        # The advised boundaries.
        $text | Should -Match '\(7\.5,10\]:'
        $text | Should -Match '\(900,3600\]:'
    }
}
