#requires -Version 7.4
<#
.SYNOPSIS
    Closes the sessions that have been open for too long, in all workspaces that the sign-in can see.
.DESCRIPTION
    For a schedule: a runbook of Azure Automation, a timer, or a workflow. Writes an object for each such session, and ends with an error if a
    workspace could not be listed or a session could not be closed, so that the schedule reports a failed run. Run it with -WhatIf first.

    The sign-in is the one of Connect-AzQuantumWorkspace, or else the first one that is configured, such as the managed identity of the runbook. It
    needs the role Quantum Workspace Data Contributor on the workspaces.
.EXAMPLE
    ./examples/automation/Janitor.ps1 -WhatIf
.EXAMPLE
    ./examples/automation/Janitor.ps1 -OlderThan 2h -CancelJobs | Export-Csv closed.csv
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param(
    [string] $OlderThan = '30m',    # the least time since a session was opened, such as 90s, 30m, 2h, or 1d
    [string] $KeepTag = 'keep',     # sessions with this tag stay open
    [switch] $CancelJobs            # also cancels the jobs that have not ended, which a closed session would still run
)

$ErrorActionPreference = 'Continue'
if (-not (Get-Module AzQuantumSession)) { Import-Module AzQuantumSession -ErrorAction Stop }

$old = @(Get-AzQuantumWorkspaceConnection -ListAvailable |
        Get-AzQuantumSession -Open -OlderThan $OlderThan -ErrorVariable failures | Where-Object Tags -NotContains $KeepTag)
# Nobody is there to answer a question.
$closed = @($old | Stop-AzQuantumSession -CancelJobs:$CancelJobs -PassThru -Confirm:$false -ErrorVariable +failures | ForEach-Object Id)
foreach ($session in $old) {
    [pscustomobject] @{
        Action    = $WhatIfPreference ? 'WouldClose' : $session.Id -in $closed ? 'Closed' : 'Failed'
        Name      = $session.Name
        Target    = $session.Target
        OpenFor   = [datetimeoffset]::UtcNow - $session.CreationTime
        CreatedBy = $session.CreatedBy
        Id        = $session.Id
        Workspace = $session.Workspace
    }
}

if ($failures) { throw "$($failures.Count) workspaces or sessions failed. The first error: $($failures[0])" }
