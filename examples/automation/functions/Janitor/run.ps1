# Closes forgotten sessions at each tick of the timer. The deployment puts Janitor.ps1 into the folder of host.json.
#
# Settings of the function app:
#   AZURE_CLIENT_ID     the client id of a user-assigned identity; without it, the system-assigned identity signs in
#   JANITOR_OLDER_THAN  the least time since a session was opened, such as 2h; default: 30m
#   JANITOR_WHAT_IF     true to report only, for the first days
param($Timer)

if ($Timer.IsPastDue) { Write-Warning 'The timer is late.' }

$parameters = @{
    OlderThan = $env:JANITOR_OLDER_THAN ? $env:JANITOR_OLDER_THAN : '30m'
    WhatIf    = $env:JANITOR_WHAT_IF -eq 'true'
}
# Each session is a line of the log. A run fails if a workspace could not be listed or a session could not be closed.
& (Join-Path $PSScriptRoot '..' 'Janitor.ps1') @parameters | ForEach-Object {
    $_.OpenFor = $_.OpenFor.ToString('c')
    Write-Information (ConvertTo-Json $_ -Compress) -InformationAction Continue
}
