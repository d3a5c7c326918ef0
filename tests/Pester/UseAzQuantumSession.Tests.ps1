BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.3'
    $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    # Runs for an hour, so that what is not asked to cancel is still there.
    $slow = Start-Emulator '--queue-time', '0.1', '--job-duration', '3600', '--workspace', 'slow'
    $slowWorkspace = Connect-AzQuantumWorkspace -ConnectionString $slow.ConnectionString
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString

    function Get-Status([string] $Id) { (Invoke-Emulator $emulator GET "sessions/$Id").status }

    # Everything that a caller can see of an error, but the frames above the block.
    function Get-ErrorFace([System.Management.Automation.ErrorRecord] $Record, [scriptblock] $Block) {
        $first = $Block.StartPosition.StartLine
        $last = $Block.StartPosition.EndLine
        [pscustomobject] @{
            Id       = $Record.FullyQualifiedErrorId
            Category = "$($Record.CategoryInfo)"
            Type     = $Record.Exception.GetType().FullName
            Inner    = "$(${Record}.Exception.InnerException)"
            Text     = "$Record"
            Target   = "$($Record.TargetObject)"
            Line     = $Record.InvocationInfo.ScriptLineNumber
            Position = $Record.InvocationInfo.PositionMessage
            Stack    = @($Record.ScriptStackTrace -split '\r?\n' | Where-Object { $_ -match ': line (\d+)$' -and [int] $Matches[1] -ge $first -and [int] $Matches[1] -le $last }) -join "`n"
        }
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Use-AzQuantumSession' {
    It 'gives the block an open session as $_ and as its first argument, and closes it' {
        $seen = Use-AzQuantumSession ionq.simulator { param($session) [pscustomobject] @{ Argument = $session; Underscore = $_; Status = Get-Status $session.Id } }
        $seen.Argument | Should -BeOfType AzQuantumSession.QuantumSession
        $seen.Argument.Id | Should -Be $seen.Underscore.Id
        $seen.Status | Should -Be 'Waiting'
        Get-Status $seen.Argument.Id | Should -Be 'Succeeded'
    }

    It 'opens the session with what New-AzQuantumSession takes' {
        $id = New-Guid
        $seen = Use-AzQuantumSession -Target ionq.simulator -Name vqe -ProviderId ionq -JobFailurePolicy Continue -Priority High -Tag a, b -SessionId $id -Workspace $workspace -ScriptBlock { $_ }
        $seen.Id | Should -Be "$id"
        $seen.Name | Should -Be 'vqe'
        $seen.JobFailurePolicy | Should -Be 'Continue'
        $seen.Priority | Should -Be 'High'
        $seen.Tags | Should -Be 'a', 'b'
    }

    It 'takes an open session <how>, and closes it' -ForEach @(
        @{ how = 'by name'; command = { Use-AzQuantumSession -Session $session { $_.Id } } }
        @{ how = 'from the pipeline'; command = { $session | Use-AzQuantumSession { $_.Id } } }
    ) {
        $session = New-AzQuantumSession ionq.simulator
        & $command | Should -Be $session.Id
        Get-Status $session.Id | Should -Be 'Succeeded'
    }

    It 'takes several sessions of a pipeline, one after the other' {
        $sessions = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }
        $log = $sessions | Use-AzQuantumSession { "$($_.Id) $((Get-Status $sessions[0].Id)) $((Get-Status $sessions[1].Id))" }
        $log | Should -Be "$($sessions[0].Id) Waiting Waiting", "$($sessions[1].Id) Succeeded Waiting"
        Get-Status $sessions[1].Id | Should -Be 'Succeeded'
    }

    It 'takes a session that was closed meanwhile for closed' {
        $session = New-AzQuantumSession ionq.simulator
        $session | Use-AzQuantumSession { $_ | Stop-AzQuantumSession } -ErrorAction Stop
        Get-Status $session.Id | Should -Be 'Succeeded'
    }

    It 'runs the loop whole' {
        $results = Use-AzQuantumSession ionq.simulator {
            foreach ($step in 1..3) {
                $_ | Submit-AzQuantumSessionJob -InputObject $bell -Name "step $step" -Wait | Receive-AzQuantumSessionJob
            }
        }
        $results.Name | Should -Be 'step 1', 'step 2', 'step 3'
        $results[0].Histogram.Outcome | Should -Be '00', '11'
        $ended = Wait-AzQuantumSession -Id $results[0].SessionId | Get-AzQuantumSession -IncludeJobs
        $ended.Status | Should -Be 'Succeeded'
        $ended.JobSummary['Succeeded'] | Should -Be 3
    }

    It 'writes what the block writes at once' {
        $script:reached = @()
        Use-AzQuantumSession ionq.simulator {
            'first'
            $script:reached += 'block'
            'second'
        } | ForEach-Object { $script:reached += $_ }
        $script:reached | Should -Be 'first', 'block', 'second'
    }

    It 'passes every stream on' {
        $all = Use-AzQuantumSession ionq.simulator {
            Write-Output 'object'
            Write-Error 'error' -ErrorAction Continue
            Write-Warning 'warning' -WarningAction Continue
            Write-Verbose 'verbose' -Verbose
            Write-Information 'information' -InformationAction Continue
        } *>&1
        $all | ForEach-Object { "$_" } | Should -Be 'object', 'error', 'warning', 'verbose', 'information'
    }

    It 'keeps what the block writes as it is' {
        $bytes = @(Use-AzQuantumSession ionq.simulator { , [byte[]] (1, 2, 3) })
        , $bytes[0] | Should -BeOfType byte[]
        Use-AzQuantumSession ionq.simulator { } | Should -BeNullOrEmpty
        @(Use-AzQuantumSession ionq.simulator { $null }) | Should -HaveCount 1
    }
}

