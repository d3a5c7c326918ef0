# The help is held against the commands themselves, so that neither says what the other does not.

BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '..' '..'
    $commands = (Import-PowerShellDataFile (Join-Path $root 'AzQuantumSession.psd1')).CmdletsToExport
    $topics = (Get-ChildItem (Join-Path $root 'docs' 'about') -Filter about_*.md).BaseName
    $hasPlatyPS = [bool] (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -GE 1.0.1)
    if (-not $hasPlatyPS) {
        Write-Host 'Skipped: the help of commands against their code, since Microsoft.PowerShell.PlatyPS is not here.'
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $root = Join-Path $PSScriptRoot '..' '..'
    $helpFolder = Join-Path $root 'docs' 'help'
    $commonParameters = [System.Management.Automation.Cmdlet]::CommonParameters

    # The code blocks of a page that are PowerShell: fenced ones, and in about topics the indented ones.
    function Get-CodeBlock([string] $Path) {
        $text = (Get-Content $Path -Raw) -replace "`r"
        foreach ($block in [regex]::Matches($text, '(?ms)^```powershell\n(.*?)^```$')) { $block.Groups[1].Value }
        if ((Split-Path $Path -Leaf) -like 'about_*') {
            foreach ($block in [regex]::Matches($text, '(?m)(?<=\n\n)((?: {4}.*\n|\n(?= {4}))+)')) {
                # The drawing of a session's life is indented too.
                if ($block.Value -match '-AzQuantum' -and $block.Value -notmatch '(?m)^ +v$') { $block.Value }
            }
        }
    }

    # What is wrong with a piece of code, as far as that can be told without running it: each command of the module has to
    # bind, with what is given on its line, to at least one parameter set.
    function Get-CodeFault([string] $Code) {
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $errors)
        foreach ($fault in $errors) { "$($fault.Message) in: $($fault.Extent.Text)" }

        $isModuleCommand = { param($node) $node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -match '-AzQuantum' }
        foreach ($call in $ast.FindAll($isModuleCommand, $true)) { Get-BindingFault $call }
    }

    function Get-BindingFault([System.Management.Automation.Language.CommandAst] $Call) {
        $command = Get-Command $Call.GetCommandName() -Module AzQuantumSession -ErrorAction Ignore
        if (-not $command) { return "There is no command $($Call.GetCommandName())." }

        $isFed = $Call.Parent -is [System.Management.Automation.Language.PipelineAst] -and $Call.Parent.PipelineElements.IndexOf($Call) -gt 0
        # Resolving completes abbreviated names and puts positional arguments in their place. Of a command that has nothing but
        # what is piped to it, the binder cannot tell the set; that is found below.
        $binding = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($Call, $true)
        $faults = $isFed -and $Call.CommandElements.Count -eq 1 ? @() : $binding.BindingExceptions.GetEnumerator()
        foreach ($fault in $faults) {
            "$($fault.Key): $($fault.Value.BindingException.Message) in: $($Call.Extent.Text)"
        }

        $given = @($binding.BoundParameters.Keys)
        foreach ($name in $given | Where-Object { -not $command.Parameters.ContainsKey($_) }) {
            "There is no parameter -$name in: $($Call.Extent.Text)"
        }

        $fitting = $command.ParameterSets | Where-Object {
            $set = $_
            $foreign = $given | Where-Object { $_ -notin $set.Parameters.Name }
            $missing = $set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -notin $given }
            $fromPipeline = @($missing | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
            -not $foreign -and (@($missing).Count -eq 0 -or ($isFed -and $fromPipeline.Count -eq @($missing).Count))
        }
        if (-not $fitting) { "No parameter set takes: $($Call.Extent.Text)" }
    }

    # A parameter as it is in one set, in the words of both sides.
    function Format-Parameter($Set, $Position, $Required, $Pipeline, $PropertyName) {
        "$Set position=$Position required=$Required pipeline=$Pipeline property=$PropertyName".ToLowerInvariant()
    }
}

