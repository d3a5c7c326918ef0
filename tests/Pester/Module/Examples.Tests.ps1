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
