# Like Arrangements.ps1, for the about topics. The key of an arrangement is the heading of the code; with the number of the block, from the second
# block below a heading; and with the number of the statement after a period, for the reason why a statement is not run.
$sessionId = '5f1c2b9e-3a67-4c0d-9e21-7d0a4b8f6c33'

@{
    'about_AzQuantumSession'                = @{
        'A tour of two minutes' = { Use-ConnectionStringPrompt }
        'Closing'               = { New-Session scan-16 }
        'Timing out'            = { $session = New-RunningSession scan-17 }
        'Where the time went'   = {
            $PSDefaultParameterValues['Show-AzQuantumSession:PollingInterval'] = '200ms'
            Start-Later 0.5 { $InputObject | Stop-AzQuantumSession } $session
        }
        'Cost'                  = { $session = New-RunningSession scan-18 ionq.qpu.aria-1 }
        'Failed jobs'           = { $session = New-FailedSession nightly; $job = $session | Get-AzQuantumSessionJob }
        'Several workspaces'    = { Connect-AzQuantumWorkspace chemistry @signIn; Set-OldItem }
    }
    'about_AzQuantumSession_Authentication' = @{
        'Which workspace'        = { Use-ConnectionStringPrompt }
        'Which workspace 2'      = { Use-SignIn; $id = $resourceId }
        'Which workspace 3'      = { $subscription = $emulator.SubscriptionId }
        'Which credential'       = { $PSDefaultParameterValues.Clear(); Use-AzureCli }
        'Which credential 2'     = { Use-ManagedIdentity; $client = $sessionId }
        'Which credential 2.2'   = 'Needs Microsoft Entra ID.'
        'Which credential 2.3'   = 'Needs Microsoft Entra ID.'
        'Where the workspace is' = {
            $key = ConvertTo-SecureString $emulator.ApiKey -AsPlainText
            $PSDefaultParameterValues['Connect-AzQuantumWorkspace:Endpoint'] = $emulator.Endpoint
        }
    }
    'about_AzQuantumSession_Emulator'       = @{
        'Long description'  = 'Needs the PowerShell Gallery. Package.Tests.ps1 installs the modules from a folder.'
        'Tests of a script' = { New-MyScript }
    }
    'about_AzQuantumSession_Errors'         = @{
        'In runbooks 2'           = { $id = $sessionId }
        'In runbooks 3'           = {
            $sessions = 'night-1', 'night-2' | ForEach-Object { New-Session $_ }
            Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'POST'; path = "$($sessions[0].Id):close" }
        }
        'Sessions that end badly' = { $session = New-FailedSession nightly }
    }
    'about_AzQuantumSession_Security'       = @{
        'Secrets'                     = { Use-ConnectionStringPrompt }
        'Secrets 2'                   = { Use-ManagedIdentity; $id = $resourceId }
        'Names and messages are data' = { $session = New-Session "a`e[1m" }
    }
    'about_AzQuantumSession_Waiting'        = @{
        'Long description'  = {
            $session = New-Session vqe-h2
            $jobs = 'step 1', 'step 2' | ForEach-Object { Submit-AzQuantumSessionJob -Session $session -InputObject $bellCircuit -Name $_ -Shots 500 }
        }
        'A loop 2'          = { $session = New-Session gradient; $circuits = $bellCircuit, $bellCircuit }
        'In the background' = { Start-Later 1 { $InputObject | Stop-AzQuantumSession } $session }
    }
}
