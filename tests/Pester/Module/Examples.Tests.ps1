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

Describe 'automation/functions' {
    BeforeAll {
        # The folder as it is deployed.
        $app = Join-Path $TestDrive 'app'
        Copy-Item -Recurse (Join-Path $examples 'automation' 'functions') $app
        Copy-Item (Join-Path $examples 'automation' 'Janitor.ps1') $app
        $run = Join-Path $app 'Janitor' 'run.ps1'
        $timer = [pscustomobject] @{ IsPastDue = $false; ScheduleStatus = @{ Last = [datetime]::UtcNow } }
        $emulator = Start-Emulator '--access-token', 'a.b.c'
        $token = ConvertTo-SecureString 'a.b.c' -AsPlainText
        $null = Connect-AzQuantumWorkspace -WorkspaceName emulator -ResourceManagerEndpoint $emulator.Endpoint -AccessToken $token
        $env:JANITOR_OLDER_THAN = '0s'
    }

    AfterAll {
        $env:JANITOR_OLDER_THAN = $env:JANITOR_WHAT_IF = $null
        Disconnect-AzQuantumWorkspace
    }

    It 'has a timer that its script takes, and the module' {
        $binding = (Get-Content (Join-Path $app 'Janitor' 'function.json') -Raw | ConvertFrom-Json).bindings
        $binding.type, $binding.direction | Should -Be 'timerTrigger', 'in'
        # Six fields, the first of which are the seconds.
        $binding.schedule -split ' ' | Should -HaveCount 6
        (Get-Command $run).Parameters.Keys | Should -Be $binding.name
        (Get-Content (Join-Path $app 'host.json') -Raw | ConvertFrom-Json).version | Should -Be '2.0'
        $required = (Import-PowerShellDataFile (Join-Path $app 'requirements.psd1')).AzQuantumSession
        "$((Test-ModuleManifest (Get-ModulePath)).Version)" | Should -BeLike $required
    }

    It 'only reports with JANITOR_WHAT_IF' {
        $session = New-AzQuantumSession ionq.simulator forgotten
        $env:JANITOR_WHAT_IF = 'true'
        $report = & $run $timer 6>&1 | ForEach-Object { "$_" } | Where-Object { $_ -like '{*' } | ConvertFrom-Json
        $env:JANITOR_WHAT_IF = $null
        $report.Action, $report.Id | Should -Be 'WouldClose', $session.Id
        (Get-AzQuantumSession -Open).Id | Should -Be $session.Id
    }

    It 'closes old sessions, and logs a line for each' {
        $session = Get-AzQuantumSession -Open
        $report = & $run $timer 6>&1 | ForEach-Object { "$_" } | ConvertFrom-Json
        $report.Action, $report.Id | Should -Be 'Closed', $session.Id
        [timespan] $report.OpenFor | Should -BeGreaterThan 0
        Get-AzQuantumSession -Open | Should -BeNullOrEmpty
    }

    It 'warns when it is late, and fails when a session cannot be closed' {
        $null = New-AzQuantumSession ionq.simulator
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'POST'; path = ':close' }
        $timer.IsPastDue = $true
        $warnings = [System.Collections.Generic.List[string]]::new()
        { & $run $timer 2> $null 3>&1 6> $null | ForEach-Object { $warnings.Add("$_") } } | Should -Throw '1 workspaces or sessions failed.*'
        $warnings | Should -Be 'The timer is late.'
    }
}

Describe 'automation/github/janitor.yml' {
    BeforeAll {
        # The last script of the workflow, without the installation of the module.
        $lines = Get-Content (Join-Path $examples 'automation' 'github' 'janitor.yml')
        $first = [array]::LastIndexOf($lines, '        run: |') + 1
        $code = for ($i = $first; $lines[$i] -like '          *'; $i++) { if ($lines[$i] -notmatch 'Install-PSResource') { $lines[$i] } }
        $step = [scriptblock]::Create(($code -join "`n").Replace('-OlderThan 30m', '-OlderThan 0s'))
        $emulator = Start-Emulator '--access-token', 'a.b.c'
        $token = ConvertTo-SecureString 'a.b.c' -AsPlainText
        $null = Connect-AzQuantumWorkspace -WorkspaceName emulator -ResourceManagerEndpoint $emulator.Endpoint -AccessToken $token
        $session = New-AzQuantumSession ionq.simulator forgotten
        Copy-Item (Join-Path $examples 'automation' 'Janitor.ps1') $TestDrive
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $env:WHAT_IF = $null
        Disconnect-AzQuantumWorkspace
    }

    It 'reports only when it is started so, and closes otherwise' -ForEach @(
        @{ whatIf = 'true'; action = 'WouldClose'; open = 1 }
        @{ whatIf = 'false'; action = 'Closed'; open = 0 }
    ) {
        $env:WHAT_IF = $whatIf
        & $step | Out-String | Should -Match $action
        $report = Import-Csv report.csv
        $report.Action, $report.Id | Should -Be $action, $session.Id
        @(Get-AzQuantumSession -Open) | Should -HaveCount $open
    }

    It 'keeps the report, and fails, when a session cannot be closed' {
        $null = New-AzQuantumSession ionq.simulator
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'POST'; path = ':close' }
        { & $step 2> $null } | Should -Throw '1 workspaces or sessions failed.*'
        (Import-Csv report.csv).Action | Should -Be 'Failed'
    }
}

Describe 'testing/NightlyRun.Tests.ps1' {
    It 'passes in a new PowerShell' {
        $result = Invoke-NewPowerShell -Variable @{ Pester = (Get-Module Pester).Path; Tests = Join-Path $examples 'testing' } {
            Import-Module $Pester, $ModulePath, $EmulatorModulePath
            $run = Invoke-Pester $Tests -PassThru -Output None
            $run.Failed.ErrorRecord
            "$($run.PassedCount) $($run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount)"
        }
        $result | Should -Be '5 0'
    }
}
