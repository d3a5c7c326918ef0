BeforeDiscovery {
    $combinations = foreach ($fixture in 'Older', 'Same', 'Newer') {
        foreach ($first in 'the other module', 'AzQuantumSession') { @{ fixture = $fixture; first = $first } }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot '..' 'Fixtures' 'Fixtures.psm1') -Force
    Build-Fixture
    $token = "token-$(New-Guid)"
    $emulator = Start-Emulator '--access-token', $token
    $identity = Start-IdentityEndpoint $token
    $lib = Join-Path (Split-Path (Get-ModulePath)) 'lib'

    # Functions for the scripts of the tests. The text of this block is copied to the new process.
    $functions = {
        # Returns the loaded assemblies that can conflict, as "context: name version".
        function Get-LoadedAssembly {
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) {
                    $name = $assembly.GetName()
                    if ($name.Name -match '^(AzQuantumSession|Azure\.|Microsoft\.Identity|System\.(ClientModel|Memory\.Data|Text\.Json|Diagnostics\.DiagnosticSource)$)') {
                        "$($context.Name): $($name.Name) $($name.Version)"
                    }
                }
            }
        }

        # Imports the module, and connects with the key of the connection string.
        function Import-Connected {
            Import-Module $ModulePath
            Connect-AzQuantumWorkspace -ConnectionString $Connection
        }

        # Opens, reads, and closes a session. Returns its status.
        function Invoke-Session {
            $session = New-AzQuantumSession ionq.simulator
            (Get-AzQuantumSession $session.Id | Stop-AzQuantumSession -PassThru).Status
        }

        # Uses a session with the key of the connection string.
        function Invoke-SessionWithKey {
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            Invoke-Session
        }

        # Uses a session with the default credential, which gets the token from the identity endpoint.
        function Invoke-SessionWithCredential {
            $env:IDENTITY_ENDPOINT = $IdentityEndpoint
            $env:IDENTITY_HEADER = $IdentityHeader
            Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_SECRET, Env:AZURE_TENANT_ID, Env:AZURE_FEDERATED_TOKEN_FILE -ErrorAction Ignore
            $id = (Get-AzQuantumWorkspaceConnection).Id
            $null = Connect-AzQuantumWorkspace -ResourceId $id -Endpoint $Endpoint
            Invoke-Session
        }
    }

    # Runs a script in a new process. Returns the last object that the script writes.
    function Invoke-Isolated([scriptblock] $Script, [hashtable] $Variable = @{}) {
        $all = @{
            Connection = $emulator.ConnectionString; Endpoint = $emulator.Endpoint
            IdentityEndpoint = $identity.IDENTITY_ENDPOINT; IdentityHeader = $identity.IDENTITY_HEADER
        } + $Variable
        $text = "$functions`n& {`n$Script`n} | ConvertTo-Json -Depth 5 -Compress"
        $output = Invoke-NewPowerShell ([scriptblock]::Create($text)) -Variable $all
        try { "$($output | Select-Object -Last 1)" | ConvertFrom-Json } catch { throw "The output has no object: $($output -join "`n")" }
    }

    function Get-LibVersion([string] $Name) {
        "$([System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $lib "$Name.dll")).Version)"
    }

    # Returns the assemblies of the module in the default context.
    function Get-DefaultContextAssembly([string[]] $Loaded) {
        $Loaded | Where-Object { $_ -like 'Default: AzQuantumSession*' } | ForEach-Object { ($_ -split ' ')[1] } | Sort-Object
    }
}

AfterAll {
    Stop-IdentityEndpoint
    Stop-Emulator
}

Describe 'Load contexts' {
    BeforeAll {
        $result = Invoke-Isolated {
            Import-Module $ModulePath
            $null = Get-Command -Module AzQuantumSession
            $null = Get-Help New-AzQuantumSession -Full | Out-String
            $import = @(Get-LoadedAssembly)
            $key = @{ Status = Invoke-SessionWithKey; Loaded = @(Get-LoadedAssembly) }
            $credential = @{ Status = Invoke-SessionWithCredential; Loaded = @(Get-LoadedAssembly) }
            @{ Import = $import; Key = $key; Credential = $credential; Contexts = @([System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ AzQuantumSession).Count }
        }
    }

    It 'have two assemblies of the module and no Azure library after the import' {
        Get-DefaultContextAssembly $result.Import | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $result.Import | Should -Not -Match ': (Azure|Microsoft\.Identity|System\.ClientModel)'
        $result.Import | Should -Not -Match '^AzQuantumSession:'
    }

    It 'have the client in its own context and no MSAL after a call with a key' {
        $result.Key.Status | Should -Be 'Succeeded'
        Get-DefaultContextAssembly $result.Key.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $result.Key.Loaded | Should -Contain "AzQuantumSession: Azure.Core $(Get-LibVersion Azure.Core)"
        $result.Key.Loaded | Should -Not -Match 'Microsoft\.Identity'
        $result.Key.Loaded | Should -Not -Match '^Default: (Azure|System\.ClientModel|System\.Memory\.Data)'
    }

    It 'have MSAL in the context of the client after a call with a credential' {
        $result.Credential.Status | Should -Be 'Succeeded'
        Get-DefaultContextAssembly $result.Credential.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
        $result.Credential.Loaded | Should -Contain "AzQuantumSession: Microsoft.Identity.Client $(Get-LibVersion Microsoft.Identity.Client)"
        $result.Credential.Loaded | Should -Not -Match '^Default: (Azure|Microsoft\.Identity|System\.ClientModel|System\.Memory\.Data)'
        $result.Contexts | Should -Be 1
    }
}

Describe 'AzQuantumSession and a module with <fixture> libraries, <first> first' -ForEach $combinations {
    BeforeAll {
        $result = Invoke-Isolated -Variable @{ Fixture = Get-FixturePath "Fixture$fixture"; Test = "Test-Fixture$fixture"; First = $first } {
            $own = { Import-Module $ModulePath; Invoke-SessionWithKey; Invoke-SessionWithCredential }
            $other = { Import-Module $Fixture; & $Test | ForEach-Object { "$($_.Context): $($_.Name) $($_.Version)" } }
            if ($First -eq 'AzQuantumSession') { $status = @(. $own); $used = @(. $other) } else { $used = @(. $other); $status = @(. $own) }
            # The runtime always refuses to replace its System.Text.Json.
            $json = Join-Path (Split-Path $Fixture) 'System.Text.Json.dll'
            $newer = if ($Test -eq 'Test-FixtureNewer') { try { $null = [System.Reflection.Assembly]::LoadFrom($json); 'loaded' } catch { 'refused' } }
            $broker = if (Get-Command Measure-FixtureBroker -ErrorAction Ignore) {
                $context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ AzQuantumSession
                $refused = try { $null = $context.LoadFromAssemblyName('Azure.Identity.Broker'); $null } catch { "$_" }
                @{ ByModule = Measure-FixtureBroker; ByChain = Measure-FixtureBroker -WithChain; Refused = $refused }
            }
            @{
                Status = $status; Used = $used
                UsedAgain = @(& $Test | ForEach-Object { "$($_.Context): $($_.Name) $($_.Version)" }); StatusAgain = @(Invoke-SessionWithKey)
                Loaded = @(Get-LoadedAssembly); Broker = $broker; NewerJson = $newer
                Runtime = "$([System.Text.Json.JsonSerializer].Assembly.GetName().Version)"
            }
        }
        $expected = @{
            Older = 'Azure.Core 1.38', 'Azure.Identity 1.11', 'Microsoft.Identity.Client 4.61'
            Same  = 'Azure.Core 1.64', 'Azure.Core 1.64', 'Microsoft.Identity.Client 4.90'
            Newer = 'Azure.Core 99.0', 'Azure.Identity 99.0', 'Microsoft.Identity.Client 4.92'
        }
    }

    It 'use a session with a key and with a credential' {
        $result.Status | Should -Be 'Succeeded', 'Succeeded'
        $result.StatusAgain | Should -Be 'Succeeded'
    }

    It 'leave the other module its libraries' {
        foreach ($name in $expected[$fixture]) { $result.Used | Should -Contain "Default: $name" }
        $result.UsedAgain | Should -Be $result.Used
    }

    It 'load the bundled libraries into the context of the client' {
        foreach ($name in 'Azure.Core', 'System.ClientModel', 'System.Memory.Data', 'Microsoft.Identity.Client', 'Microsoft.IdentityModel.Abstractions') {
            $result.Loaded | Where-Object { $_ -like "AzQuantumSession: $name *" } | Should -Be "AzQuantumSession: $name $(Get-LibVersion $name)"
        }
        Get-DefaultContextAssembly $result.Loaded | Should -Be 'AzQuantumSession', 'AzQuantumSession.Model'
    }

    It 'share the System.Text.Json of the runtime' {
        $result.Loaded | Where-Object { $_ -like 'Default: System.Text.Json *' } | Should -Be "Default: System.Text.Json $($result.Runtime)"
        if ($fixture -eq 'Newer' -and ([version] $result.Runtime).Major -lt 11) { $result.NewerJson | Should -Be 'refused' }
    }

    if ($fixture -eq 'Same') {
        It 'do not create the broker of the other module' {
            $result.Broker.ByModule | Should -Be 0
            $result.Broker.Refused | Should -Match "Could not load file or assembly 'Azure\.Identity\.Broker"
            # A credential chain in the default context creates the broker. The test can detect it.
            $result.Broker.ByChain | Should -BeGreaterThan 0
        }
    }
}

Describe 'AzQuantumSession on an older runtime' {
    It 'uses all bundled libraries' {
        $result = Invoke-Isolated {
            [System.AppContext]::SetSwitch('AzQuantumSession.PreferBundledAssemblies', $true)
            Import-Module $ModulePath
            @{ Status = @(Invoke-SessionWithKey; Invoke-SessionWithCredential); Loaded = @(Get-LoadedAssembly) }
        }
        $result.Status | Should -Be 'Succeeded', 'Succeeded'
        foreach ($name in 'System.Text.Json', 'System.Diagnostics.DiagnosticSource', 'Azure.Core', 'Microsoft.Identity.Client') {
            $result.Loaded | Should -Contain "AzQuantumSession: $name $(Get-LibVersion $name)"
        }
    }
}

Describe 'Traces' {
    It 'of requests reach a listener in the default context, below their command, if the client uses <libraries>' -ForEach @(
        @{ libraries = 'the libraries of PowerShell'; preferBundled = $false }
        @{ libraries = 'all bundled libraries'; preferBundled = $true }
    ) {
        $result = Invoke-Isolated -Variable @{ PreferBundled = $preferBundled } {
            [System.AppContext]::SetSwitch('AzQuantumSession.PreferBundledAssemblies', [bool]::Parse($PreferBundled))
            Add-Type @'
using System.Collections.Concurrent;
using System.Diagnostics;
public static class Collector
{
    public static ConcurrentQueue<Activity> Spans = new ConcurrentQueue<Activity>();
    public static void Start() => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = source => source.Name == "AzQuantumSession",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStopped = Spans.Enqueue,
    });
}
'@
            [Collector]::Start()
            $null = Import-Connected
            $status = Invoke-SessionWithCredential
            $spans = [Collector]::Spans.ToArray()
            $names = @{}
            foreach ($span in $spans) { $names["$($span.SpanId)"] = $span.DisplayName }
            @{ Status = $status; Requests = @($spans | Where-Object Kind -EQ Client | ForEach-Object { "$($names["$($_.ParentSpanId)"]): $($_.DisplayName -replace '/subscriptions.*/workspaces/[^/]*')" }) }
        }
        $result.Status | Should -Be 'Succeeded'
        $result.Requests | Should -Contain 'New-AzQuantumSession: PUT /sessions/{sessionId}'
        $result.Requests | Should -Contain 'Stop-AzQuantumSession: POST /sessions/{sessionId}:close'
        # The request for the token. Its path is of the test, and has no template.
        $result.Requests | Should -Contain 'Connect-AzQuantumWorkspace: GET'
    }
}

Describe 'AzQuantumSession in other hosts' {
    It 'loads the client once for sixteen parallel runspaces' {
        $result = Invoke-Isolated {
            $results = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
                Import-Module $using:ModulePath
                $null = Connect-AzQuantumWorkspace -ConnectionString $using:Connection
                (New-AzQuantumSession ionq.simulator).Status
            }
            $copies = [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } |
                Where-Object { $_ -like 'AzQuantumSession*' } | Sort-Object
            @{ Results = @($results); Copies = @($copies) }
        }
        $result.Results | Should -HaveCount 16
        $result.Results | Sort-Object -Unique | Should -Be 'Waiting'
        $result.Copies | Should -Be 'AzQuantumSession', 'AzQuantumSession.Client', 'AzQuantumSession.Model'
    }

    It 'shows complete views in ConstrainedLanguage' {
        $script = [scriptblock]::Create(@'
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module $ModulePath
            $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
            $session = New-AzQuantumSession ionq.simulator -Name constrained
            Get-AzQuantumSession $session.Id | Stop-AzQuantumSession -PassThru | Format-Table | Out-String
            Get-AzQuantumSession $session.Id | Format-List | Out-String
            "mode: $($ExecutionContext.SessionState.LanguageMode)"
'@)
        $output = (Invoke-NewPowerShell $script -Variable @{ Connection = $emulator.ConnectionString }) -join "`n"
        $output | Should -Match 'Succeeded +\d\d-\d\d \d\d:\d\d .+ionq\.simulator +constrained'
        $output | Should -Match 'CreationTime +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d'
        $output | Should -Match 'EndExecutionTime +: \d{4}-'
        $output | Should -Match 'mode: ConstrainedLanguage'
    }

    It 'shares a connection with a thread job' {
        Invoke-Isolated {
            $workspace = Import-Connected
            $session = Start-ThreadJob { Import-Module $using:ModulePath; New-AzQuantumSession ionq.simulator -Workspace $using:workspace } |
                Receive-Job -Wait -AutoRemoveJob
            ($session | Stop-AzQuantumSession -PassThru).Status
        } | Should -Be 'Succeeded'
    }

    It 'accepts the deserialized object of a session from another process' {
        $result = Invoke-Isolated {
            $null = Import-Connected
            $sent = Start-Job {
                Import-Module $using:ModulePath
                $null = Connect-AzQuantumWorkspace -ConnectionString $using:Connection
                New-AzQuantumSession ionq.simulator
            } | Receive-Job -Wait -AutoRemoveJob
            @{
                Type = $sent.PSObject.TypeNames[0]
                Read = (Get-AzQuantumSession -InputObject $sent).Id -eq $sent.Id
                Status = ($sent | Stop-AzQuantumSession -PassThru).Status
            }
        }
        $result.Type | Should -Be 'Deserialized.AzQuantumSession.QuantumSession'
        $result.Read | Should -BeTrue
        $result.Status | Should -Be 'Succeeded'
    }

    It 'sends no credential to a job in another process' {
        $result = Invoke-Isolated {
            $workspace = Import-Connected
            $failure = Start-Job {
                Import-Module $using:ModulePath
                try { Get-AzQuantumSession -Workspace $using:workspace } catch { "$_" }
            } | Receive-Job -Wait -AutoRemoveJob
            @{ Failure = "$failure"; Id = $workspace.Id; Sent = [System.Management.Automation.PSSerializer]::Serialize($workspace, 5) }
        }
        $result.Failure | Should -Match 'another process.*Connect-AzQuantumWorkspace.*Start-ThreadJob'
        $result.Failure | Should -Match ([regex]::Escape($result.Id))
        $result.Sent | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }

    It 'fails with one error if another version is in the process, and adds no types' {
        $result = Invoke-Isolated -Variable @{ Other = Get-FixturePath AzQuantumSession } {
            Import-Module $Other
            $Error.Clear()
            $failure = try { Import-Module $ModulePath } catch { "$_" }
            @{ Failure = $failure; Errors = $Error.Count; Types = @(Get-TypeData AzQuantumSession.*).Count }
        }
        $result.Failure | Should -Match '^[^\n]*Assembly with same name is already loaded[^\n]*$'
        $result.Errors | Should -Be 1
        $result.Types | Should -Be 0
    }

    It 'continues to work after the failed import of another version' {
        $result = Invoke-Isolated -Variable @{ Other = Get-FixturePath AzQuantumSession } {
            Import-Module $ModulePath
            $failure = try { Import-Module $Other } catch { "$_" }
            @{ Failure = $failure; Versions = @(Get-Module AzQuantumSession | ForEach-Object { "$($_.Version)" }); Status = Invoke-SessionWithKey }
        }
        $result.Failure | Should -Match 'Assembly with same name is already loaded'
        $result.Versions | Should -Not -Contain '99.0.0'
        $result.Status | Should -Be 'Succeeded'
    }
}
