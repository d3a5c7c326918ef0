# Runs the examples of the help pages, the about topics, the task pages, and the README, and compares what the console shows with the pages.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '..' 'HelpExamples' 'HelpExamples.psm1') -Force
    $pages = (Get-ExamplePage).BaseName
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'HelpExamples' 'HelpExamples.psm1') -Force
    $files = Get-ExamplePage
    # The output must not depend on the culture of the user. Linux and macOS read it from this variable.
    $culture = $env:LC_ALL
    $env:LC_ALL = 'en_US.UTF-8'
    try { $runs = Invoke-Page $files } finally { $env:LC_ALL = $culture }
}

Describe 'The examples of <_>' -ForEach $pages {
    It 'run, and show what the page says' {
        $run = $runs | Where-Object Name -EQ $_
        $run.Problem | Should -BeNullOrEmpty
        $examples = @(Get-PageExample ($files | Where-Object BaseName -EQ $_).FullName)
        $examples | Should -Not -BeNullOrEmpty
        foreach ($example in $examples | Where-Object { -not $run.Skipped[$_.Key] }) {
            if ($null -eq $example.Output) {
                $run.Errors[$example.Key] | Should -BeNullOrEmpty -Because "the page shows no error below the example in line $($example.Line)"
            }
            else {
                ConvertTo-ComparableText $run.Outputs[$example.Key] | Should -Be (ConvertTo-ComparableText $example.Output) -Because (
                    "the example in line $($example.Line) shows this. If it is right, run: docs/Update-Example.ps1 -Name $_")
            }
        }
    }
}

Describe 'Get-PageExample' {
    BeforeAll {
        # Writes a page, and returns its path.
        function New-Page([string] $Folder, [string] $Text) {
            $null = New-Item -ItemType Directory -Force (Join-Path $TestDrive $Folder)
            $path = Join-Path $TestDrive $Folder "$([guid]::NewGuid()).md"
            [System.IO.File]::WriteAllText($path, $Text)
            $path
        }
    }

    It 'finds the code and the output of an about topic, and no diagram' {
        $page = New-Page about ("# Topic`n`n## A`n`n    Get-A |`n        Get-B`n`n    Get-C`n`nThe output:`n`n    a`n`n`n      b`n`n" +
            "Text:`n`n    Get-D`n`n## B`n`n    A`n    |`n    v`n    B`n`nText:`n`n    Get-E`n`nThe output:`n`n## C`n")
        $examples = Get-PageExample $page
        $examples.Key | Should -Be 'A', 'A 2', 'B'
        $examples[0].Code.Trim() | Should -Be "Get-A |`n        Get-B`n`n    Get-C"
        $examples.Output | Should -Be "a`n`n`n  b", $null, ''
        $examples.Line | Should -Be 5, 19, 30
    }

    It 'finds indented fences in other pages, and reads back what Set-PageOutput writes' {
        $page = New-Page tasks "# Page`n`n1. Text`n`n   ``````powershell`n   Get-A`n   ```````n`n   ``````sh`n   b`n   ```````n"
        (Get-PageExample $page).Output | Should -BeNullOrEmpty
        foreach ($output in "a`n`n  b", 'c', '') {
            Set-PageOutput $page Page $output
            (Get-PageExample $page).Output | Should -Be ($output ? $output : $null)
        }
        [System.IO.File]::ReadAllText($page) | Should -Match "   Get-A`n   ``````\n`n   ``````sh"
    }
}

Describe 'ConvertTo-ComparableText' {
    It 'ignores ids, numbers, and widths, and nothing else' {
        $first = "Name   Id`n----   --`nbell-0a1b2c3d 5f1c2b9e-3a67-4c0d-9e21-7d0a4b8f6c33 11-27 10:15`n`u{2588}`u{2588}"
        $second = "Name Id`n------ --`nbell-aaaaaaaa 0d9b7c1e-6f42-4a58-8b3d-52c1e9a7f604 12-03 09:01`n`u{2588}"
        ConvertTo-ComparableText $first | Should -Be (ConvertTo-ComparableText $second)
        ConvertTo-ComparableText $first | Should -Not -Be (ConvertTo-ComparableText ($second -replace 'bell', 'ghz'))
    }

    It 'omits prompts where they cannot be redirected' {
        $page = "before`nConfirm`nAre you sure you want to perform this action?`n[Y] Yes  [N] No  [?] Help`n(default is ""Y""):Y`nafter"
        ConvertTo-ComparableText $page -OmitPrompt $true | Should -Be (ConvertTo-ComparableText "before`nY`nafter")
        ConvertTo-ComparableText $page -OmitPrompt $false | Should -Not -Be (ConvertTo-ComparableText $page -OmitPrompt $true)
    }
}
