@{
    # The build replaces it by the version of AzQuantumSession.psd1, because Start-AzQuantumEmulator needs the same version.
    ModuleVersion        = '0.0.0'
    GUID                 = 'c5b1e2a4-94a3-4d5f-8d0e-5a3c1f2b7e90'
    Author               = 'AzQuantumSession contributors'
    CompanyName          = 'AzQuantumSession contributors'
    Copyright            = 'Copyright (c) AzQuantumSession contributors. MIT License.'
    Description          = 'The emulator of an Azure Quantum workspace that Start-AzQuantumEmulator of the module AzQuantumSession starts. Needs the ASP.NET Core Runtime 10 or later (https://dot.net/download).'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FunctionsToExport    = @()
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Azure', 'Quantum', 'AzureQuantum', 'Emulator', 'Testing', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The changelog of AzQuantumSession has all changes.'
        }
    }
}
