BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $token = "token-$(New-Guid)"
    $emulator = Start-Emulator '--access-token', $token
    $resourceId = "/subscriptions/$($emulator.SubscriptionId)/resourceGroups/$($emulator.ResourceGroup)/providers/Microsoft.Quantum/workspaces/$($emulator.Workspace)"
    $names = @{
        SubscriptionId = $emulator.SubscriptionId; ResourceGroupName = $emulator.ResourceGroup; WorkspaceName = $emulator.Workspace
    }
    $key = ConvertTo-SecureString $emulator.ApiKey -AsPlainText -Force
    $secureToken = ConvertTo-SecureString $token -AsPlainText -Force

    function Get-ErrorOf([scriptblock] $Command) {
        try { & $Command | Out-Null } catch { return $_ }
        throw 'There was no error.'
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Connect-AzQuantumWorkspace' {
    AfterEach {
        Disconnect-AzQuantumWorkspace
        Get-ChildItem Env:AZURE_QUANTUM_* | Remove-Item
    }

    It 'takes a connection string as text' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $workspace.Id | Should -Be $resourceId
        $workspace.Name | Should -Be $emulator.Workspace
        $workspace.Credential | Should -Be 'API key'
        @(Get-AzQuantumSession) | Should -HaveCount 0
    }

    It 'takes a connection string as a secure string' {
        Connect-AzQuantumWorkspace -ConnectionString (ConvertTo-SecureString $emulator.ConnectionString -AsPlainText -Force)
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }

    It 'takes a resource id with a key and an endpoint' {
        Connect-AzQuantumWorkspace -ResourceId $resourceId -ApiKey $key -Endpoint $emulator.Endpoint
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }

    It 'takes the resource id of an object by property name' {
        $workspace = [pscustomobject] @{ Id = $resourceId } | Connect-AzQuantumWorkspace -ApiKey $key -Endpoint $emulator.Endpoint
        $workspace.Id | Should -Be $resourceId
    }

    It 'takes three names with an access token and an endpoint' {
        $workspace = Connect-AzQuantumWorkspace @names -AccessToken $secureToken -Endpoint $emulator.Endpoint
        $workspace.Credential | Should -Be 'access token'
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }

    It 'finds the data plane through Azure Resource Manager' {
        $workspace = Connect-AzQuantumWorkspace @names -AccessToken $secureToken -ResourceManagerEndpoint $emulator.Endpoint
        $workspace.Endpoint | Should -Be "$($emulator.Endpoint)/"
        $workspace.Location | Should -Be 'eastus'
        $workspace.Kind | Should -BeIn 'V1', 'V2'
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }

    It 'makes the address from the location' {
        (Connect-AzQuantumWorkspace @names -ApiKey $key -Location 'East US').Endpoint | Should -Be 'https://eastus.quantum.azure.com/'
    }

    It 'connects from the connection string of the environment' {
        $env:AZURE_QUANTUM_CONNECTION_STRING = $emulator.ConnectionString
        (Connect-AzQuantumWorkspace).Id | Should -Be $resourceId
    }

    It 'lets a command connect from the environment by itself' {
        $env:AZURE_QUANTUM_CONNECTION_STRING = $emulator.ConnectionString
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
        (Get-AzQuantumWorkspaceConnection).Id | Should -Be $resourceId
    }

    It 'connects from the names in the environment, with a key' {
        $env:AZURE_QUANTUM_SUBSCRIPTION_ID = $emulator.SubscriptionId
        $env:AZURE_QUANTUM_WORKSPACE_RG = $emulator.ResourceGroup
        $env:AZURE_QUANTUM_WORKSPACE_NAME = $emulator.Workspace
        $env:AZURE_QUANTUM_WORKSPACE_LOCATION = 'East US'
        $workspace = Connect-AzQuantumWorkspace -ApiKey $key
        $workspace.Id | Should -Be $resourceId
        $workspace.Endpoint | Should -Be 'https://eastus.quantum.azure.com/'
    }

    It 'says which part is wrong: <part>' -ForEach @(
        @{ part = 'SubscriptionId'; change = @{ SubscriptionId = 'not-a-guid' } }
        @{ part = 'ResourceGroupName'; change = @{ ResourceGroupName = 'ends-in-a-stop.' } }
        @{ part = 'WorkspaceName'; change = @{ WorkspaceName = '-hyphen-first' } }
        @{ part = 'Location'; change = @{ Location = 'east/us' } }
        @{ part = 'Endpoint'; change = @{ Endpoint = 'http://example.com' } }
        @{ part = 'ApiVersion'; change = @{ ApiVersion = 'latest' } }
    ) {
        $arguments = $names.Clone()
        foreach ($name in $change.Keys) { $arguments[$name] = $change[$name] }
        if ($part -notin 'Location', 'Endpoint') { $arguments['Endpoint'] = $emulator.Endpoint }
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @arguments -ApiKey $key }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidWorkspace,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.Exception.Message | Should -Match $part
    }

    It 'says what is wrong with a connection string, and never shows its key' {
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace -ConnectionString 'SubscriptionId=x;ApiKey=top-secret;Nonsense' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidWorkspace,*'
        "$failure" | Should -Not -Match 'top-secret'
    }

    It 'refuses a key and a token together' {
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names -ApiKey $key -AccessToken $secureToken -Endpoint $emulator.Endpoint }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidWorkspace,*'
    }

    It 'does not mistake one way of naming the workspace for another' {
        { Connect-AzQuantumWorkspace -ConnectionString x -ResourceId y } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'says so when nothing says which workspace' {
        $failure = Get-ErrorOf { Get-AzQuantumSession }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WorkspaceNotConnected,*'
        (Get-ErrorOf { Connect-AzQuantumWorkspace }).FullyQualifiedErrorId | Should -BeLike 'InvalidWorkspace,*'
    }
}

Describe 'the default connection' {
    It 'is shown, and is gone after Disconnect' {
        Get-AzQuantumWorkspaceConnection | Should -BeNullOrEmpty
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        Get-AzQuantumWorkspaceConnection | Should -Be $workspace
        Disconnect-AzQuantumWorkspace
        Get-AzQuantumWorkspaceConnection | Should -BeNullOrEmpty
    }

    It 'belongs to the runspace' {
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        1 | ForEach-Object -Parallel { Import-Module $using:module; Get-AzQuantumWorkspaceConnection } | Should -BeNullOrEmpty
    }

    It 'goes along to another runspace with -Workspace' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        1..2 | ForEach-Object -Parallel { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
            Should -HaveCount 2
    }

    It 'is gone when the module is removed' {
        Invoke-FreshPowerShell {
            Import-Module $ModulePath
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            Remove-Module AzQuantumSession
            Import-Module $ModulePath
            @(Get-AzQuantumWorkspaceConnection).Count
        } -Variable @{ Connection = $emulator.ConnectionString } | Should -Be 0
    }

    It 'shows no secret' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $shown = ($workspace | Format-List * -Force | Out-String) + ($workspace | ConvertTo-Json -Depth 10) +
            [System.Management.Automation.PSSerializer]::Serialize($workspace, 10)
        $shown | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }
}
