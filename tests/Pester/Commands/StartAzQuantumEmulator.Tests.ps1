BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    Import-Module (Get-EmulatorModulePath)

    # Waits until a process has ended. A process that does not end makes the test fail after a minute.
    function Wait-End([int] $Id) {
        $process = Get-Process -Id $Id -ErrorAction Ignore
        $null -eq $process -or $process.WaitForExit(60000)
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-AzQuantumEmulator
}

Describe 'Start-AzQuantumEmulator' {
    It 'starts a workspace whose clock and faults are controlled with Invoke-RestMethod' {
        $emulator = Start-AzQuantumEmulator -FrozenClock -Connect
        $control = @{ Method = 'Post'; ContentType = 'application/json' }
        $session = New-AzQuantumSession ionq.simulator
        $null = Invoke-RestMethod @control -Uri "$($emulator.Endpoint)emulator/faults" -Body '{ "kind": "status", "status": 403 }'
        { $session | Get-AzQuantumSession -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,*'
        $null = Invoke-RestMethod @control -Uri "$($emulator.Endpoint)emulator/clock" -Body '{ "advanceSeconds": 601 }'
        ($session | Get-AzQuantumSession).Status | Should -Be 'TimedOut'
        $emulator | Stop-AzQuantumEmulator
        Wait-End $emulator.ProcessId | Should -BeTrue
    }

    It 'finds the module in a folder of modules' {
        $folder = Split-Path (Split-Path (Get-EmulatorModulePath))
        Invoke-NewPowerShell -Variable @{ Folder = $folder } {
            $env:PSModulePath = $Folder + [System.IO.Path]::PathSeparator + $env:PSModulePath
            Import-Module AzQuantumSession
            $null = Start-AzQuantumEmulator -Connect
            (Get-AzQuantumWorkspaceConnection).Name
        } | Should -Be 'emulator'
    }

    It 'leaves no process behind a PowerShell that <how>' -ForEach @(
        @{ how = 'ends'; end = '' }
        @{ how = 'exits with an error'; end = 'exit 3' }
        @{ how = 'is killed'; end = '[Diagnostics.Process]::GetCurrentProcess().Kill()' }
        @{ how = 'crashes'; end = '[Environment]::FailFast("on purpose")' }
    ) {
        $file = Join-Path $TestDrive 'id.txt'
        $script = Join-Path $TestDrive 'start.ps1'
        Set-Content $script "Import-Module '$(Get-ModulePath)'; Import-Module '$(Get-EmulatorModulePath)'; (Start-AzQuantumEmulator).ProcessId | Set-Content '$file'; $end"
        $null = Invoke-PowerShell -File $script 2>&1
        Wait-End (Get-Content $file) | Should -BeTrue
    }

    It 'keeps its emulator when its runspace is closed' {
        $shell = [powershell]::Create().AddScript("Import-Module '$(Get-ModulePath)'; Import-Module '$(Get-EmulatorModulePath)'; Start-AzQuantumEmulator")
        $emulator = $shell.Invoke()[0]
        $shell.Runspace.Dispose()
        (Invoke-RestMethod -Uri "$($emulator.Endpoint)emulator/clock").frozen | Should -BeFalse
        Stop-AzQuantumEmulator
        Wait-End $emulator.ProcessId | Should -BeTrue
    }
}
