# Runs once in each PowerShell of the function app. The import here saves the first run the time, and reports a missing module at the start.
Import-Module AzQuantumSession -ErrorAction Stop
