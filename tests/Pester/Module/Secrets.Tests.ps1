# Runs all commands with all streams and with faults of the service, and searches the output for secrets. The first test fails for a
# command that is missing in $scripts.
BeforeDiscovery {
    $faults = @(
        @{ name = 'no fault'; fault = $null }
        @{ name = 'status 401'; fault = @{ kind = 'status'; status = 401; code = 'Unauthorized'; times = 0 } }
        @{ name = 'status 403'; fault = @{ kind = 'status'; status = 403; code = 'Forbidden'; times = 0 } }
        @{ name = 'status 404'; fault = @{ kind = 'status'; status = 404; code = 'NotFound'; times = 0 } }
        @{ name = 'status 500'; fault = @{ kind = 'status'; status = 500; code = 'InternalError'; times = 0; headers = @{ 'retry-after-ms' = '1' } } }
        @{ name = 'a malformed response'; fault = @{ kind = 'malformed'; times = 0; headers = @{ 'retry-after-ms' = '1' } } }
        @{ name = 'a connection reset'; fault = @{ kind = 'reset'; times = 1 } }
        @{ name = 'a redirect to another host'; fault = @{ kind = 'status'; status = 307; times = 0; headers = @{ Location = 'http://127.0.0.1:9/?sig=elsewhere' } } }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    Import-Module (Get-EmulatorModulePath)
    $token = "token-$(New-Guid)"
    $clientSecret = "client-$(New-Guid)"
    $certificatePassword = "certificate-$(New-Guid)"
    $emulator = Start-Emulator '--access-token', $token
    $secrets = $emulator.ApiKey, $token, $clientSecret, $certificatePassword
    $names = @{ SubscriptionId = $emulator.SubscriptionId; ResourceGroupName = $emulator.ResourceGroup; WorkspaceName = $emulator.Workspace }
    $circuit = Join-Path $TestDrive 'bell.json'
    Set-Content $circuit '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'

    # A certificate with a password, for a login that fails.
    $certificate = Join-Path $TestDrive 'certificate.pfx'
    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=secrets', $rsa, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $selfSigned = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1))
    [System.IO.File]::WriteAllBytes($certificate, $selfSigned.Export('Pfx', $certificatePassword))

    function ConvertTo-Secret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

    # The calls of each command that use a secret. Each call uses the results of the previous calls.
    $scripts = [ordered] @{
        'Connect-AzQuantumWorkspace'         = @(
            { Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString }
            { Connect-AzQuantumWorkspace -ConnectionString ($emulator.ConnectionString -replace 'ApiKey=', 'Apikey=' -replace ';QuantumEndpoint=.*', '') }
            { Connect-AzQuantumWorkspace -ConnectionString ($emulator.ConnectionString -replace 'ApiKey=', '') }
            { Connect-AzQuantumWorkspace @names -ApiKey (ConvertTo-Secret $emulator.ApiKey) -Endpoint $emulator.Endpoint }
            { Connect-AzQuantumWorkspace @names -AccessToken (ConvertTo-Secret $token) -Endpoint $emulator.Endpoint }
            { Connect-AzQuantumWorkspace @names -AccessToken (ConvertTo-Secret $token) -ResourceManagerEndpoint $emulator.Endpoint }
            { Connect-AzQuantumWorkspace $emulator.Workspace -AccessToken (ConvertTo-Secret $token) -ResourceManagerEndpoint $emulator.Endpoint }
            { Connect-AzQuantumWorkspace @names -ApiKey (ConvertTo-Secret $emulator.ApiKey) -AccessToken (ConvertTo-Secret $token) }
            { Connect-AzQuantumWorkspace @names -ServicePrincipal -Credential ([pscredential]::new('app', (ConvertTo-Secret $clientSecret))) -Endpoint $emulator.Endpoint }
            { Connect-AzQuantumWorkspace @names -ServicePrincipal -Credential ([pscredential]::new('app', (ConvertTo-Secret $clientSecret))) -TenantId t -Endpoint $emulator.Endpoint -SkipValidation }
            { Connect-AzQuantumWorkspace @names -CertificatePath $certificate -CertificatePassword (ConvertTo-Secret "$certificatePassword") -ClientId app -TenantId t -Endpoint $emulator.Endpoint -SkipValidation }
            { Connect-AzQuantumWorkspace @names -CertificatePath $circuit -CertificatePassword (ConvertTo-Secret $certificatePassword) -ClientId app -TenantId t -Endpoint $emulator.Endpoint }
            # The following commands use this connection, and don't sign in to Azure.
            { Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString -SkipValidation }
        )
        'Get-AzQuantumWorkspaceConnection'   = { Get-AzQuantumWorkspaceConnection }
        'New-AzQuantumSession'               = { New-AzQuantumSession ionq.simulator -Name secrets }
        'Get-AzQuantumSession'               = { Get-AzQuantumSession; $session | Get-AzQuantumSession }
        'Get-AzQuantumSessionJob'            = { $session | Get-AzQuantumSessionJob; Get-AzQuantumSessionJob $job.Id }
        'Get-AzQuantumSessionJobFile'        = { $job | Get-AzQuantumSessionJobFile; Get-AzQuantumSessionJobFile $job.Id -Name missing }
        'Receive-AzQuantumSessionJobFile'    = { $job | Get-AzQuantumSessionJobFile | Receive-AzQuantumSessionJobFile -OutFile $TestDrive -Force; $job | Receive-AzQuantumSessionJobFile -Name inputData }
        'Get-AzQuantumSessionTarget'         = { Get-AzQuantumSessionTarget }
        'Get-AzQuantumSessionQuota'          = { Get-AzQuantumSessionQuota }
        'Submit-AzQuantumSessionJob'         = { $session | Submit-AzQuantumSessionJob $circuit -InputFormat ionq.circuit.v1 -OutputFormat ionq.quantum-results.v1 }
        'Wait-AzQuantumSessionJob'           = { $job | Wait-AzQuantumSessionJob -Timeout 5 -PollingInterval 0.2 }
        'Measure-AzQuantumSessionResult'     = { $job | Receive-AzQuantumSessionJob | Measure-AzQuantumSessionResult }
        'Receive-AzQuantumSessionJob'        = { $job | Receive-AzQuantumSessionJob; $job | Receive-AzQuantumSessionJob -AsRaw }
        'Show-AzQuantumSession'              = { $session | Show-AzQuantumSession }
        'Export-AzQuantumSessionReport'      = { $report = Join-Path $TestDrive 'report.html'; $session | Export-AzQuantumSessionReport $report -PassThru; Get-Content $report -Raw }
        'Restart-AzQuantumSessionJob'        = { $other | Restart-AzQuantumSessionJob; $other | Restart-AzQuantumSessionJob -Force }
        'Set-AzQuantumSessionJob'            = { Set-AzQuantumSessionJob $other.Id -Name changed }
        'Remove-AzQuantumSessionJob'         = { $other | Remove-AzQuantumSessionJob -Confirm:$false }
        'Stop-AzQuantumSessionJob'           = { $other | Stop-AzQuantumSessionJob }
        'Use-AzQuantumSession'               = { Use-AzQuantumSession ionq.simulator { $_ } }
        'Stop-AzQuantumSession'              = { $session | Stop-AzQuantumSession -PassThru }
        'Wait-AzQuantumSession'              = { $done | Wait-AzQuantumSession -Timeout 5 -PollingInterval 0.2 }
        'Start-AzQuantumEmulator'            = { Start-AzQuantumEmulator -ArgumentList '--colour'; Start-AzQuantumEmulator -ArgumentList '--access-token', $token }
        'Stop-AzQuantumEmulator'             = { Stop-AzQuantumEmulator }
        'Disconnect-AzQuantumWorkspace'      = { Disconnect-AzQuantumWorkspace; Get-AzQuantumSession -Workspace $workspace }
    }

    function Initialize-Workspace {
        $script:workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
        $script:session = New-AzQuantumSession ionq.simulator
        $script:job, $script:other = 1..2 | ForEach-Object { $session | Submit-AzQuantumSessionJob $circuit -InputFormat ionq.circuit.v1 -OutputFormat ionq.quantum-results.v1 }
        $null = $job, $other | Wait-AzQuantumSessionJob -Timeout 30 -PollingInterval 0.2
        $script:done = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
    }

    # Returns the output of a command on all streams, formatted and serialized.
    function Get-AllOutput([scriptblock] $Command) {
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
        $ErrorActionPreference = 'Continue'
        $ConfirmPreference = 'None'
        $all = @(try { & $Command *>&1 } catch { $_ })
        foreach ($record in $all) {
            "$record"
            # A serialized record would include its command, and with it all types of the process. Its message is sufficient.
            $data = switch ($record) {
                { $_ -is [System.Management.Automation.ErrorRecord] } { $_.TargetObject, $_.ErrorDetails; break }
                { $_ -is [System.Management.Automation.InformationalRecord] } { $_.Message; break }
                { $_ -is [System.Management.Automation.InformationRecord] } { $_.MessageData; break }
                default { $_ }
            }
            foreach ($item in $data | Where-Object { $null -ne $_ }) {
                $item | Format-List * -Force | Out-String -Width 500
                $item | ConvertTo-Json -Depth 10 -WarningAction Ignore
                [System.Management.Automation.PSSerializer]::Serialize($item, 10)
            }
        }
        foreach ($record in $global:Error) {
            "$record"
            "$($record.Exception)"
            $record.InvocationInfo.PositionMessage
            for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
                $exception | Select-Object * -ExcludeProperty TargetSite, InnerException, ErrorRecord | Format-List | Out-String -Width 500
            }
        }
        $global:Error.Clear()
    }

    function Find-Secret([string] $Text) {
        foreach ($secret in $secrets) { if ($Text.Contains($secret)) { $secret } }
        # Output can have the placeholder of a signature, but never the signature.
        foreach ($match in [regex]::Matches($Text, 'sig=(?!\.\.\.)[^\s"''&]{6,}')) { $match.Value }
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Secrets' {
    It 'are tested with all commands' {
        (Test-ModuleManifest (Get-ModulePath)).ExportedCmdlets.Keys | Sort-Object | Should -Be ($scripts.Keys | Sort-Object)
    }

    It 'are found by Find-Secret' {
        Find-Secret "x $($emulator.ConnectionString) y" | Should -Be $emulator.ApiKey
        Find-Secret 'https://a/b?sv=1&sig=abcdefgh%3D' | Should -Be 'sig=abcdefgh%3D'
        Find-Secret (Get-AllOutput { [pscustomobject] @{ A = @{ B = $token } } } | Out-String) | Should -Be $token
    }

    It 'are not in the output with <name>' -ForEach $faults {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        Clear-Fault $emulator
        Initialize-Workspace
        $global:Error.Clear()
        if ($fault -and $fault.times -eq 0) { $null = Add-Fault $emulator $fault }
        $null = Start-Transcript $transcript -Force
        try {
            foreach ($command in $scripts.Keys) {
                # A request is sent again after a second, so once for each command.
                if ($fault -and $fault.times -ne 0) { $null = Add-Fault $emulator $fault }
                foreach ($script in $scripts[$command]) {
                    $text = Get-AllOutput $script | Out-String
                    Find-Secret $text | Should -BeNullOrEmpty -Because "$command must not write secrets: $script"
                }
            }
        }
        finally {
            $null = Stop-Transcript
            Clear-Fault $emulator
        }
        $text = Get-Content -Raw $transcript
        $text | Should -Match 'Invoke-Pester|PowerShell'
        Find-Secret $text | Should -BeNullOrEmpty
    }
}