Describe 'the scope of the block' {
    It 'is the caller''s' {
        function Use-Local {
            $value = 'before'
            $other = 'kept'
            Use-AzQuantumSession ionq.simulator { $value = "after $other"; $new = 'new' }
            "$value, $new"
        }
        Use-Local | Should -Be 'after kept, new'
    }

    It 'gives $_ back' {
        'mine' | ForEach-Object { $null = Use-AzQuantumSession ionq.simulator { $_ }; $_ } | Should -Be 'mine'
    }

    It 'is where the block was written, when a module hands it on' {
        $module = New-Module { function Invoke-Wrapped([scriptblock] $Block) { $inner = 'module'; Use-AzQuantumSession ionq.simulator $Block } }
        $outer = 'caller'
        $seen = Invoke-Wrapped { param($session) [pscustomobject] @{ Same = $_.Id -eq $session.Id; Outer = $outer; Inner = $inner } }
        $seen.Same | Should -BeTrue
        $seen.Outer | Should -Be 'caller'
        $seen.Inner | Should -BeNullOrEmpty
        Remove-Module $module
    }

    It 'knows $_ in a block that a module wrote' {
        $module = New-Module { function Invoke-Inner { $inner = 'module'; Use-AzQuantumSession ionq.simulator { "$inner $($_.Status)" } } }
        Invoke-Inner | Should -Be 'module Waiting'
        Remove-Module $module
    }

    It 'can be nested' {
        $ids = Use-AzQuantumSession ionq.simulator {
            $_.Id
            Use-AzQuantumSession rigetti.sim.qvm { $_.Id }
            $_.Id
        }
        $ids[0] | Should -Be $ids[2]
        $ids[0] | Should -Not -Be $ids[1]
        $ids | ForEach-Object { Get-Status $_ } | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'lets <word> do what it does in a plain block' -ForEach @(
        @{ word = 'return'; script = { function Test-Return { Use-AzQuantumSession ionq.simulator { if ($_.Id) { $script:id = $_.Id }; return 'in'; 'never' }; 'after' }; Test-Return }; expected = 'in', 'after' }
        @{ word = 'break'; script = { foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($_.Id) { $script:id = $_.Id }; if ($i -eq 2) { break }; $i } } }; expected = 1 }
        @{ word = 'continue'; script = { foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($_.Id) { $script:id = $_.Id }; if ($i -eq 2) { continue }; $i } } }; expected = 1, 3 }
    ) {
        & $script | Should -Be $expected
        Get-Status $script:id | Should -Be 'Succeeded'
    }

    It 'lets exit end the program, with the session closed' {
        $program = (Get-Process -Id $PID).Path
        $text = "Import-Module '$(Get-ModulePath)'; `$null = Connect-AzQuantumWorkspace -ConnectionString '$($emulator.ConnectionString)'; Use-AzQuantumSession ionq.simulator -Name leaving { 'in'; exit 7 }; 'never'"
        $output = & $program -NoProfile -NonInteractive -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text)))
        $LASTEXITCODE | Should -Be 7
        $output | Should -Be 'in'
        (Get-AzQuantumSession leaving).Status | Should -Be 'Succeeded'
    }
}

