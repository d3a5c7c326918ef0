# What stops a pipeline stops the command: at once, and with nothing left running.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator
    $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString

    # Runs a script in another runspace, stops it when it has sent a request, and tells how that went.
    function Stop-WhileRunning([scriptblock] $Script, [object[]] $Argument) {
        $null = Receive-Request $emulator
        $shell = [powershell]::Create().AddScript($Script).AddParameters(@((Get-ModulePath), $workspace) + $Argument)
        try {
            $running = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(20)
            while (-not (Get-PendingCount) -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
            $requested = Get-PendingCount
            $stopping = $shell.BeginStop($null, $null)
            # The server would not answer for minutes: that the command ends at all is what is seen here.
            $stopped = $stopping.AsyncWaitHandle.WaitOne(10000)
            [pscustomobject] @{ Requested = $requested; Stopped = $stopped; State = $shell.InvocationStateInfo.State; Completed = $running.IsCompleted }
        }
        finally {
            $shell.Dispose()
        }
    }

    # The emulator notes a request when it arrives, so a delayed one is there while it waits.
    function Get-PendingCount { @((Invoke-RestMethod "$($emulator.Endpoint)/emulator/requests").value).Count }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Ctrl+C' {
    AfterEach { Clear-Fault $emulator }

    It 'ends <how> on a server that never answers, and no request follows' -ForEach @(
        @{ how = 'a wait'; script = { param($module, $workspace, $id) Import-Module $module; Wait-AzQuantumSession -Id $id -Workspace $workspace } }
        @{ how = 'a list'; script = { param($module, $workspace) Import-Module $module; Get-AzQuantumSession -Workspace $workspace } }
        @{ how = 'a closing'; script = { param($module, $workspace, $id) Import-Module $module; Stop-AzQuantumSession -Id $id -Workspace $workspace } }
        @{ how = 'an opening'; script = { param($module, $workspace, $id) Import-Module $module; New-AzQuantumSession ionq.simulator -SessionId $id -Workspace $workspace } }
    ) {
        $session = New-AzQuantumSession ionq.simulator
        $null = Add-Fault $emulator @{ kind = 'delay'; delaySeconds = 300; times = 0 }
        $result = Stop-WhileRunning $script @($session.Id)
        $result.Requested | Should -BeGreaterThan 0
        $result.Stopped | Should -BeTrue
        $result.State | Should -Be 'Stopped'
        $result.Completed | Should -BeTrue
        $before = Get-PendingCount
        Start-Sleep -Seconds 2
        Get-PendingCount | Should -Be $before
        Clear-Fault $emulator
        ($session | Get-AzQuantumSession).IsTerminal | Should -BeFalse
    }

    It 'ends a retry that waits as long as the service asks' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 503; retryAfter = '300'; times = 0 }
        $result = Stop-WhileRunning { param($module, $workspace) Import-Module $module; Get-AzQuantumSession -Workspace $workspace } @()
        $result.Requested | Should -BeGreaterThan 0
        $result.State | Should -Be 'Stopped'
    }

    It 'ends a wait between two polls' {
        $session = New-AzQuantumSession ionq.simulator
        $result = Stop-WhileRunning { param($module, $workspace, $id) Import-Module $module; Wait-AzQuantumSession -Id $id -Workspace $workspace -PollingInterval 300 } @($session.Id)
        $result.Requested | Should -BeGreaterThan 0
        $result.State | Should -Be 'Stopped'
    }
}

Describe 'a pipeline that breaks' {
    It 'ends a wait when an error is made terminating' {
        $open = New-AzQuantumSession ionq.simulator
        $caught = try { "$(New-Guid)", $open.Id | Wait-AzQuantumSession -ErrorAction Stop } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $null = Receive-Request $emulator
        Start-Sleep -Seconds 2
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'ends a wait when the first object is enough' {
        $open = New-AzQuantumSession ionq.simulator
        $ended = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        ($open, $ended | Wait-AzQuantumSession | Select-Object -First 1).Id | Should -Be $ended.Id
        $null = Receive-Request $emulator
        Start-Sleep -Seconds 2
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'is no harm to the next command' {
        $null = Get-AzQuantumSession | Select-Object -First 1
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }
}
