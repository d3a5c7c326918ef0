# What the examples of a page need beside Workspace.ps1: before each example (All), or before the example with a number. A text is the reason why an
# example is not run. Workspace is the name of the workspace, and IsFrozen, QueueTime, and JobDuration are options of the emulator.
$sessionId = [guid] '5f1c2b9e-3a67-4c0d-9e21-7d0a4b8f6c33'
$jobId = '0d9b7c1e-6f42-4a58-8b3d-52c1e9a7f604'

@{
    'Connect-AzQuantumWorkspace'      = @{
        1     = { Use-ConnectionStringPrompt }
        2     = {
            Set-Replacement az { }
            Use-SignIn
        }
        3     = {
            $env:QUANTUM_WORKSPACE_ID = $resourceId
            New-FinishedSession nightly-1
            New-Session nightly-2
        }
        4     = 'Needs Microsoft Entra ID.'
        5     = { $eastId = $westId = $resourceId }
    }
    'Disconnect-AzQuantumWorkspace'   = @{
        1 = { New-Session forgotten }
        2 = {
            $env:QUANTUM_WORKSPACE_ID = $resourceId
            Use-SignIn
        }
    }
    'Export-AzQuantumSessionReport'   = @{
        All = { $session = New-FinishedSession vqe-h2 }
        3   = { Set-Replacement Invoke-Item { } }
        4   = { New-FailedSession vqe-lih }
    }
    'Get-AzQuantumSession'            = @{
        1 = {
            New-FinishedSession vqe-h2
            New-FailedSession nightly-1
            New-Session scan-17
        }
        2 = {
            Set-Replacement Connect-AzAccount { }
            New-Session scan-18
            Set-OldItem
        }
        3 = { Remove-Item Function:Get-AzQuantumSession }
        5 = {
            $followed = New-Session vqe-lih
            Start-Later 1 { $InputObject | Stop-AzQuantumSession } $followed
        }
    }
    'Get-AzQuantumSessionJob'         = @{
        1   = { $session = New-FinishedSession vqe-h2 @{ Tag = 'scan' } }
        2   = { New-FailedSession nightly @{ SessionId = $sessionId } }
        4   = { $session = New-FinishedSession vqe-lih }
    }
    'Get-AzQuantumSessionJobFile'     = @{
        All = { $session = New-FinishedSession vqe-h2; $job = $session | Get-AzQuantumSessionJob | Select-Object -First 1 }
        2   = { $session = New-FailedSession nightly }
    }
    'Get-AzQuantumWorkspaceConnection' = @{
        3 = { $PSDefaultParameterValues['ForEach-Object:ThrottleLimit'] = 1 }
    }
    'Measure-AzQuantumSessionResult'  = @{
        All = {
            $session = New-Session vqe-h2
            $job = Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name bell -Shots 500 -Wait
            $jobs = 'Z', 'X' | ForEach-Object { Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name $_ -Shots 500 }
            $result = $job | Receive-AzQuantumSessionJob
        }
        3   = {
            $ghz = @{ qubits = 3; circuit = @{ gate = 'h'; target = 0 }, @{ gate = 'cnot'; control = 0; target = 1 }, @{ gate = 'cnot'; control = 1; target = 2 } }
            $result = Submit-AzQuantumSessionJob -Session $session -InputObject $ghz -Name ghz -Shots 500 -Wait | Receive-AzQuantumSessionJob
        }
    }
    'Receive-AzQuantumSessionJob'     = @{
        All = {
            $session = New-Session vqe-h2
            $jobs = 'bell', 'bell again' | ForEach-Object { Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name $_ -Shots 500 }
            $job = $jobs[0]
        }
        3   = { $null = $jobs | Wait-AzQuantumSessionJob }
        4   = { $null = $jobs | Wait-AzQuantumSessionJob }
        5   = { Submit-AzQuantumSessionJob -Session $session -JobId $jobId -InputObject $bellCircuit -Name bell -Shots 500 -Wait }
    }
    'Receive-AzQuantumSessionJobFile' = @{
        All = { $session = New-FinishedSession vqe-h2; $job = $session | Get-AzQuantumSessionJob | Select-Object -First 1 }
        4   = { Submit-AzQuantumSessionJob -Target ionq.simulator -JobId $jobId -InputObject $bellCircuit -Name bell -Shots 500 -Wait }
    }
    'Remove-AzQuantumSessionJob'      = @{
        1 = { $job = Submit-AzQuantumSessionJob -Target ionq.simulator -InputObject $bellCircuit -Name bell -Shots 500 -Wait }
        2 = { Submit-AzQuantumSessionJob -Target ionq.simulator -InputObject @{ qubits = 1 } -Name wrong -Shots 500 -Tag scratch -Wait; Set-OldItem }
    }
    'Restart-AzQuantumSessionJob'     = @{
        1 = { $session = New-FailedSession vqe-h2 }
        2 = {
            Submit-AzQuantumSessionJob -Target ionq.simulator -JobId $jobId -InputObject $bellCircuit -Name bell -Shots 500 | Stop-AzQuantumSessionJob -PassThru |
                Wait-AzQuantumSessionJob
        }
        3 = { Submit-AzQuantumSessionJob -Target ionq.simulator -InputObject $bellCircuit -Name calibrate -Tag calibration -Shots 500 -Wait }
    }
    'Set-AzQuantumSessionJob'         = @{
        IsFrozen = $true
        All = {
            $session = New-Session vqe-h2
            $job = Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name 'step 7' -Shots 500
        }
        3   = { Submit-AzQuantumSessionJob -Session $session -JobId $jobId -InputObject $bellCircuit -Name bell -Shots 500 }
    }
    'Show-AzQuantumSession'           = @{
        IsFrozen    = $true
        QueueTime   = '3'
        JobDuration = '8'
        1 = {
            New-Session scan-17
            Start-Sleep 1
            $session = New-Session vqe-h2
            foreach ($step in 'step 1', 'step 2') {
                Step-Clock $emulator 2
                Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name $step -Shots 500
                Step-Clock $emulator 12
            }
            $session | Stop-AzQuantumSession
        }
        2 = {
            $followed = New-Session vqe-lih -Option @{ SessionId = $sessionId }
            Step-Clock $emulator 2
            Submit-AzQuantumSessionJob -Session $followed -InputObject $bellCircuit -Name 'step 1' -Shots 500
            Step-Clock $emulator 5
            Start-Later 2 {
                Step-Clock $InputObject[1] 20
                $InputObject[0] | Stop-AzQuantumSession
            } ($followed, $emulator)
        }
        4 = {
            $env:AZURE_QUANTUM_CONNECTION_STRING = $emulator.ConnectionString
            Set-Content watch.ps1 "Get-AzQuantumSession -Id $($session.Id) | Show-AzQuantumSession -Follow"
        }
    }
    'Start-AzQuantumEmulator'         = @{
        # A connection of the runspace precedes the environment.
        3 = { New-MyScript }
    }
    'Stop-AzQuantumSession'           = @{
        IsFrozen = $true
        1 = {
            $session = New-Session vqe-h2
            Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name bell -Shots 500
            Start-ClockLater
        }
        2 = { New-Session scan-17; Set-OldItem }
        3 = {
            Set-Clock $emulator @{ frozen = $true }
            $running = New-Session vqe-lih -Option @{ SessionId = $sessionId }
            Submit-AzQuantumSessionJob -Session $running -InputObject $bellCircuit -Name bell -Shots 500
        }
        4 = {
            $first = New-Session nightly-1
            $null = New-Session nightly-2
            $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'POST'; path = "$($first.Id):close" }
        }
    }
    'Stop-AzQuantumSessionJob'        = @{
        IsFrozen = $true
        1 = { Start-ClockLater }
        All = {
            Set-Clock $emulator @{ frozen = $true }
            $session = New-Session vqe-h2
            $job = Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name bell -Shots 500
        }
        2   = {
            $waiting = New-Session scan-17 -Option @{ SessionId = $sessionId }
            Submit-AzQuantumSessionJob -Session $waiting -InputObject $bellCircuit -Name bell -Shots 500
        }
        3   = { Submit-AzQuantumSessionJob -Session $session -JobId $jobId -InputObject $bellCircuit -Name bell -Shots 500 }
    }
    'Submit-AzQuantumSessionJob'      = @{
        All = { $session = New-Session vqe-h2 }
        3   = { New-Item results -ItemType Directory }
        4   = { New-Session qir quantinuum.sim.h2-1e @{ SessionId = $sessionId } }
        6   = { $session = New-Session qir quantinuum.sim.h2-1e }
    }
    'Use-AzQuantumSession'            = @{
        3 = { Set-Content step.json '{"qubits":1,"circuit":[{"gate":"z","target":0}]}' }
        6 = { New-Session scan-17 -Option @{ SessionId = $sessionId } }
    }
    'Wait-AzQuantumSession'           = @{
        All = { $session = New-Session vqe-h2; Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name bell -Shots 500 }
        2   = {
            $night = 'night-1', 'night-2' | ForEach-Object { New-Session $_ -Option @{ Tag = 'night' } }
            Start-Later 1 { $InputObject | Stop-AzQuantumSession } $night
        }
        3   = {
            $sessions = 'a', 'b' | ForEach-Object { New-Session $_ }
            $sessions[0] | Stop-AzQuantumSession
        }
        5   = { $session | Stop-AzQuantumSession }
        6   = { $session | Stop-AzQuantumSession }
    }
    'Wait-AzQuantumSessionJob'        = @{
        All = {
            $session = New-Session vqe-h2
            $jobs = 'step 1', 'step 2' | ForEach-Object { Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name $_ -Shots 500 }
        }
    }
}