Describe 'a block that fails' {
    It 'closes the session, and hands <what> on unchanged' -ForEach @(
        @{ what = 'a thrown text'; block = { if ($_.Id) { $script:id = $_.Id }; throw 'my own' } }
        @{ what = 'a thrown exception'; block = { if ($_.Id) { $script:id = $_.Id }; throw [InvalidOperationException]::new('mine') } }
        @{ what = 'a thrown record'; block = { if ($_.Id) { $script:id = $_.Id }; throw [System.Management.Automation.ErrorRecord]::new([TimeoutException]::new('late'), 'MyId', 'OperationTimeout', 'target') } }
        @{ what = 'a failure of a .NET method'; block = { if ($_.Id) { $script:id = $_.Id }; [int]::Parse('x') } }
        @{ what = 'a division by zero'; block = { if ($_.Id) { $script:id = $_.Id }; 1 / $null } }
        @{ what = 'an error that is made terminating'; block = { if ($_.Id) { $script:id = $_.Id }; Get-Item -LiteralPath /no/such/item -ErrorAction Stop } }
        # The engine has this one point to the call of the block, which differs.
        @{ what = 'a Write-Error that stops'; elsewhere = $true; block = { if ($_.Id) { $script:id = $_.Id }; Write-Error 'written' -ErrorId Written -ErrorAction Stop } }
        @{ what = 'a terminating error of this module'; block = { if ($_.Id) { $script:id = $_.Id }; Get-AzQuantumSession -Id x -First 1 } }
        @{ what = 'a command that is not there'; block = { if ($_.Id) { $script:id = $_.Id }; No-SuchCommandAtAll } }
        @{ what = 'a parameter that is not there'; block = { if ($_.Id) { $script:id = $_.Id }; Get-Item -NoSuchParameter 1 } }
        @{ what = 'an error in a function that the block calls'; block = { if ($_.Id) { $script:id = $_.Id }; function Fail { throw 'deep' }; Fail } }
    ) {
        $plain = try { . $block } catch { $_ }
        $used = try { Use-AzQuantumSession ionq.simulator $block } catch { $_ }
        $left = $elsewhere ? @('Line', 'Position') : @()
        Get-ErrorFace $used $block | Select-Object * -ExcludeProperty $left | ConvertTo-Json |
            Should -Be (Get-ErrorFace $plain $block | Select-Object * -ExcludeProperty $left | ConvertTo-Json)
        Get-Status $script:id | Should -Be 'Succeeded'
    }

    It 'keeps an exception the object that it is' {
        $thrown = [InvalidOperationException]::new('mine')
        $caught = try { Use-AzQuantumSession ionq.simulator { throw $thrown } } catch [InvalidOperationException] { $_ }
        [object]::ReferenceEquals($caught.Exception, $thrown) | Should -BeTrue
    }

    It 'goes on after an error that ends only a statement' {
        $output = Use-AzQuantumSession ionq.simulator { Write-Error 'soft' -ErrorAction SilentlyContinue; 'next' }
        $output | Should -Be 'next'
    }

    It 'reports a failure to close beside the block''s own error, never instead of it' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 400; code = 'NotNow'; message = 'said by the service'; path = ':close'; times = 0 }
        try {
            $caught = try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorVariable beside -ErrorAction SilentlyContinue } catch { $_ }
        }
        finally {
            Clear-Fault $emulator
        }
        $caught.FullyQualifiedErrorId | Should -Be 'my own'
        $beside.FullyQualifiedErrorId | Should -Contain 'RequestRejected,AzQuantumSession.Cmdlets.UseAzQuantumSession'
        ("$beside") | Should -Match 'NotNow'
    }

    It 'keeps the block''s own error also where every error is terminating' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 400; path = ':close'; times = 0 }
        try {
            $caught = try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorAction Stop } catch { $_ }
        }
        finally {
            Clear-Fault $emulator
        }
        $caught.FullyQualifiedErrorId | Should -Be 'my own'
    }

    It 'reports a failure to close when the block ended well' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 400; path = ':close'; times = 0 }
        try { Use-AzQuantumSession ionq.simulator { if ($_.Id) { $script:id = $_.Id }; 'output' } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -Be 'output' }
        finally { Clear-Fault $emulator }
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
        $failure[0].TargetObject.Id | Should -Be $script:id
    }

    It 'runs no block where the session cannot be opened' {
        $script:ran = $false
        $caught = try { Use-AzQuantumSession no.such.target { $script:ran = $true } -ErrorAction Stop } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'TargetNotFound,*'
        $script:ran | Should -BeFalse
    }
}

