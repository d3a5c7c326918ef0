BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '..' '..' '..')).Path
    $files = @(
        Get-Item (Join-Path $root 'build.ps1'), (Join-Path $root 'AzQuantumSession.psd1'), (Join-Path $root 'PSScriptAnalyzerSettings.psd1')
        Get-ChildItem (Join-Path $root 'docs'), (Join-Path $root 'examples'), (Join-Path $root 'tests' 'Pester'), (Join-Path $root 'tests' 'Benchmarks') -File -Recurse -Depth 3 |
            Where-Object Extension -In '.ps1', '.psm1'
    ) | ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') }
    $hasAnalyzer = [bool] (Get-Module -ListAvailable PSScriptAnalyzer)
    if (-not $hasAnalyzer) { Write-Host 'Skipped: the tests of PSScriptAnalyzer, which is not installed.' }
}

Describe 'PSScriptAnalyzer' -Skip:(-not $hasAnalyzer) {
    BeforeAll {
        $root = Join-Path $PSScriptRoot '..' '..' '..'
        $settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1'
        Import-Module PSScriptAnalyzer
    }

    It 'reports no problem in <_>' -ForEach $files {
        # The manifest names files that exist only in the built module. The analysis of its text doesn't look for them.
        $findings = if ($_ -eq 'AzQuantumSession.psd1') {
            Invoke-ScriptAnalyzer -ScriptDefinition (Get-Content (Join-Path $root $_) -Raw) -Settings $settings
        }
        else {
            Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Settings $settings
        }
        $findings | ForEach-Object { "line $($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
