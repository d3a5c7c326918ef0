# Connections in a full PowerShell: the environment, other runspaces and processes. Everything else is tested in the engine.
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

Describe 'the environment' {
    AfterEach {
        Disconnect-AzQuantumWorkspace
        Get-ChildItem Env:AZURE_QUANTUM_* | Remove-Item
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
        $workspace = Connect-AzQuantumWorkspace -ApiKey $key -SkipValidation
        $workspace.Id | Should -Be $resourceId
        $workspace.Endpoint | Should -Be 'https://eastus.quantum.azure.com/'
    }

    It 'says what a source lacks that is not set up' {
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names -Endpoint $emulator.Endpoint -TokenSource Environment }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$failure" | Should -Match 'AZURE_CLIENT_ID'
    }
}

Describe 'the login of Connect-AzAccount' {
    BeforeAll {
        $login = @{ TokenSource = 'AzurePowerShell'; Endpoint = $emulator.Endpoint }
        # A stand-in for Az.Accounts, which gives the emulator's token in the form of its old or its new versions.
        function Import-Az([string] $Kind) {
            $global:AzRequests = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
            $body = switch ($Kind) {
                'old' { "param([string] `$ResourceUrl, [string] `$TenantId)`n`$token = '$token'" }
                'middle' { "param([string] `$ResourceUrl, [string] `$TenantId, [switch] `$AsSecureString)`n`$token = if (`$AsSecureString) { ConvertTo-SecureString '$token' -AsPlainText -Force } else { throw 'plain' }" }
                'new' { "param([string] `$ResourceUrl, [string] `$TenantId)`n`$token = ConvertTo-SecureString '$token' -AsPlainText -Force" }
                'none' { "param([string] `$ResourceUrl, [string] `$TenantId)`nthrow 'Run Connect-AzAccount to login.'" }
            }
            $text = "function Get-AzAccessToken { [CmdletBinding()] $($body -replace '^param', 'param')
                Write-Warning 'Upcoming breaking changes.'
                `$global:AzRequests.Enqueue(`"`$ResourceUrl `$TenantId`".Trim())
                [pscustomobject] @{ Token = `$token; ExpiresOn = [DateTimeOffset]::UtcNow.AddHours(1); TenantId = 't' } }"
            New-Module -Name Az.Accounts -ScriptBlock ([scriptblock]::Create($text)) | Import-Module -Global -Force
        }
    }

    AfterEach {
        Disconnect-AzQuantumWorkspace
        Remove-Module Az.Accounts -ErrorAction Ignore
        Remove-Item Env:AZURE_TOKEN_CREDENTIALS -ErrorAction Ignore
    }

    It 'is asked once for all runspaces' {
        Import-Az new
        $workspace = Connect-AzQuantumWorkspace @names @login -SkipValidation
        $null = Get-AzQuantumSession
        $module = Get-ModulePath
        1..4 | ForEach-Object -Parallel { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } | Should -HaveCount 4
        @($AzRequests) | Should -HaveCount 1
    }

    It 'is found by Default' {
        Import-Az new
        $env:AZURE_TOKEN_CREDENTIALS = 'dev'
        (Connect-AzQuantumWorkspace @names -Endpoint $emulator.Endpoint).Credential | Should -Be 'default credential'
        @($AzRequests) | Should -HaveCount 1
    }

    It 'finds the workspace by its name alone, and asks no more where it is' {
        Import-Az new
        $null = Receive-Request $emulator
        $workspace = Connect-AzQuantumWorkspace $emulator.Workspace -TokenSource AzurePowerShell -ResourceManagerEndpoint $emulator.Endpoint
        $workspace.Id | Should -Be $resourceId
        1..3 | ForEach-Object { $null = Get-AzQuantumSession }
        @((Receive-Request $emulator).path -like '/providers/Microsoft.ResourceGraph/*') | Should -HaveCount 1
        @($AzRequests) | Should -Be 'https://management.azure.com', 'https://quantum.microsoft.com'
    }
}

Describe 'a connection' {
    It 'goes along to another runspace with -Workspace' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        1..2 | ForEach-Object -Parallel { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
            Should -HaveCount 2
    }

    It 'goes along to a thread job' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        Start-ThreadJob { Import-Module $using:module; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
            Receive-Job -Wait -AutoRemoveJob | Should -HaveCount 1
    }

    It 'leaves its credential behind when it goes to another process' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $module = Get-ModulePath
        $answer = Start-Job {
            Import-Module $using:module
            try { Get-AzQuantumSession -Workspace $using:workspace } catch { $_.FullyQualifiedErrorId; "$_" }
        } | Receive-Job -Wait -AutoRemoveJob
        $answer[0] | Should -BeLike 'WorkspaceDisconnected,*'
        $answer[1] | Should -Match 'another process'
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
