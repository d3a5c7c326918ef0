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
        (Connect-AzQuantumWorkspace @names -ApiKey $key -Location 'East US' -SkipValidation).Endpoint | Should -Be 'https://eastus.quantum.azure.com/'
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
        "$failure" | Should -Match 'Both ApiKey and AccessToken'
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

Describe 'which credential' {
    BeforeAll {
        $secret = ConvertTo-SecureString 'client-secret' -AsPlainText -Force
        $principal = [pscredential]::new('11111111-aaaa-bbbb-cccc-555555555555', $secret)
    }

    It 'refuses <name>, and names both' -ForEach @(
        @{ name = 'a connection string with a token source'; arguments = { @{ ConnectionString = $emulator.ConnectionString; TokenSource = 'AzureCli' } }; says = 'ConnectionString', 'TokenSource' }
        @{ name = 'a connection string with a tenant'; arguments = { @{ ConnectionString = $emulator.ConnectionString; TenantId = 'contoso.com' } }; says = 'ConnectionString', 'TenantId' }
        @{ name = 'a key with a managed identity'; arguments = { $names + @{ ApiKey = $key; Identity = $true } }; says = 'ApiKey', 'TokenSource' }
        @{ name = 'a managed identity with another source'; arguments = { $names + @{ Identity = $true; TokenSource = 'AzureCli' } }; says = '-Identity', '-TokenSource AzureCli' }
        @{ name = 'a managed identity with a service principal'; arguments = { $names + @{ Identity = $true; ServicePrincipal = $true } }; says = '-Identity', '-ServicePrincipal' }
        @{ name = 'a credential that is not a service principal'; arguments = { $names + @{ Credential = $principal; TenantId = 'contoso.com' } }; says = '-Credential', '-ServicePrincipal' }
        @{ name = 'a service principal without a tenant'; arguments = { $names + @{ ServicePrincipal = $true; Credential = $principal } }; says = '-Credential', '-TenantId' }
        @{ name = 'a service principal without a secret'; arguments = { $names + @{ ServicePrincipal = $true; TenantId = 'contoso.com' } }; says = '-ServicePrincipal', '-Credential' }
        @{ name = 'a certificate without an application'; arguments = { $names + @{ CertificatePath = 'x.pfx'; TenantId = 'contoso.com' } }; says = 'CertificatePath', 'ClientId' }
        @{ name = 'a certificate that is not there'; arguments = { $names + @{ CertificatePath = 'x.pfx'; ClientId = 'c'; TenantId = 'contoso.com' } }; says = 'x.pfx', 'read' }
        @{ name = 'a tenant that is none'; arguments = { $names + @{ TenantId = 'my tenant' } }; says = 'TenantId', 'my tenant' }
        @{ name = 'a location in another cloud'; arguments = { $names + @{ Environment = 'AzureChinaCloud'; Location = 'chinaeast' } }; says = 'Location', 'AzureChinaCloud' }
    ) {
        $arguments = & $arguments
        if (-not $arguments.ContainsKey('Location') -and -not $arguments.ContainsKey('ConnectionString')) { $arguments['Endpoint'] = $emulator.Endpoint }
        $null = Receive-Request $emulator
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @arguments }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidWorkspace,*'
        foreach ($word in $says) { "$failure" | Should -Match ([regex]::Escape($word)) }
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'offers the sources and clouds by name' {
        { Connect-AzQuantumWorkspace @names -TokenSource Elsewhere } | Should -Throw '*DeviceCode*'
        { Connect-AzQuantumWorkspace @names -Environment Elsewhere } | Should -Throw '*AzureUSGovernment*'
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

    It 'is used in this process, with a token in the form of <_> versions' -ForEach 'old', 'middle', 'new' {
        Import-Az $_
        $workspace = Connect-AzQuantumWorkspace @names @login -WarningVariable warnings
        $workspace.Credential | Should -Be 'Az login'
        $null = Get-AzQuantumSession
        @($AzRequests) | Should -Be 'https://quantum.microsoft.com'
        $warnings | Should -BeNullOrEmpty
    }

    It 'is asked for the tenant' {
        Import-Az new
        $null = Connect-AzQuantumWorkspace @names @login -TenantId contoso.com
        @($AzRequests) | Should -Be 'https://quantum.microsoft.com contoso.com'
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

    It 'says what to do where nobody is signed in' {
        Import-Az none
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names @login -TenantId contoso.com }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$failure" -split "`n" | Should -Be @(
            'The Az login got no token for https://quantum.microsoft.com:'
            '  Az login (Connect-AzAccount): Run Connect-AzAccount to login.'
            'Run Connect-AzAccount -Tenant contoso.com'
        )
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

    It 'says where it looked for a workspace that is not there' {
        Import-Az new
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace nowhere -TokenSource AzurePowerShell -ResourceManagerEndpoint $emulator.Endpoint }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WorkspaceNotFound,*'
        "$failure" | Should -Match "'nowhere'"
        "$failure" | Should -Match 'subscriptions that it can see'
    }

    It 'takes what Get-AzQuantumWorkspace of Az.Quantum writes' {
        Import-Az new
        $object = [pscustomobject] @{
            Id = $resourceId; Name = $emulator.Workspace; ResourceGroupName = $emulator.ResourceGroup; Location = 'eastus'
            EndpointUri = $emulator.Endpoint; Type = 'microsoft.quantum/workspaces'
        }
        ($object | Connect-AzQuantumWorkspace -TokenSource AzurePowerShell).Endpoint | Should -Be "$($emulator.Endpoint)/"
        $object.EndpointUri = ''
        $workspace = $object | Connect-AzQuantumWorkspace -TokenSource AzurePowerShell -ResourceManagerEndpoint $emulator.Endpoint
        $workspace.Id | Should -Be $resourceId
        $workspace.Kind | Should -Not -BeNullOrEmpty
    }
}

Describe 'proving the connection' {
    BeforeAll {
        $direct = $names + @{ ApiKey = $key; Endpoint = $emulator.Endpoint }
    }

    AfterEach {
        Clear-Fault $emulator
        Disconnect-AzQuantumWorkspace
    }

    It 'takes one cheap request, or none' {
        $null = Receive-Request $emulator
        $null = Connect-AzQuantumWorkspace @direct
        @(Receive-Request $emulator) | Should -HaveCount 1
        $null = Connect-AzQuantumWorkspace @direct -SkipValidation
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'says of <status> what to do' -ForEach @(
        @{ status = 401; id = 'AuthenticationFailed'; says = 'Access keys' }
        @{ status = 403; id = 'AccessDenied'; says = 'Quantum Workspace Data Contributor' }
        @{ status = 404; id = 'NotFound'; says = 'resource group and subscription' }
    ) {
        $null = Add-Fault $emulator @{ kind = 'status'; status = $status; times = 0 }
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @direct }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        "$failure" | Should -Match $says
        Get-AzQuantumWorkspaceConnection | Should -BeNullOrEmpty
    }

    It 'leaves the default as it was when it fails' {
        $first = Connect-AzQuantumWorkspace @direct
        $wrong = $direct.Clone()
        $wrong['ApiKey'] = ConvertTo-SecureString 'wrong' -AsPlainText -Force
        $null = Get-ErrorOf { Connect-AzQuantumWorkspace @wrong }
        Get-AzQuantumWorkspaceConnection | Should -Be $first
        { Get-AzQuantumSession -ErrorAction Stop } | Should -Not -Throw
    }

    It 'names a region that does not exist' {
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names -ApiKey $key -Endpoint 'https://no-such-host.invalid' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$failure" | Should -Match 'no-such-host.invalid:443'
    }

    It 'names a port where nothing listens' {
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names -ApiKey $key -Endpoint 'http://127.0.0.1:9' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$failure" | Should -Match '127.0.0.1:9 .*refused'
    }

    It 'says when a token has expired' {
        $payload = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{"exp":1700000000}')).TrimEnd('=')
        $expired = ConvertTo-SecureString "eyJhbGciOiJub25lIn0.$payload.sig" -AsPlainText -Force
        $failure = Get-ErrorOf { Connect-AzQuantumWorkspace @names -AccessToken $expired -Endpoint $emulator.Endpoint }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$failure" | Should -Match 'expired at 2023-11-14'
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

    It 'is of no more use after Disconnect, nor is what came from it' {
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $session = New-AzQuantumSession ionq.simulator
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        ($session | Get-AzQuantumSession).Id | Should -Be $session.Id
        Disconnect-AzQuantumWorkspace
        $null = Receive-Request $emulator
        (Get-ErrorOf { Get-AzQuantumSession -Workspace $workspace -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'WorkspaceDisconnected,*'
        (Get-ErrorOf { $session | Get-AzQuantumSession -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'WorkspaceDisconnected,*'
        Receive-Request $emulator | Should -BeNullOrEmpty
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
