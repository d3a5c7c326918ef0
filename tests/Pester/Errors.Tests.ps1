# Each row of docs/errors.md that a service can cause, and what the user reads. The module's own ids are met in the commands' tests.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.simulator

    function Get-SessionError {
        $null = $session | Get-AzQuantumSession -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0]
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'an answer that is an error' {
    AfterEach { Clear-Fault $emulator }

    It '<status> <code> is <id>' -ForEach @(
        @{ status = 400; code = 'InvalidInput'; id = 'RequestRejected'; category = 'InvalidOperation'; says = 'InvalidInput' }
        @{ status = 401; code = 'Unauthorized'; id = 'AuthenticationFailed'; category = 'AuthenticationError'; says = 'API key' }
        @{ status = 403; code = 'Forbidden'; id = 'AccessDenied'; category = 'PermissionDenied'; says = 'Quantum Workspace Data Contributor' }
        @{ status = 404; code = 'ResourceNotFound'; id = 'NotFound'; category = 'ObjectNotFound'; says = 'not' }
        @{ status = 409; code = 'Conflict'; id = 'ResourceExists'; category = 'ResourceExists'; says = 'Conflict' }
        @{ status = 429; code = 'TooManyRequests'; id = 'TooManyRequests'; category = 'LimitsExceeded'; says = 'TooManyRequests' }
        @{ status = 503; code = 'ServiceUnavailable'; id = 'ServiceUnavailable'; category = 'ResourceUnavailable'; says = 'ServiceUnavailable' }
    ) {
        $null = Add-Fault $emulator @{ kind = 'status'; status = $status; code = $code; message = 'said by the service'; times = 0; headers = @{ 'retry-after-ms' = '1' } }
        $failure = Get-SessionError
        $failure.FullyQualifiedErrorId | Should -Be "$id,AzQuantumSession.Cmdlets.GetAzQuantumSession"
        $failure.CategoryInfo.Category | Should -Be $category
        $failure.TargetObject.Id | Should -Be $session.Id
        "$failure" | Should -Match $says
        "$failure" | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
        $failure.Exception.StatusCode | Should -Be $status
        $failure.Exception.RequestId | Should -Not -BeNullOrEmpty
        "$failure" | Should -Match ([regex]::Escape($failure.Exception.RequestId))
    }

    It 'is retried when it passes' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 503; times = 2; headers = @{ 'retry-after-ms' = '1' } }
        $null = Receive-Request $emulator
        ($session | Get-AzQuantumSession -ErrorAction Stop).Id | Should -Be $session.Id
        (Receive-Request $emulator).status | Should -Be 503, 503, 200
    }

    It 'that is a page of a gateway is not shown as one' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; body = '<html><body><h1>Gateway</h1></body></html>'; contentType = 'text/html' }
        "$(Get-SessionError)" | Should -Not -Match '<html>'
    }
}

Describe 'no proper answer' {
    AfterEach { Clear-Fault $emulator }

    It 'is <id> for <kind>' -ForEach @(
        @{ kind = 'malformed'; id = 'InvalidResponse'; category = 'InvalidResult' }
        @{ kind = 'reset'; id = 'ConnectionFailed'; category = 'ConnectionError' }
    ) {
        $null = Add-Fault $emulator @{ kind = $kind; times = 0 }
        $failure = Get-SessionError
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $failure.CategoryInfo.Category | Should -Be $category
    }

    It 'is ConnectionFailed where nothing listens, with host and port' {
        $gone = Start-Emulator
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $gone.ConnectionString
        $gone.Process.Kill()
        $gone.Process.WaitForExit()
        try { Get-AzQuantumSession -Workspace $workspace } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$failure" | Should -Match ([uri] $gone.Endpoint).Port
        $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    }

    It 'is ForeignAddressRefused for a redirect to another host' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 302; headers = @{ Location = 'http://127.0.0.1:9/elsewhere' }; times = 0 }
        (Get-SessionError).FullyQualifiedErrorId | Should -BeLike 'ForeignAddressRefused,*'
    }
}

Describe 'the wrong key' {
    It 'is AuthenticationFailed, and names the credential, never the key' {
        $wrong = $emulator.ConnectionString -replace 'ApiKey=[^;]+', 'ApiKey=wrong-key-0123456789'
        $workspace = Connect-AzQuantumWorkspace -ConnectionString $wrong -SkipValidation
        try { Get-AzQuantumSession -Workspace $workspace } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$failure" | Should -Match 'API key'
        "$failure" | Should -Not -Match 'wrong-key'
    }
}

Describe 'docs/errors.md' {
    It 'has a row for each id, and no other' {
        $rows = Get-Content (Join-Path $PSScriptRoot '..' '..' 'docs' 'errors.md') | ForEach-Object { if ($_ -match '^\| `(\w+)` \| [\w, ]+ \|') { $Matches[1] } }
        $ids = Get-Content (Join-Path $PSScriptRoot '..' '..' 'src' 'AzQuantumSession' 'Errors' 'ErrorIds.cs') | ForEach-Object { if ($_ -match 'const string (\w+)') { $Matches[1] } }
        $rows | Should -Be ($ids | Sort-Object)
    }
}
