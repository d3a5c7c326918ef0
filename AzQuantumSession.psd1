@{
    # Windows PowerShell gets a module that says what to install. It can't read the other files.
    RootModule           = if ($PSEdition -eq 'Core') { 'AzQuantumSession.dll' } else { 'WindowsPowerShell.psm1' }
    # The only definition of the version: the build reads it from this file.
    ModuleVersion        = '0.1.0'
    GUID                 = '3f6c1d52-7a0e-4c0b-9a55-0f4de2b8c6a1'
    Author               = 'AzQuantumSession contributors'
    CompanyName          = 'AzQuantumSession contributors'
    Copyright            = 'Copyright (c) AzQuantumSession contributors. MIT License.'
    Description          = 'Azure Quantum sessions from PowerShell: open, use, monitor, and close sessions. Requires PowerShell 7.4 or later.'
    PowerShellVersion    = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    CompatiblePSEditions = @('Core')
    # The assembly is loaded before the types: if another version is in the process, that is the only error.
    RequiredAssemblies   = @(if ($PSEdition -eq 'Core') { 'AzQuantumSession.dll' })
    TypesToProcess       = @(if ($PSEdition -eq 'Core') { 'AzQuantumSession.Types.ps1xml' })
    FormatsToProcess     = @(if ($PSEdition -eq 'Core') { 'AzQuantumSession.Format.ps1xml' })
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-AzQuantumWorkspace'
        'Disconnect-AzQuantumWorkspace'
        'Export-AzQuantumSessionReport'
        'Get-AzQuantumSession'
        'Get-AzQuantumSessionJob'
        'Get-AzQuantumSessionJobFile'
        'Get-AzQuantumSessionQuota'
        'Get-AzQuantumSessionTarget'
        'Get-AzQuantumWorkspaceConnection'
        'Measure-AzQuantumSessionResult'
        'New-AzQuantumSession'
        'Receive-AzQuantumSessionJob'
        'Receive-AzQuantumSessionJobFile'
        'Remove-AzQuantumSessionJob'
        'Restart-AzQuantumSessionJob'
        'Set-AzQuantumSessionJob'
        'Show-AzQuantumSession'
        'Start-AzQuantumEmulator'
        'Stop-AzQuantumEmulator'
        'Stop-AzQuantumSession'
        'Stop-AzQuantumSessionJob'
        'Submit-AzQuantumSessionJob'
        'Use-AzQuantumSession'
        'Wait-AzQuantumSession'
        'Wait-AzQuantumSessionJob'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Azure', 'Quantum', 'AzureQuantum', 'Session', 'QuantumComputing', 'IonQ', 'Quantinuum', 'Rigetti', 'Pasqal', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
            # At most 10,000 characters. CHANGELOG.md has all changes.
            ReleaseNotes = 'The first preview: sessions, jobs, results, limits, and an emulator for tests. The changelog of the project has all changes.'
        }
    }
}
