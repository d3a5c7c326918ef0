# Jobs and parallel blocks need the modules of a full PowerShell.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.3'
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'

    function Receive-Finished([System.Management.Automation.Job] $Job) {
        $null = Wait-Job $Job -Timeout 60
        Receive-Job $Job -ErrorVariable script:jobErrors -ErrorAction SilentlyContinue
        $script:state = $Job.State
        Remove-Job $Job -Force
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe '-AsJob' {
    BeforeEach {
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    }

    It 'waits for a piped session in a job whose connection outlives the connection of the caller' {
        $session = New-AzQuantumSession ionq.simulator -Name awaited
        $job = $session | Wait-AzQuantumSession -AsJob
        $job.Name | Should -Be 'Wait-AzQuantumSession'
        $second = New-AzQuantumSession ionq.simulator
        Disconnect-AzQuantumWorkspace
        { $second | Get-AzQuantumSession -ErrorAction Stop } | Should -Throw -ErrorId 'WorkspaceDisconnected*'

        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        Stop-AzQuantumSession $session.Id
        $ended = Receive-Finished $job
        $ended.Id | Should -Be $session.Id
        $ended.Status | Should -Be 'Succeeded'
    }

    It 'waits for sessions by id and by name with the default workspace' {
        $first = New-AzQuantumSession ionq.simulator -Name byid
        $second = New-AzQuantumSession ionq.simulator -Name byname
        $jobs = (Wait-AzQuantumSession $first.Id -AsJob), (Wait-AzQuantumSession -Name byna* -Status Waiting -AsJob)
        $first | Stop-AzQuantumSession
        (Receive-Finished $jobs[0]).Id | Should -Be $first.Id
        (Receive-Finished $jobs[1]).Id | Should -Be $second.Id
        $second | Stop-AzQuantumSession
    }

    It 'receives results' {
        $session = New-AzQuantumSession ionq.simulator
        $job = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name bell
        $result = Receive-Finished ($job | Receive-AzQuantumSessionJob -Wait -AsJob)
        $result.JobId | Should -Be $job.Id
        $result.IsParsed | Should -BeTrue
        $waited = Receive-Finished ($job | Wait-AzQuantumSessionJob -AsJob)
        $waited.Status | Should -Be 'Succeeded'
        $session | Stop-AzQuantumSession
    }

    It 'runs a block with $using: and arguments, and closes the session' {
        $circuit = $bell
        $job = Use-AzQuantumSession ionq.simulator -Name background -AsJob -ArgumentList 'x' {
            param($Session, $Argument)
            $result = $Session | Submit-AzQuantumSessionJob -InputObject $using:circuit -Wait | Receive-AzQuantumSessionJob
            "$Argument $($result.IsParsed) $(1..2 | ForEach-Object { ($using:circuit).Length })"
        }
        Receive-Finished $job | Should -Be "x True $($bell.Length) $($bell.Length)"
        (Get-AzQuantumSession background).Status | Should -Be 'Succeeded'
    }

    It 'runs a block with a session in a job' {
        $session = New-AzQuantumSession ionq.simulator
        Receive-Finished ($session | Use-AzQuantumSession { $_.Id } -AsJob) | Should -Be $session.Id
        ($session | Get-AzQuantumSession).Status | Should -Be 'Succeeded'
    }

    It 'closes the session when the job is stopped' {
        $job = Use-AzQuantumSession ionq.simulator -Name stopped -AsJob { 'started'; Start-Sleep 600 }
        while (-not $job.HasMoreData) { Start-Sleep -Milliseconds 50 }
        Stop-Job $job
        Remove-Job $job -Force
        (Get-AzQuantumSession stopped).Status | Should -Be 'Succeeded'
    }

    It 'sends no request after the job of a wait is stopped' {
        $session = New-AzQuantumSession ionq.simulator -Name waited
        $requests = { @(Invoke-RestMethod "$($emulator.Endpoint)/emulator/requests" | ForEach-Object value | Where-Object path -like "*sessions*").Count }
        foreach ($limit in @{}, @{ MaxJobs = 5 }) {
            $before = & $requests
            $job = $session | Wait-AzQuantumSession @limit -PollingInterval 0.1 -AsJob
            while ((& $requests) -lt $before + 3) { Start-Sleep -Milliseconds 50 }
            Stop-Job $job
            $job.State | Should -Be 'Stopped'
            $stopped = & $requests
            Start-Sleep -Milliseconds 500
            & $requests | Should -Be $stopped
            Remove-Job $job -Force
        }

        $session | Stop-AzQuantumSession -PassThru | ForEach-Object Status | Should -Be 'Succeeded'
    }

    It 'reports the error of the command in the job' {
        $null = Receive-Finished (Wait-AzQuantumSession ([guid]::NewGuid()) -AsJob)
        $jobErrors[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $null = Receive-Finished (Use-AzQuantumSession ionq.simulator { throw 'mine' } -AsJob)
        $state | Should -Be 'Failed'
        "$($jobErrors[0])" | Should -BeLike '*mine*'
    }

    It 'starts no job with WhatIf' {
        Use-AzQuantumSession ionq.simulator { 1 } -AsJob -WhatIf | Should -BeNullOrEmpty
        Wait-AzQuantumSession -Name * -MaxCost 1 -AsJob -WhatIf | Should -BeNullOrEmpty
        Get-Job -Name Use-AzQuantumSession -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'says what is missing without the module for thread jobs' {
        $text = "`$env:PSModulePath = ''; Import-Module '$(Get-ModulePath)'; `$PSModuleAutoloadingPreference = 'None'; try { Wait-AzQuantumSession 1 -AsJob } catch { `$_.FullyQualifiedErrorId }"
        Invoke-PowerShell -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))) |
            Should -Be 'ThreadJobNotFound,AzQuantumSession.Cmdlets.WaitAzQuantumSession'
    }
}

Describe 'Parallel blocks' {
    BeforeEach {
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    }

    It 'use the connection of the objects' {
        $sessions = 1..3 | ForEach-Object { New-AzQuantumSession ionq.simulator -Name "parallel-$_" }
        $ended = $sessions | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../Support.psm1
            Import-Module (Get-ModulePath)
            $_ | Stop-AzQuantumSession -PassThru
        }
        $ended.Status | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
        ($ended.Name | Sort-Object) | Should -Be 'parallel-1', 'parallel-2', 'parallel-3'
    }

    It 'use the session of a Use-AzQuantumSession block' {
        $jobs = Use-AzQuantumSession ionq.simulator {
            $session = $_
            $module = Get-ModulePath
            1..2 | ForEach-Object -Parallel {
                Import-Module $using:module
                $null = $using:_ | Get-AzQuantumSession -ErrorAction Stop
                $using:session | Submit-AzQuantumSessionJob -InputObject $using:bell -Wait
            }
        }
        $jobs.Status | Should -Be 'Succeeded', 'Succeeded'
    }
}
