# Connections that need a full PowerShell: environment variables, runspaces, and processes. The engine tests cover the other cases.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $token = "token-$(New-Guid)"
    $emulator = Start-Emulator '--access-token', $token
    $resourceId = "/subscriptions/$($emulator.SubscriptionId)/resourceGroups/$($emulator.ResourceGroup)/providers/Microsoft.Quantum/workspaces/$($emulator.Workspace)"
    $names = @{
        SubscriptionId = $emulator.SubscriptionId; ResourceGroupName = $emulator.ResourceGroup; WorkspaceName = $emulator.Workspace
    }
    $key = ConvertTo-SecureString $emulator.ApiKey -AsPlainText -Force
    $secureToken = ConvertTo-SecureString $token -AsPlainText -Force

    function Get-ThrownError([scriptblock] $Command) {
        try { & $Command | Out-Null } catch { return $_ }
        throw 'The command threw no error.'
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Connect-AzQuantumWorkspace with environment variables' {
    AfterEach {
        Disconnect-AzQuantumWorkspace
        Get-ChildItem Env:AZURE_QUANTUM_* | Remove-Item
    }

    It 'uses the connection string' {
        $env:AZURE_QUANTUM_CONNECTION_STRING = $emulator.ConnectionString
        (Connect-AzQuantumWorkspace).Id | Should -Be $resourceId
    }

    It 'connects when another command needs a workspace' {
        $env:AZURE_QUANTUM_CONNECTION_STRING = $emulator.ConnectionString
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
        (Get-AzQuantumWorkspaceConnection).Id | Should -Be $resourceId
    }

    It 'uses the names with an API key' {
        $env:AZURE_QUANTUM_SUBSCRIPTION_ID = $emulator.SubscriptionId
        $env:AZURE_QUANTUM_WORKSPACE_RG = $emulator.ResourceGroup
        $env:AZURE_QUANTUM_WORKSPACE_NAME = $emulator.Workspace
        $env:AZURE_QUANTUM_WORKSPACE_LOCATION = 'East US'
        $workspace = Connect-AzQuantumWorkspace -ApiKey $key -SkipValidation
        $workspace.Id | Should -Be $resourceId
        $workspace.Endpoint | Should -Be 'https://eastus.quantum.azure.com/'
    }

    It 'names a missing variable of -TokenSource Environment' {
        $failure = Get-ThrownError { Connect-AzQuantumWorkspace @names -Endpoint $emulator.Endpoint -TokenSource Environment }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$failure" | Should -Match 'AZURE_CLIENT_ID'
    }
}

Describe 'Connect-AzQuantumWorkspace with the login of Connect-AzAccount' {
    BeforeAll {
        $login = @{ TokenSource = 'AzurePowerShell'; Endpoint = $emulator.Endpoint }
        # Imports a substitute for Az.Accounts that returns the token of the emulator, and records its calls in $AzRequests.
        function Import-AzAccountsModule {
            $global:AzRequests = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
            New-Module -Name Az.Accounts -ArgumentList $secureToken {
                param([securestring] $Token)
                function Get-AzAccessToken {
                    [CmdletBinding()]
                    param([string] $ResourceUrl, [string] $TenantId)
                    Write-Warning 'Upcoming breaking changes.'
                    $global:AzRequests.Enqueue("$ResourceUrl $TenantId".Trim())
                    [pscustomobject] @{ Token = $Token; ExpiresOn = [DateTimeOffset]::UtcNow.AddHours(1); TenantId = 't' }
                }
            } | Import-Module -Global -Force
        }
    }

    AfterEach {
        Disconnect-AzQuantumWorkspace
        Remove-Module Az.Accounts -ErrorAction Ignore
        Remove-Item Env:AZURE_TOKEN_CREDENTIALS -ErrorAction Ignore
    }

    It 'requests one token for all runspaces' {
        Import-AzAccountsModule
        $workspace = Connect-AzQuantumWorkspace @names @login -SkipValidation
        $null = Get-AzQuantumSession
        $module = Get-ModulePath
        1..4 | ForEach-Object -Parallel { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } | Should -HaveCount 4
        @($AzRequests) | Should -HaveCount 1
    }

    It 'is a source of the default credential' {
        Import-AzAccountsModule
        $env:AZURE_TOKEN_CREDENTIALS = 'dev'
        (Connect-AzQuantumWorkspace @names -Endpoint $emulator.Endpoint).Credential | Should -Be 'default credential'
        @($AzRequests) | Should -HaveCount 1
    }

    It 'finds a workspace by its name with one query' {
        Import-AzAccountsModule
        $null = Receive-Request $emulator
        $workspace = Connect-AzQuantumWorkspace $emulator.Workspace -TokenSource AzurePowerShell -ResourceManagerEndpoint $emulator.Endpoint
        $workspace.Id | Should -Be $resourceId
        1..3 | ForEach-Object { $null = Get-AzQuantumSession }
        @((Receive-Request $emulator).path -like '/providers/Microsoft.ResourceGraph/*') | Should -HaveCount 1
        @($AzRequests) | Should -Be 'https://management.azure.com', 'https://quantum.microsoft.com'
    }
}

Describe 'Connection' {
    It 'is available in another runspace through -Workspace' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        1..2 | ForEach-Object -Parallel { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
            Should -HaveCount 2
    }

    It 'is available in a thread job through -Workspace' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        Start-ThreadJob { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
            Receive-Job -Wait -AutoRemoveJob | Should -HaveCount 1
    }

    It 'has no credential in another process' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        $output = Start-Job {
            Import-Module $using:module
            try { Get-AzQuantumSession -Workspace $using:workspace } catch { $_.FullyQualifiedErrorId; "$_" }
        } | Receive-Job -Wait -AutoRemoveJob
        $output[0] | Should -BeLike 'WorkspaceDisconnected,*'
        $output[1] | Should -Match 'another process'
    }

    It 'ends when the module is removed' {
        Invoke-NewPowerShell {
            Import-Module $ModulePath
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            Remove-Module AzQuantumSession
            Import-Module $ModulePath
            @(Get-AzQuantumWorkspaceConnection).Count
        } -Variable @{ Connection = $emulator.ConnectionString } | Should -Be 0
    }

    It 'shows no secret when it is formatted or serialized' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $shown = ($workspace | Format-List * -Force | Out-String) + ($workspace | ConvertTo-Json -Depth 10) +
            [System.Management.Automation.PSSerializer]::Serialize($workspace, 10)
        $shown | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }
}
