# Like TopicArrangements.ps1, for the task pages and the README.
$gallery = 'Needs the PowerShell Gallery. Package.Tests.ps1 installs the modules from a folder.'
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../..")

@{
    'cost-limits'     = @{
        'Cost limits'   = { $circuits = $bellCircuit, $bellCircuit }
        'Cost limits 2' = { Start-Later 1 { $InputObject | Stop-AzQuantumSession } (New-RunningSession study ionq.qpu.aria-1) }
    }
    'emulator-tests'  = @{
        'Tests with the emulator.1'        = $gallery
        'Tests with the emulator 2'        = { New-MyScript }
        'A Pester test of your own script' = {
            Copy-Item "$root/examples/testing/NightlyRun.ps1" .
            # A Describe that Pester runs, as in a file of tests.
            Set-Replacement Describe {
                param($Name, $Fixture)
                Set-Content NightlyRun.Tests.ps1 "Describe '$Name' {$Fixture}"
                Import-Module $Pester
                $run = Invoke-Pester ./NightlyRun.Tests.ps1 -PassThru -Output None
                $run.Failed.ErrorRecord
                "$($run.PassedCount) passed"
            }
        }
    }
    'hybrid-loop'     = @{
        'Several circuits in a step' = {
            $session = New-Session gradient
            # The last job would end first.
            $circuits = $bellCircuit, @{ qubits = 2; circuit = , @{ gate = 'x'; target = 0 } }
        }
    }
    'janitor'         = @{
        'Forgotten sessions' = {
            'scan-17', 'scan-18' | ForEach-Object { New-Session $_ }
            Set-OldItem
        }
        'On a schedule'      = {
            New-Session scan-19
            $null = New-Item -ItemType Directory examples
            Copy-Item -Recurse "$root/examples/automation" examples
        }
    }
    'runbook'         = @{
        Workspace                         = 'my-workspace'
        'A runbook with a managed identity' = { Use-ManagedIdentity }
    }
    'troubleshooting' = @{
        Workspace  = 'my-workspace'
        Connecting = { Use-SignIn }
    }
    'README'          = @{
        Workspace   = 'my-workspace'
        Install     = $gallery
        'Install 2' = 'Takes minutes. Package.Tests.ps1 creates the packages and installs them.'
        'Ten lines' = { Use-ConnectionStringPrompt }
        Connect     = { Use-ManagedIdentity; $id = $resourceId }
        'Connect.2' = 'Needs Microsoft Entra ID.'
        'Connect.4' = 'Needs Microsoft Entra ID.'
    }
}
