@{
    RootModule           = 'AzQuantumSession.dll'
    ModuleVersion        = '99.0.0'
    GUID                 = '3f6c1d52-7a0e-4c0b-9a55-0f4de2b8c6a1'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Get-AzQuantumSession')
    FunctionsToExport    = @()
    AliasesToExport      = @()
}
