# The module in Windows PowerShell, which cannot load the assemblies.
throw 'AzQuantumSession requires PowerShell 7.4 or later: install it from https://aka.ms/powershell, and run the command in pwsh.'
