BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '..' '..')).Path
    $files = @(
        Get-Item (Join-Path $root 'build.ps1'), (Join-Path $root 'AzQuantumSession.psd1'), (Join-Path $root 'PSScriptAnalyzerSettings.psd1')
        Get-ChildItem (Join-Path $root 'docs'), (Join-Path $root 'examples'), (Join-Path $root 'tests' 'Pester') -File |
            Where-Object Extension -In '.ps1', '.psm1'
    ) | ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') }
    $hasAnalyzer = [bool] (Get-Module -ListAvailable PSScriptAnalyzer)
    if (-not $hasAnalyzer) { Write-Host 'Skipped: PSScriptAnalyzer, since it is not here.' }
}

Describe 'PSScriptAnalyzer' -Skip:(-not $hasAnalyzer) {
    BeforeAll {
        $root = Join-Path $PSScriptRoot '..' '..'
        $settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1'
        Import-Module PSScriptAnalyzer
    }

    It 'finds nothing in <_>' -ForEach $files {
        # The manifest names files that lie beside it only in the built module; as text it is looked at like any other.
        $findings = if ($_ -eq 'AzQuantumSession.psd1') {
            Invoke-ScriptAnalyzer -ScriptDefinition (Get-Content (Join-Path $root $_) -Raw) -Settings $settings
        }
        else {
            Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Settings $settings
        }
        $findings | ForEach-Object { "line $($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
