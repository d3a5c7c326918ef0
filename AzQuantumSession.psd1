@{
    RootModule = 'AzQuantumSession.dll'
    ModuleVersion = '0.1.0'
}