Describe 'the pages' {
    It 'are there for each command, and for nothing else' {
        $exported = (Import-PowerShellDataFile (Join-Path $root 'AzQuantumSession.psd1')).CmdletsToExport
        (Get-ChildItem $helpFolder).BaseName | Sort-Object | Should -Be ($exported | Sort-Object)
    }

    It 'are linked from the README' {
        $readme = Get-Content (Join-Path $root 'README.md') -Raw
        foreach ($page in Get-ChildItem $helpFolder) { $readme | Should -Match ([regex]::Escape("docs/help/$($page.Name)")) }
        foreach ($topic in Get-ChildItem (Join-Path $root 'docs' 'about')) { $readme | Should -Match ([regex]::Escape("docs/about/$($topic.Name)")) }
    }

    It 'link to what is there' {
        foreach ($page in Get-ChildItem $helpFolder) {
            foreach ($link in [regex]::Matches((Get-Content $page.FullName -Raw), '\]\((?!https?:)([^)#]+)')) {
                Join-Path $helpFolder $link.Groups[1].Value | Should -Exist -Because "$($page.Name) links there"
            }
        }
    }
}

Describe 'the page of <_>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command $_ -Module AzQuantumSession
        $path = Join-Path $helpFolder "$_.md"
    }

    It 'has examples that bind' {
        $blocks = @(Get-CodeBlock $path)
        $blocks.Count | Should -BeGreaterOrEqual 2
        $blocks | ForEach-Object { Get-CodeFault $_ } | Should -BeNullOrEmpty
    }

    Context 'as PlatyPS reads it' -Skip:(-not $hasPlatyPS) {
        BeforeAll {
            Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.1
            $page = Import-MarkdownCommandHelp $path
            $parameters = $command.Parameters.Values | Where-Object Name -NotIn $commonParameters
        }

        It 'is read without a complaint' {
            $page.Title | Should -Be $command.Name
            $page.Diagnostics.Messages | Where-Object Severity -NE 'Information' | Should -BeNullOrEmpty
            Get-Content $path -Raw | Should -Not -Match '\{\{'
        }

        It 'has synopsis, description, notes, links, and two to five examples' {
            $page.Synopsis, $page.Description, $page.Notes | Should -Not -BeNullOrEmpty
            $page.RelatedLinks.Count | Should -BeGreaterThan 0
            $page.Examples.Count | Should -BeIn (2..5)
            foreach ($example in $page.Examples) {
                $example.Title | Should -Not -BeNullOrEmpty
                $example.Remarks -replace '(?s)```.*?```' | Should -Match '\w' -Because "'$($example.Title)' says what it shows"
            }
        }

        It 'has the parameters of the code, each with a text' {
            $page.Parameters.Name | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
            foreach ($parameter in $page.Parameters) { $parameter.Description | Should -Match '\w' -Because "-$($parameter.Name) has a text" }
        }

        It 'says of each parameter what the code says' {
            foreach ($parameter in $parameters) {
                $said = $page.Parameters | Where-Object Name -EQ $parameter.Name
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
                $because = "that is -$($parameter.Name)"
                $said.Type | Should -Be $type.FullName -Because $because
                $said.Aliases | Sort-Object | Should -Be ($parameter.Aliases | Sort-Object) -Because $because
                $accepted = $type.IsEnum ? [enum]::GetNames($type) : ($parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues)
                if ($accepted) { $said.AcceptedValues | Should -Be $accepted -Because $because }
                [bool] $said.SupportsWildcards | Should -Be ([bool] ($parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] })) -Because $because

                $inCode = foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                    $name = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
                    $position = $set.Value.Position -eq [int]::MinValue ? 'Named' : $set.Value.Position
                    Format-Parameter $name $position $set.Value.IsMandatory $set.Value.ValueFromPipeline $set.Value.ValueFromPipelineByPropertyName
                }
                $inPage = foreach ($set in $said.ParameterSets) {
                    Format-Parameter $set.Name $set.Position $set.IsRequired $set.ValueFromPipeline $set.ValueFromPipelineByPropertyName
                }
                $inPage | Sort-Object | Should -Be ($inCode | Sort-Object) -Because $because
            }
        }

        It 'shows the syntax, the input and the output of the code' {
            # What New-CommandHelp reads from the code is all that a page says of these.
            $fresh = New-CommandHelp $command
            "$($page.Syntax)" -replace '\s+|\[<CommonParameters>\]' | Should -Be ("$($fresh.Syntax)" -replace '\s+|\[<CommonParameters>\]')
            $page.Inputs.Typename | Where-Object { $_ -ne 'None' } | Sort-Object | Should -Be ($fresh.Inputs.Typename | Where-Object { $_ -ne 'None' } | Sort-Object)
            $page.Outputs.Typename | Sort-Object | Should -Be ($fresh.Outputs.Typename | Sort-Object)
            @($page.Inputs) + $page.Outputs | ForEach-Object { $_.Description | Should -Match '\w' }
        }
    }
}

