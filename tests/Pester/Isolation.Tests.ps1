BeforeDiscovery {
    $hostile = foreach ($fixture in 'Older', 'Same', 'Newer') {
        foreach ($first in 'the other module', 'ours') { @{ fixture = $fixture; first = $first } }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Fixtures.psm1') -Force
    Build-Fixture
    $token = "token-$(New-Guid)"
    $emulator = Start-Emulator '--access-token', $token
    $identity = Start-IdentityEndpoint $token
    $lib = Join-Path (Split-Path (Get-ModulePath)) 'lib'

    # What every case may call. It goes into the fresh process as text.
    $prelude = {
        # Assemblies by load context: "context: name version", those that could clash.
        function Get-Loaded {
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) {
                    $name = $assembly.GetName()
                    if ($name.Name -match '^(AzQuantumSession|Azure\.|Microsoft\.Identity|System\.(ClientModel|Memory\.Data|Text\.Json|Diagnostics\.DiagnosticSource)$)') {
                        "$($context.Name): $($name.Name) $($name.Version)"
                    }
                }
            }
        }

        # Opens, reads and closes a session, with the connection string's key.
        function Use-Key {
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $session = New-AzQuantumSession ionq.simulator
            (Get-AzQuantumSession $session.Id | Stop-AzQuantumSession -PassThru).Status
        }

        # The same, with whatever is signed in on this machine: the identity endpoint's token.
        function Use-Credential {
            $env:IDENTITY_ENDPOINT = $IdentityEndpoint
            $env:IDENTITY_HEADER = $IdentityHeader
            Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_SECRET, Env:AZURE_TENANT_ID, Env:AZURE_FEDERATED_TOKEN_FILE -ErrorAction Ignore
            $id = (Get-AzQuantumWorkspaceConnection).Id
            $null = Connect-AzQuantumWorkspace -ResourceId $id -Endpoint $Endpoint
            $session = New-AzQuantumSession ionq.simulator
            (Get-AzQuantumSession $session.Id | Stop-AzQuantumSession -PassThru).Status
        }
    }

    # Runs a case in a fresh process. The object that it writes last comes back.
    function Invoke-Case([scriptblock] $Script, [hashtable] $Variable = @{}) {
        $all = @{
            Connection = $emulator.ConnectionString; Endpoint = $emulator.Endpoint
            IdentityEndpoint = $identity.IDENTITY_ENDPOINT; IdentityHeader = $identity.IDENTITY_HEADER
        } + $Variable
        $text = "$prelude`n& {`n$Script`n} | ConvertTo-Json -Depth 5 -Compress"
        $output = Invoke-FreshPowerShell ([scriptblock]::Create($text)) -Variable $all
        try { "$($output | Select-Object -Last 1)" | ConvertFrom-Json } catch { throw "No answer, but: $($output -join "`n")" }
    }

    function Get-LibVersion([string] $Name) {
        "$([System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $lib "$Name.dll")).Version)"
    }

    # Ours in the default context, whatever else there is.
    function Get-OursInDefault([string[]] $Loaded) {
        $Loaded | Where-Object { $_ -like 'Default: AzQuantumSession*' } | ForEach-Object { ($_ -split ' ')[1] } | Sort-Object
    }
}

AfterAll {
    Stop-IdentityEndpoint
    Stop-Emulator
}

Describe 'what is loaded where' {
    BeforeAll {
        $case = Invoke-Case {
            Import-Module $ModulePath
            $null = Get-Command -Module AzQuantumSession
            $null = Get-Help New-AzQuantumSession -Full | Out-String
            $import = @(Get-Loaded)
            $key = @{ Status = Use-Key; Loaded = @(Get-Loaded) }
            $credential = @{ Status = Use-Credential; Loaded = @(Get-Loaded) }
            @{ Import = $import; Key = $key; Credential = $credential; Contexts = @([System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ AzQuantumSession).Count }
        }
    }

    It 'loads its own two assemblies and none of Azure on import and for help' {
        Get-OursInDefault $case.Import | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $case.Import | Should -Not -Match ': (Azure|Microsoft\.Identity|System\.ClientModel)'
        $case.Import | Should -Not -Match '^AzQuantumSession:'
    }

    It 'loads the client into its own context at the first call, without MSAL for a key' {
        $case.Key.Status | Should -Be 'Succeeded'
        Get-OursInDefault $case.Key.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $case.Key.Loaded | Should -Contain "AzQuantumSession: Azure.Core $(Get-LibVersion Azure.Core)"
        $case.Key.Loaded | Should -Not -Match 'Microsoft\.Identity'
        $case.Key.Loaded | Should -Not -Match '^Default: (Azure|System\.ClientModel|System\.Memory\.Data)'
    }

    It 'loads MSAL into its own context when a credential is used, and nothing more into the default one' {
        $case.Credential.Status | Should -Be 'Succeeded'
        Get-OursInDefault $case.Credential.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $case.Credential.Loaded | Should -Contain "AzQuantumSession: Microsoft.Identity.Client $(Get-LibVersion Microsoft.Identity.Client)"
        $case.Credential.Loaded | Should -Not -Match '^Default: (Azure|Microsoft\.Identity|System\.ClientModel|System\.Memory\.Data)'
        $case.Contexts | Should -Be 1
    }
}

Describe 'beside a module with <fixture> libraries, <first> first' -ForEach $hostile {
    BeforeAll {
        $case = Invoke-Case -Variable @{ Fixture = Get-FixturePath "Fixture$fixture"; Test = "Test-Fixture$fixture"; First = $first } {
            $ours = { Import-Module $ModulePath; Use-Key; Use-Credential }
            $other = { Import-Module $Fixture; & $Test | ForEach-Object { "$($_.Context): $($_.Name) $($_.Version)" } }
            if ($First -eq 'ours') { $status = @(. $ours); $used = @(. $other) } else { $used = @(. $other); $status = @(. $ours) }
            # The runtime lets nobody put a newer System.Text.Json in the place of its own: not with us, not without.
            $json = Join-Path (Split-Path $Fixture) 'System.Text.Json.dll'
            $newer = if ($Test -eq 'Test-FixtureNewer') { try { $null = [System.Reflection.Assembly]::LoadFrom($json); 'taken' } catch { 'refused' } }
            $broker = if (Get-Command Measure-FixtureBroker -ErrorAction Ignore) {
                $context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ AzQuantumSession
                $refused = try { $null = $context.LoadFromAssemblyName('Azure.Identity.Broker'); $null } catch { "$_" }
                @{ ByUs = Measure-FixtureBroker; ByAChain = Measure-FixtureBroker -WithChain; Refused = $refused }
            }
            @{
                Status = $status; Used = $used
                UsedAgain = @(& $Test | ForEach-Object { "$($_.Context): $($_.Name) $($_.Version)" }); StatusAgain = @(Use-Key)
                Loaded = @(Get-Loaded); Broker = $broker; NewerJson = $newer
                Runtime = "$([System.Text.Json.JsonSerializer].Assembly.GetName().Version)"
            }
        }
        $expected = @{
            Older = 'Azure.Core 1.38', 'Azure.Identity 1.11', 'Microsoft.Identity.Client 4.61'
            Same  = 'Azure.Core 1.64', 'Azure.Core 1.64', 'Microsoft.Identity.Client 4.90'
            Newer = 'Azure.Core 99.0', 'Azure.Identity 99.0', 'Microsoft.Identity.Client 4.92'
        }
    }

    It 'works, with a key and with a credential' {
        $case.Status | Should -Be 'Succeeded', 'Succeeded'
        $case.StatusAgain | Should -Be 'Succeeded'
    }

    It 'leaves the other module its own libraries, and it works' {
        foreach ($name in $expected[$fixture]) { $case.Used | Should -Contain "Default: $name" }
        $case.UsedAgain | Should -Be $case.Used
    }

    It 'uses its own libraries' {
        foreach ($name in 'Azure.Core', 'System.ClientModel', 'System.Memory.Data', 'Microsoft.Identity.Client', 'Microsoft.IdentityModel.Abstractions') {
            $case.Loaded | Where-Object { $_ -like "AzQuantumSession: $name *" } | Should -Be "AzQuantumSession: $name $(Get-LibVersion $name)"
        }
        Get-OursInDefault $case.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
    }

    It 'shares the System.Text.Json of the runtime, of which there is one' {
        $case.Loaded | Where-Object { $_ -like 'Default: System.Text.Json *' } | Should -Be "Default: System.Text.Json $($case.Runtime)"
        if ($fixture -eq 'Newer' -and ([version] $case.Runtime).Major -lt 11) { $case.NewerJson | Should -Be 'refused' }
    }

    if ($fixture -eq 'Same') {
        It 'never makes the broker that the other module brought' {
            $case.Broker.ByUs | Should -Be 0
            $case.Broker.Refused | Should -Match "Could not load file or assembly 'Azure\.Identity\.Broker"
            # A credential chain in the default context does make it: the decoy works.
            $case.Broker.ByAChain | Should -BeGreaterThan 0
        }
    }
}

Describe 'on an older runtime' {
    It 'works with all of its own copies, as where the runtime has none that would do' {
        $case = Invoke-Case {
            [System.AppContext]::SetSwitch('AzQuantumSession.PreferBundledAssemblies', $true)
            Import-Module $ModulePath
            @{ Status = @(Use-Key; Use-Credential); Loaded = @(Get-Loaded) }
        }
        $case.Status | Should -Be 'Succeeded', 'Succeeded'
        foreach ($name in 'System.Text.Json', 'System.Diagnostics.DiagnosticSource', 'Azure.Core', 'Microsoft.Identity.Client') {
            $case.Loaded | Should -Contain "AzQuantumSession: $name $(Get-LibVersion $name)"
        }
    }
}

Describe 'in other surroundings' {
    It 'imports, connects and runs in sixteen runspaces at once, with one copy of the client' {
        $case = Invoke-Case {
            $results = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
                Import-Module $using:ModulePath
                $null = Connect-AzQuantumWorkspace -ConnectionString $using:Connection
                (New-AzQuantumSession ionq.simulator).Status
            }
            $copies = [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } |
                Where-Object { $_ -like 'AzQuantumSession*' } | Sort-Object
            @{ Results = @($results); Copies = @($copies) }
        }
        $case.Results | Should -HaveCount 16
        $case.Results | Sort-Object -Unique | Should -Be 'Waiting'
        $case.Copies | Should -Be 'AzQuantumSession', 'AzQuantumSession.Client', 'AzQuantumSession.Model'
    }

    It 'runs in ConstrainedLanguage, and shows its objects whole' {
        $script = [scriptblock]::Create(@'
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module $ModulePath
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $session = New-AzQuantumSession ionq.simulator -Name constrained
            Get-AzQuantumSession $session.Id | Stop-AzQuantumSession -PassThru | Format-Table | Out-String
            Get-AzQuantumSession $session.Id | Format-List | Out-String
            "mode: $($ExecutionContext.SessionState.LanguageMode)"
'@)
        $output = (Invoke-FreshPowerShell $script -Variable @{ Connection = $emulator.ConnectionString }) -join "`n"
        $output | Should -Match 'constrained +Succeeded +ionq\.simulator +\d\d-\d\d \d\d:\d\d'
        $output | Should -Match 'CreationTime +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d'
        $output | Should -Match 'EndExecutionTime +: \d{4}-'
        $output | Should -Match 'mode: ConstrainedLanguage'
    }

    It 'shares a connection with a thread job' {
        Invoke-Case {
            Import-Module $ModulePath
            $workspace = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $session = Start-ThreadJob { Import-Module $using:ModulePath; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
                Receive-Job -Wait -AutoRemoveJob
            ($session | Stop-AzQuantumSession -PassThru).Status
        } | Should -Be 'Succeeded'
    }

    It 'takes the id of a session that a job in another process wrote, and refuses the likeness of the session' {
        $case = Invoke-Case {
            Import-Module $ModulePath
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $sent = Start-Job {
                Import-Module $using:ModulePath
                $null = Connect-AzQuantumWorkspace -ConnectionString $using:Connection
                New-AzQuantumSession ionq.simulator
            } | Receive-Job -Wait -AutoRemoveJob
            $refused = try { Stop-AzQuantumSession -InputObject $sent } catch { $_ }
            @{
                Type = $sent.PSObject.TypeNames[0]; Refused = "$refused"; RefusedId = $refused.FullyQualifiedErrorId
                Status = ($sent | Stop-AzQuantumSession -PassThru).Status
            }
        }
        $case.Type | Should -Be 'Deserialized.AzQuantumSession.QuantumSession'
        $case.RefusedId | Should -BeLike 'CannotConvertArgument*'
        $case.Refused | Should -Match "'InputObject'.*Deserialized\.AzQuantumSession\.QuantumSession"
        $case.Status | Should -Be 'Succeeded'
    }

    It 'sends no credential to a job in another process, which says so at the first use' {
        $case = Invoke-Case {
            Import-Module $ModulePath
            $workspace = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $failure = Start-Job {
                Import-Module $using:ModulePath
                try { Get-AzQuantumSession -Workspace $using:workspace } catch { "$_" }
            } | Receive-Job -Wait -AutoRemoveJob
            @{ Failure = "$failure"; Id = $workspace.Id; Sent = [System.Management.Automation.PSSerializer]::Serialize($workspace, 5) }
        }
        $case.Failure | Should -Match 'another process.*Connect-AzQuantumWorkspace.*Start-ThreadJob'
        $case.Failure | Should -Match ([regex]::Escape($case.Id))
        $case.Sent | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }

    It 'goes on beside an attempt to import another version of it, which fails' {
        $case = Invoke-Case -Variable @{ Other = Get-FixturePath AzQuantumSession } {
            Import-Module $ModulePath
            $failure = try { Import-Module $Other } catch { "$_" }
            @{ Failure = $failure; Versions = @(Get-Module AzQuantumSession | ForEach-Object { "$($_.Version)" }); Status = Use-Key }
        }
        $case.Failure | Should -Match 'Assembly with same name is already loaded'
        $case.Versions | Should -Not -Contain '99.0.0'
        $case.Status | Should -Be 'Succeeded'
    }
}
