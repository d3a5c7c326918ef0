# What a person sees. Each case runs in a fresh PowerShell, where the rendering can be chosen.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '75'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.qpu.aria-1 -Name paid -Tag chem
    $null = Submit-EmulatorJob $emulator $session
    $session | Stop-AzQuantumSession
    Step-Clock $emulator 120
    $session = $session | Get-AzQuantumSession
    $failed = New-AzQuantumSession ionq.simulator -Name 'a name that is too long for its column'
    $null = Submit-EmulatorJob $emulator $failed -Circuit '{"qubits":2,"circuit":[{"gate":"no-such-gate","target":0}]}'
    Step-Clock $emulator 120
    $variables = @{ Connection = $emulator.ConnectionString; Ansi = [char] 27 }
    $escape = [regex]::Escape([char] 27)
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'the table' {
    It 'has its columns within <width>' -ForEach @(
        @{ width = 80; columns = 'Name', 'Status', 'Target', 'Created', 'Duration', 'Cost' }
        @{ width = 120; columns = 'Name', 'Status', 'Target', 'Created', 'Duration', 'Cost', 'Id' }
    ) {
        $lines = Get-AzQuantumSession | Out-String -Width $width -Stream | ForEach-Object { $_ -replace "$escape\[[0-9;]*m" }
        $header = $lines | Where-Object { $_ } | Select-Object -First 1
        -split $header | Should -Be $columns
        $lines | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual $width }
        $paid = $lines | Where-Object { $_ -like 'paid*' }
        $paid | Should -Match 'Succeeded'
        $paid | Should -Match '00:01:16'
        $paid | Should -Match '\d\.\d\d USD'
        if ($width -ge 120) { $paid.TrimEnd() | Should -Match "$($session.Id)$" }
    }

    It 'gives the time of opening in local time' {
        $expected = $session.CreationTime.LocalDateTime.ToString('MM-dd HH:mm')
        Get-AzQuantumSession paid | Out-String | Should -Match $expected
    }

    It 'colours the status only where the host wants colour: <how>' -ForEach @(
        @{ how = 'OutputRendering Ansi'; set = { $PSStyle.OutputRendering = 'Ansi' }; coloured = $true }
        @{ how = 'OutputRendering PlainText'; set = { $PSStyle.OutputRendering = 'PlainText' }; coloured = $false }
    ) {
        $script = [scriptblock]::Create("$set`nImport-Module `$ModulePath; `$null = Connect-AzQuantumWorkspace -ConnectionString `$Connection; Get-AzQuantumSession paid | Out-Default")
        $text = (Invoke-FreshPowerShell $script -Variable $variables) -join "`n"
        $text | Should -Match 'Succeeded'
        ($text -match "$escape\[[0-9;]*mSucceeded") | Should -Be $coloured
    }

    It 'is plain in a file' {
        $file = Join-Path $TestDrive 'sessions.txt'
        Get-AzQuantumSession paid > $file
        Get-Content -Raw $file | Should -Match 'Succeeded'
        Get-Content -Raw $file | Should -Not -Match $escape
    }

    It 'is plain under NO_COLOR' {
        $env:NO_COLOR = '1'
        try {
            $text = (Invoke-FreshPowerShell {
                    Import-Module $ModulePath
                    $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
                    Get-AzQuantumSession paid | Out-Default
                } -Variable $variables) -join "`n"
            $text | Should -Match 'Succeeded'
            $text | Should -Not -Match $escape
        }
        finally {
            $env:NO_COLOR = $null
        }
    }
}

Describe 'the list' {
    It 'has what has a value, with the cost in words' {
        $text = Get-AzQuantumSession paid | Format-List | Out-String -Width 200
        $text | Should -Match 'Cost +: [\d.]+ USD'
        $text | Should -Match 'CostDetails +: '
        $text | Should -Match 'Tags +: chem'
        $text | Should -Match 'Duration +: 00:01:16'
        $text | Should -Not -Match 'Error'
        $text | Should -Not -Match 'BeginExecutionTime +: *\r?\n'
    }

    It 'has the error in words' {
        $session = Get-AzQuantumSession 'a name*'
        $session.Status | Should -Be 'Failed'
        if ($session.ErrorData) { $session | Format-List | Out-String | Should -Match "Error +: $($session.ErrorData.Code)" }
    }
}

Describe 'the other views' {
    It 'show a workspace' {
        $text = Get-AzQuantumWorkspaceConnection | Out-String -Width 120
        $text | Should -Match 'API key'
        $text | Should -Match ([regex]::Escape($emulator.Endpoint))
        $text | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }

    It 'show what a session cost' {
        (Get-AzQuantumSession paid).CostEstimate.Events | Out-String -Width 120 | Should -Match '1Q Gate Shot +\d+ +\d+ +0\.0\d+'
    }

    It 'work in ConstrainedLanguage' {
        $text = (Invoke-FreshPowerShell {
                Import-Module $ModulePath
                $null = Connect-AzQuantumWorkspace -ConnectionString $Connection
                $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
                Get-AzQuantumSession paid | Format-Table | Out-String -Width 120
                Get-AzQuantumSession paid | Format-List | Out-String -Width 120
            } -Variable $variables) -join "`n"
        $text | Should -Match 'paid +Succeeded'
        $text | Should -Match '00:01:16'
        $text | Should -Match 'Cost +: [\d.]+ USD'
    }
}