Describe 'code in other texts' {
    It 'binds in the README' {
        $blocks = @(Get-CodeBlock (Join-Path $root 'README.md'))
        $blocks.Count | Should -BeGreaterThan 0
        $blocks | ForEach-Object { Get-CodeFault $_ } | Should -BeNullOrEmpty
    }

    It 'binds in <_>' -ForEach $topics {
        $blocks = @(Get-CodeBlock (Join-Path $root 'docs' 'about' "$_.md"))
        $blocks.Count | Should -BeGreaterThan 2
        $blocks | ForEach-Object { Get-CodeFault $_ } | Should -BeNullOrEmpty
    }

    It 'would not pass: <code>' -ForEach @(
        @{ code = 'Get-AzQuantumSession -Nmae a'; why = 'Nmae' }
        @{ code = 'Get-AzQuantumSession -Id a -Name b'; why = 'parameter set' }
        @{ code = 'Stop-AzQuantumSession -PassThru'; why = 'parameter set' }
        @{ code = 'Open-AzQuantumSession'; why = 'no command' }
        @{ code = 'New-AzQuantumSession ionq.simulator name more'; why = 'more' }
        @{ code = 'Get-AzQuantumSession -Id ('; why = 'in:' }
    ) {
        Get-CodeFault $code | Should -Not -BeNullOrEmpty
        Get-CodeFault $code | Out-String | Should -BeLike "*$why*"
    }
}

Describe 'about_AzQuantumSession_Errors' {
    It 'names each id of the table' {
        $ids = [regex]::Matches((Get-Content (Join-Path $root 'docs' 'errors.md') -Raw), '(?m)^\| `(\w+)`') | ForEach-Object { $_.Groups[1].Value }
        $ids.Count | Should -BeGreaterThan 10
        $topic = Get-Content (Join-Path $root 'docs' 'about' 'about_AzQuantumSession_Errors.md') -Raw
        $ids | Where-Object { $topic -cnotmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'what Get-Help shows' {
    It 'is the text of every page' -Skip:(-not $hasPlatyPS) {
        $shown = Invoke-FreshPowerShell {
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
            $page.Text | Should -Not -Match '```' -Because "$($page.Name) is read in a console"
        }
    }

    It 'is <_>' -ForEach $topics {
        $shown = Invoke-FreshPowerShell -Variable @{ Topic = $_ } {
            Import-Module $ModulePath
            Get-Help $Topic
        }
        # A topic's name is the beginning of another's; asked for by its name it has to come alone, and whole.
        $source = Get-Content (Join-Path $root 'docs' 'about' "$_.md") -Raw
        ($shown -join "`n").Trim() | Should -Be $source.Trim()
    }

    It 'fits a console of 80 columns: <_>' -ForEach $topics {
        Get-Content (Join-Path $root 'docs' 'about' "$_.md") | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}
