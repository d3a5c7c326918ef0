# Compares the help with the commands.

BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '..' '..' '..'
    $commands = (Test-ModuleManifest (Join-Path $root 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')).ExportedCmdlets.Keys
    $topics = (Get-ChildItem (Join-Path $root 'docs' 'about') -Filter about_*.md).BaseName
    $hasPlatyPS = [bool] (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -GE 1.0.1)
    if (-not $hasPlatyPS) {
        Write-Host 'Skipped: the comparison of the help with the commands, which needs Microsoft.PowerShell.PlatyPS.'
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $root = Join-Path $PSScriptRoot '..' '..' '..'
    $helpFolder = Join-Path $root 'docs' 'help'
    $commonParameters = [System.Management.Automation.Cmdlet]::CommonParameters

    # Formats a parameter of one set, so that the help and the code can be compared.
    function Format-Parameter($Set, $Position, $Required, $Pipeline, $PropertyName) {
        "$Set position=$Position required=$Required pipeline=$Pipeline property=$PropertyName".ToLowerInvariant()
    }
}

Describe 'Help pages' {
    It 'are linked in the README' {
        $readme = Get-Content (Join-Path $root 'README.md') -Raw
        foreach ($page in Get-ChildItem $helpFolder) { $readme | Should -Match ([regex]::Escape("docs/help/$($page.Name)")) }
        foreach ($topic in Get-ChildItem (Join-Path $root 'docs' 'about')) { $readme | Should -Match ([regex]::Escape("docs/about/$($topic.Name)")) }
    }

    It 'link to existing files' {
        foreach ($page in Get-ChildItem $helpFolder) {
            foreach ($link in [regex]::Matches((Get-Content $page.FullName -Raw), '\]\((?!https?:)([^)#]+)')) {
                Join-Path $helpFolder $link.Groups[1].Value | Should -Exist -Because "$($page.Name) links there"
            }
        }
    }
}

Describe 'Help page of <_>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command $_ -Module AzQuantumSession
        $path = Join-Path $helpFolder "$_.md"
    }

    Context 'read by PlatyPS' -Skip:(-not $hasPlatyPS) {
        BeforeAll {
            Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.1
            $page = Import-MarkdownCommandHelp $path
            $parameters = $command.Parameters.Values | Where-Object Name -NotIn $commonParameters
        }

        It 'has no warnings and no placeholders' {
            $page.Title | Should -Be $command.Name
            $page.Diagnostics.Messages | Where-Object Severity -NE 'Information' | Should -BeNullOrEmpty
            Get-Content $path -Raw | Should -Not -Match '\{\{'
        }

        It 'has synopsis, description, notes, links, and two to eight examples' {
            $page.Synopsis, $page.Description, $page.Notes | Should -Not -BeNullOrEmpty
            $page.RelatedLinks.Count | Should -BeGreaterThan 0
            $page.Examples.Count | Should -BeIn (2..8)
            foreach ($example in $page.Examples) {
                $example.Title | Should -Not -BeNullOrEmpty
                $example.Remarks -replace '(?s)```.*?```' | Should -Match '\w' -Because "'$($example.Title)' needs a description"
            }
        }

        It 'describes all parameters of the command' {
            $page.Parameters.Name | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
            foreach ($parameter in $page.Parameters) { $parameter.Description | Should -Match '\w' -Because "-$($parameter.Name) needs a description" }
        }

        It 'has the type, aliases, values, wildcards, and sets of each parameter' {
            foreach ($parameter in $parameters) {
                $documented = $page.Parameters | Where-Object Name -EQ $parameter.Name
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
                $because = "the code of -$($parameter.Name) has this value"
                $documented.Type | Should -Be $type.FullName -Because $because
                $documented.Aliases | Sort-Object | Should -Be ($parameter.Aliases | Sort-Object) -Because $because
                $accepted = $type.IsEnum ? [enum]::GetNames($type) : ($parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues)
                if ($accepted) { $documented.AcceptedValues | Should -Be $accepted -Because $because }
                [bool] $documented.SupportsWildcards | Should -Be ([bool] ($parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] })) -Because $because

                $inCode = foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                    $name = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
                    $position = $set.Value.Position -eq [int]::MinValue ? 'Named' : $set.Value.Position
                    Format-Parameter $name $position $set.Value.IsMandatory $set.Value.ValueFromPipeline $set.Value.ValueFromPipelineByPropertyName
                }
                $inPage = foreach ($set in $documented.ParameterSets) {
                    Format-Parameter $set.Name $set.Position $set.IsRequired $set.ValueFromPipeline $set.ValueFromPipelineByPropertyName
                }
                $inPage | Sort-Object | Should -Be ($inCode | Sort-Object) -Because $because
            }
        }

        It 'has the syntax, the input, and the output of the command' {
            $expected = New-CommandHelp $command
            "$($page.Syntax)" -replace '\s+|\[<CommonParameters>\]' | Should -Be ("$($expected.Syntax)" -replace '\s+|\[<CommonParameters>\]')
            $page.Inputs.Typename | Where-Object { $_ -ne 'None' } | Sort-Object | Should -Be ($expected.Inputs.Typename | Where-Object { $_ -ne 'None' } | Sort-Object)
            $page.Outputs.Typename | Sort-Object | Should -Be ($expected.Outputs.Typename | Sort-Object)
            @($page.Inputs) + $page.Outputs | ForEach-Object { $_.Description | Should -Match '\w' }
        }
    }
}

