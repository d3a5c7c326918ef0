# The modules that Azure Functions installs from the PowerShell Gallery and keeps up to date. The Flex Consumption plan does not: there,
# Save-PSResource AzQuantumSession -Path Modules puts the module beside this file before the deployment.
@{
    AzQuantumSession = '0.*'
}
