# Cases that need a full PowerShell: files, output rendering, cultures, and encodings. Engine/ViewTests.cs covers the text of the views.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--frozen-clock', '--queue-time', '1', '--job-duration', '75'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.qpu.aria-1 -Name paid -Tag chem
    $job = Submit-AzQuantumSessionJob -Session $session -InputObject '{"qubits":1,"circuit":[{"gate":"h","target":0}]}' -Shots 1000
    Step-Clock $emulator 120
    $session | Stop-AzQuantumSession
    $session = $session | Get-AzQuantumSession -IncludeJobs
    $result = $job | Receive-AzQuantumSessionJob
    $variables = @{ Connection = $emulator.ConnectionString }
    $escape = [regex]::Escape([char] 27)
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Colors of views' {
    It 'follow <how>' -ForEach @(
        @{ how = 'OutputRendering Ansi'; set = { $PSStyle.OutputRendering = 'Ansi' }; colored = $true }
        @{ how = 'OutputRendering PlainText'; set = { $PSStyle.OutputRendering = 'PlainText' }; colored = $false }
    ) {
        $script = [scriptblock]::Create("$set`nImport-Module `$ModulePath; `$null = Connect-AzQuantumWorkspace -ConnectionString `$Connection; Get-AzQuantumSession paid | Out-Default")
        $text = (Invoke-NewPowerShell $script -Variable $variables) -join "`n"
        $text | Should -Match 'Succeeded'
        ($text -match "$escape\[[0-9;]*mSucceeded") | Should -Be $colored
    }

    It 'are not written to a file' {
        $file = Join-Path $TestDrive 'shown.txt'
        $session, $result > $file
        Get-Content -Raw $file | Should -Match 'Succeeded'
        Get-Content -Raw $file | Should -Not -Match $escape
    }

    It 'are not shown with NO_COLOR' {
        $env:NO_COLOR = '1'
        try {
            $text = (Invoke-NewPowerShell {
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

Describe 'Views with the culture <culture>' -ForEach @(
    @{ culture = 'ar-SA' }, @{ culture = 'fa-IR' }, @{ culture = 'de-DE' }, @{ culture = 'th-TH' }
) {
    BeforeAll {
        function Get-View {
            $session | Format-Table | Out-String -Width 120
            $session | Format-List | Out-String -Width 120
            $job | Get-AzQuantumSessionJob | Format-List | Out-String -Width 120
            $session.CostEstimate.Events | Out-String -Width 120
            $result | Out-String -Width 120
            $result | Format-List | Out-String -Width 120
            $result.Histogram | Out-String -Width 120
        }

        $previous = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $expected = (Get-View) -join "`n"
        [cultureinfo]::CurrentCulture = $culture
        $text = (Get-View) -join "`n"
        $calendarYear = (Get-Date).ToString('yyyy')
        [cultureinfo]::CurrentCulture = $previous
    }

    It 'show the same times and numbers as with the invariant culture' {
        $expected | Should -Match ('CreationTime +: ' + $session.CreationTime.LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture))
        $text | Should -BeExactly $expected
    }

    if ($culture -ne 'de-DE') {
        It 'do not show the year of the calendar, which differs' {
            $calendarYear | Should -Not -Be (Get-Date).ToString('yyyy', [cultureinfo]::InvariantCulture)
        }
    }
}

Describe 'Bars' {
    It 'consist of <character> with the output encoding <encoding>' -ForEach @(
        @{ encoding = 'utf-8'; character = [char] 0x2588 }, @{ encoding = 'us-ascii'; character = '#' }
    ) {
        $previous = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = [System.Text.Encoding]::GetEncoding($encoding)
            $result | Out-String | Should -Match "\n0 +0\.5000 +~500 +$character{10}"
            $result.Histogram | Out-String | Should -Match "\n0 +0\.5000 +~500 +$character{10}"
        }
        finally {
            [Console]::OutputEncoding = $previous
        }
    }
}

Describe 'View properties' {
    It 'are not offered by completion' {
        $offered = (TabExpansion2 '$session.').CompletionMatches.CompletionText
        $offered | Should -Contain 'Status'
        $offered | Should -Not -Match '^View'
    }

    It 'are not in Clixml, and the view of the imported session is the same' {
        $file = Join-Path $TestDrive 'session.xml'
        $session | Export-Clixml $file
        Get-Content -Raw $file | Should -Not -Match '"View'
        $read = Import-Clixml $file
        $read | Out-String -Width 120 | Should -Be ($session | Out-String -Width 120)
        $read | Format-List | Out-String -Width 120 | Should -Be ($session | Format-List | Out-String -Width 120)
    }
}