Describe 'about_AzQuantumSession_Errors' {
    It 'names all error ids of the table in docs/errors.md' {
        $ids = [regex]::Matches((Get-Content (Join-Path $root 'docs' 'errors.md') -Raw), '(?m)^\| `(\w+)`') | ForEach-Object { $_.Groups[1].Value }
        $ids.Count | Should -BeGreaterThan 10
        $topic = Get-Content (Join-Path $root 'docs' 'about' 'about_AzQuantumSession_Errors.md') -Raw
        $ids | Where-Object { $topic -cnotmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'Get-Help' {
    It 'opens a page in the browser with -Online' {
        $shown = Invoke-NewPowerShell {
            Import-Module $ModulePath
            # Get-Help writes the URI, and opens no browser.
            [System.Management.Automation.Internal.InternalTestHooks]::SetTestHook('BypassOnlineHelpRetrieval', $true)
            (Get-Command -Module AzQuantumSession).Name | ForEach-Object { Get-Help $_ -Online }
        }
        @($shown -match 'https://learn\.microsoft\.com/azure/quantum/').Count | Should -Be @(Get-Command -Module AzQuantumSession).Count
    }

    It 'is what PlatyPS creates from the pages' -Skip:(-not $hasPlatyPS) {
        $created = Join-Path $TestDrive 'Help.xml'
        & (Join-Path $root 'docs' 'Export-Help.ps1') -OutFile $created
        Get-Content $created -Raw | Should -Be (Get-Content (Join-Path $root 'src' 'AzQuantumSession' 'en-US' 'AzQuantumSession.dll-Help.xml') -Raw)
    }

    It 'shows the text of all help pages' -Skip:(-not $hasPlatyPS) {
        $shown = Invoke-NewPowerShell {
            Import-Module $ModulePath
            $help = foreach ($command in (Get-Command -Module AzQuantumSession).Name) {
                $full = Get-Help $command -Full
                [pscustomobject] @{
                    Name       = $command
                    Synopsis   = $full.Synopsis
                    Text       = ($full | Out-String -Width 4000)
                    Parameters = @($full.parameters.parameter | Where-Object { $_ } | ForEach-Object { "$($_.name): $($_.description.Text)" })
                    Examples   = @($full.examples.example).Count
                    Links      = @($full.relatedLinks.navigationLink.linkText)
                }
            }
            'JSON' + ($help | ConvertTo-Json -Depth 4 -Compress)
        }
        $pages = ($shown | Where-Object { $_ -like 'JSON*' }).Substring(4) | ConvertFrom-Json
        $pages.Count | Should -Be (Get-ChildItem $helpFolder).Count
        foreach ($page in $pages) {
            $source = Import-MarkdownCommandHelp (Join-Path $helpFolder "$($page.Name).md")
            $page.Synopsis.Trim() | Should -Be $source.Synopsis
            $page.Examples | Should -Be $source.Examples.Count
            $page.Links | Should -Be $source.RelatedLinks.LinkText
            $page.Parameters.Count | Should -Be $source.Parameters.Count
            $page.Parameters | Should -Not -Match ': \s*$'
            $page.Text | Should -Match 'DESCRIPTION'
            $lines = $page.Text -split '\r?\n' | ForEach-Object TrimEnd
            foreach ($code in [regex]::Matches("$($source.Examples.Remarks)", '(?s)```powershell\r?\n(.*?)```')) {
                $code.Groups[1].Value -split '\r?\n' | Where-Object { $_ } | Should -BeIn ($lines -replace '^    ')
            }
            $page.Text | Should -Not -Match '```' -Because "a console shows the help of $($page.Name)"
        }
    }

    It 'shows <_>' -ForEach $topics {
        $shown = Invoke-NewPowerShell -Variable @{ Topic = $_ } {
            Import-Module $ModulePath
            Get-Help $Topic
        }
        # The name of one topic is the prefix of the names of the others. Get-Help has to show exactly this topic.
        $source = Get-Content (Join-Path $root 'docs' 'about' "$_.md") -Raw
        ($shown -join "`n").Trim() | Should -Be $source.Trim()
    }

    It 'shows <_> in 80 columns' -ForEach $topics {
        Get-Content (Join-Path $root 'docs' 'about' "$_.md") | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}
