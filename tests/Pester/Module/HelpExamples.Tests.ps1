# Runs the examples of all help pages, and compares what the console shows with the pages.

BeforeDiscovery {
    $pages = (Get-ChildItem (Join-Path $PSScriptRoot '..' '..' '..' 'docs' 'help') -Filter *-*.md).BaseName
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'HelpExamples' 'HelpExamples.psm1') -Force
    $folder = Join-Path $PSScriptRoot '..' '..' '..' 'docs' 'help'
    # The output must not depend on the culture of the user. Linux and macOS read it from this variable.
    $culture = $env:LC_ALL
    $env:LC_ALL = 'en_US.UTF-8'
    try { $runs = Invoke-HelpPage (Get-ChildItem $folder -Filter *-*.md) } finally { $env:LC_ALL = $culture }
}

Describe 'The examples of <_>' -ForEach $pages {
    It 'show what the page says' {
        $run = $runs | Where-Object Name -EQ $_
        $run.Problem | Should -BeNullOrEmpty
        foreach ($example in Get-HelpExample (Join-Path $folder "$_.md") | Where-Object Number -NotIn $run.Skipped) {
            ConvertTo-ComparableText $run.Outputs[$example.Number] | Should -Be (ConvertTo-ComparableText $example.Output) -Because (
                "example $($example.Number) shows this. If it is right, run: docs/Update-Example.ps1 -Name $_")
        }
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