Describe 'a pipeline that stops the block' {
    It 'closes the session after Select-Object -First' {
        $script:ran = @()
        $first = Use-AzQuantumSession ionq.simulator { $script:ran += 'before'; $_; $script:ran += 'after' } | Select-Object -First 1
        $script:ran | Should -Be 'before'
        Get-Status $first.Id | Should -Be 'Succeeded'
    }

    It 'closes the session when a command further down throws' {
        $caught = try { Use-AzQuantumSession ionq.simulator { if ($_.Id) { $script:id = $_.Id }; 'x' } | ForEach-Object { throw 'down' } } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'down'
        Get-Status $script:id | Should -Be 'Succeeded'
    }

    It 'closes the session after Ctrl+C, <jobs>' -ForEach @(
        @{ jobs = 'and leaves the jobs'; cancel = $false }
        @{ jobs = 'and cancels the jobs with -CancelJobsOnError'; cancel = $true }
    ) {
        $id = "$(New-Guid)"
        $shell = [powershell]::Create().AddScript({
                param($module, $workspace, $id, $cancel, $bell)
                Import-Module $module
                Use-AzQuantumSession ionq.simulator -SessionId $id -Workspace $workspace -CancelJobsOnError:$cancel {
                    $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Name stopped -Workspace $workspace
                    Start-Sleep -Seconds 300
                }
            }).AddParameters(@((Get-ModulePath), $slowWorkspace, $id, $cancel, $bell))
        try {
            $running = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while (-not ($job = Get-AzQuantumSessionJob -SessionId $id -Workspace $slowWorkspace -ErrorAction Ignore) -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 100 }
            $job | Should -Not -BeNullOrEmpty
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $running.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
        $requests = Receive-Request $slow
        $requests.path -like "*/sessions/$($id):close" | Should -HaveCount 1
        @($requests.path -like '*:cancel').Count | Should -Be ([int] $cancel)
        Step-Clock $slow 1
        $session = Get-AzQuantumSession -Id $id -Workspace $slowWorkspace
        $session.Status | Should -Be ($cancel ? 'Succeeded' : 'Executing')
    }
}

Describe 'the switches' {
    It 'cancels unfinished jobs with -CancelJobsOnError, only when the block failed' {
        $null = Receive-Request $slow
        { Use-AzQuantumSession ionq.simulator -Workspace $slowWorkspace -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell; throw 'x' } } | Should -Throw 'x'
        @((Receive-Request $slow).path -like '*:cancel') | Should -HaveCount 1
        Use-AzQuantumSession ionq.simulator -Workspace $slowWorkspace -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell }
        @((Receive-Request $slow).path -like '*:cancel') | Should -HaveCount 0
    }

    It 'waits for the jobs with -WaitForJobs before it closes' {
        $job = Use-AzQuantumSession ionq.simulator -WaitForJobs { $_ | Submit-AzQuantumSessionJob -InputObject $bell }
        ($job | Get-AzQuantumSessionJob).Status | Should -Be 'Succeeded'
        Get-Status $job.SessionId | Should -Be 'Succeeded'
    }

    It 'closes a session that costs more than -MaxCost while the block still runs' {
        $script:seen = $null
        Use-AzQuantumSession ionq.qpu.aria-1 -MaxCost 0.01 {
            $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Shots 1000 -Wait
            $script:seen = $_ | Wait-AzQuantumSession -Timeout 20
        } -ErrorVariable failure -ErrorAction SilentlyContinue
        $script:seen.Status | Should -Be 'Succeeded'
        $failure.FullyQualifiedErrorId | Should -Contain 'CostLimitExceeded,AzQuantumSession.Cmdlets.UseAzQuantumSession'
        "$failure" | Should -Match 'USD.*more than the limit of 0\.01'
    }

    It 'says nothing of cost below -MaxCost' {
        Use-AzQuantumSession ionq.qpu.aria-1 -MaxCost 1000 { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell -Wait } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -BeNullOrEmpty
    }

    It 'runs nothing and sends nothing under -WhatIf' {
        $session = New-AzQuantumSession ionq.simulator
        $script:ran = $false
        $null = Receive-Request $emulator
        Use-AzQuantumSession ionq.simulator { $script:ran = $true } -WhatIf
        $session | Use-AzQuantumSession { $script:ran = $true } -MaxCost 1 -WhatIf
        $script:ran | Should -BeFalse
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'leaves -WhatIf out of the block when it is not given' {
        Use-AzQuantumSession ionq.simulator { $WhatIfPreference } -Confirm:$false | Should -BeFalse
    }
}
