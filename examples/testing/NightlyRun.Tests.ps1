#requires -Version 7.4
# An example of tests for a runbook, with an emulated workspace: no Azure account, no cost, and no waiting.
# Run it with: Invoke-Pester examples/testing
# The modules AzQuantumSession, AzQuantumSession.Emulator, and Pester 5 must be installed or imported.

BeforeAll {
    $runbook = Join-Path $PSScriptRoot 'NightlyRun.ps1'

    # Sends a request to the operations that control the emulator.
    function Send-Control([string] $Path, [hashtable] $Body) {
        Invoke-RestMethod -Method Post -Uri "$($emulator.Endpoint)emulator/$Path" -Body ($Body | ConvertTo-Json) -ContentType application/json
    }
}

Describe 'NightlyRun.ps1' {
    BeforeAll {
        $emulator = Start-AzQuantumEmulator -QueueTime 0 -JobDuration 0.05 -Connect
    }

    AfterEach {
        # No test may leave an open session or a fault.
        Get-AzQuantumSession -Open | Should -BeNullOrEmpty
        Invoke-RestMethod -Method Delete -Uri "$($emulator.Endpoint)emulator/faults"
    }

    AfterAll {
        Disconnect-AzQuantumWorkspace
        $emulator | Stop-AzQuantumEmulator
    }

    It 'writes the probability for each angle' {
        $report = & $runbook -Angle 0, 0.5, 1
        $report.Angle | Should -Be @(0, 0.5, 1)
        $report.Probability | Should -Be @(0, 0.5, 1)
    }

    It 'submits its jobs again when the service throttles them' {
        $null = Send-Control faults @{ kind = 'status'; status = 429; retryAfter = '0'; method = 'PUT'; path = '/jobs/'; times = 2 }
        (& $runbook).Count | Should -Be 3
    }

    It 'submits each job once when the response is lost' {
        $null = Send-Control faults @{ kind = 'reset'; afterExecution = $true; method = 'PUT'; path = '/jobs/' }
        $report = & $runbook
        @($report.JobId | Sort-Object -Unique).Count | Should -Be 3
        $requests = (Invoke-RestMethod -Uri "$($emulator.Endpoint)emulator/requests").value
        @($requests | Where-Object { $_.method -eq 'PUT' -and $_.path -like '*/sessions/*' } | Select-Object -Last 1).status | Should -Be 200
    }

    It 'fails, and closes its session, when it has no access to the jobs' {
        $null = Send-Control faults @{ kind = 'status'; status = 403; method = 'PUT'; path = '/jobs/'; times = 0 }
        { & $runbook } | Should -Throw -ErrorId 'AccessDenied,*'
    }
}

Describe 'NightlyRun.ps1 in a queue of an hour' {
    BeforeAll {
        # The clock stands still until a test advances it.
        $emulator = Start-AzQuantumEmulator -QueueTime 1h -FrozenClock
        $run = { param($script, $connection) $null = Connect-AzQuantumWorkspace -ConnectionString $connection; & $script -Angle 1 }
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-Module AzQuantumSession).Path).AddStatement()
        $running = $shell.AddScript($run).AddArgument($runbook).AddArgument($emulator.ConnectionString).BeginInvoke()
        while (-not ((Invoke-RestMethod -Uri "$($emulator.Endpoint)emulator/requests").value | Where-Object { $_.method -eq 'PUT' -and $_.path -like '*/jobs/*' -and $_.status })) {
            if ($running.IsCompleted) { throw "The runbook ended early: $($shell.Streams.Error)" }
            Start-Sleep -Milliseconds 50
        }
    }

    AfterAll {
        $shell.Dispose()
        $emulator | Stop-AzQuantumEmulator
    }

    It 'waits for the result' {
        $running.IsCompleted | Should -BeFalse
        $null = Send-Control clock @{ advance = '01:00:10' }
        $shell.EndInvoke($running).Probability | Should -Be 1
    }
}
