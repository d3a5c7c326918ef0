# Reads, runs, compares, and updates the examples of the documentation: of help pages, about topics, task pages, and the README.

$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../..")

# What an example is in each kind of page: code, and then perhaps its output. In help pages, a number and a title precede the code. About topics
# have neither headings nor fences that Get-Help could render: code and output are indented, and a line announces the output.
$patterns = @{
    help  = '(?ms)^### Example (?<key>\d+): [^\n]+\n\n```powershell\n(?<code>.*?)^```\n(?<end>(?:\n```output\n(?<output>.*?)^```\n)?)'
    tasks = '(?ms)^(?<indent> *)```powershell\n(?<code>.*?)^ *```\n(?<end>(?:\n\k<indent>```output\n(?<output>.*?)^ *```\n)?)'
    about = '(?m)(?<=\n\n)(?<code>(?: {4}.*\n|\n(?= {4}))+)(?<end>(?:\n(?<announcement>The output:)\n(?:\n(?<output>(?: {4}.*\n|\n+(?= {4}))+))?)?)'
}

# Returns the files of the pages whose names match a pattern.
function Get-ExamplePage {
    param([string] $Name = '*')
    Get-ChildItem "$root/docs/help/*-*.md", "$root/docs/about/about_*.md", "$root/docs/tasks/*.md", "$root/README.md" | Where-Object BaseName -Like $Name
}

# Returns the examples of a page. Key is the number of the example in a help page. In other pages, it is the heading, and from the second block
# below it also a number. Output is null if the page does not show it; a help page shows the output of all its examples.
function Get-PageExample {
    param([Parameter(Mandatory)] [string] $Page)
    $text = [System.IO.File]::ReadAllText($Page)
    $kind = Get-Kind $Page
    $headings = [regex]::Matches($text, '(?m)^#+ (.+)$')
    $counts = @{}
    # The diagram of the statuses is indented, too.
    foreach ($match in [regex]::Matches($text, $patterns[$kind]) | Where-Object { $kind -ne 'about' -or $_.Value -notmatch '(?m)^ +v$' }) {
        $key = $match.Groups['key'].Value
        if (-not $key) {
            $heading = ($headings | Where-Object Index -LT $match.Index | Select-Object -Last 1).Groups[1].Value
            $counts[$heading]++
            $key = $counts[$heading] -eq 1 ? $heading : "$heading $($counts[$heading])"
        }
        $isShown = $kind -eq 'help' -or $match.Groups['output'].Success -or $match.Groups['announcement'].Success
        $indentation = $kind -eq 'about' ? ' {4}' : $match.Groups['indent'].Value
        [pscustomobject] @{
            Key    = $key
            Code   = $match.Groups['code'].Value
            Output = $isShown ? ($match.Groups['output'].Value -replace "(?m)^$indentation").TrimEnd() : $null
            Line   = ($text.Substring(0, $match.Groups['code'].Index) -split "`n").Count
            End    = $match.Groups['end']
            Indent = $match.Groups['indent'].Value
        }
    }
}

# Returns the statements of a script, which a user enters one by one.
function Get-Statement {
    param([Parameter(Mandatory)] [string] $Code)
    $errors = $null
    $script = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $errors)
    if ($errors) { throw "$($errors[0])" }
    $script.EndBlock.Statements.Extent.Text
}

# Runs the examples of pages in a few processes. Returns for each page, by the keys of its examples, the outputs, the errors, and the reasons why
# examples are not run, and for the page why it could not be run to its end.
function Invoke-Page {
    param([Parameter(Mandatory)] [System.IO.FileInfo[]] $Page)
    $script = Join-Path $PSScriptRoot 'Invoke-PageSet.ps1'
    $pester = (Get-Module Pester | Select-Object -First 1).Path ?? 'Pester'
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    # More processes than cores, because examples also wait.
    $texts = $Page.FullName | Group-Object { [array]::IndexOf($Page.FullName, $_) % 3 } | ForEach-Object -ThrottleLimit 3 -Parallel {
        $program = [Environment]::ProcessPath
        $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
        $folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        $list = $_.Group -join [System.IO.Path]::PathSeparator
        try {
            # The answers to all prompts.
            @('Y') * 100 | & $program @library -NoProfile -File $using:script -Page $list -Folder $folder -Pester $using:pester 2>&1 | Out-String -Width 1000
        }
        finally {
            Remove-Item -Recurse -Force $folder
        }
    }
    ConvertTo-Run $Page.BaseName "$texts"
}

# Creates the results of pages from the text that Invoke-PageSet.ps1 has written.
function ConvertTo-Run([string[]] $Name, [string] $Text) {
    $runs = [ordered] @{}
    foreach ($page in $Name) {
        $runs[$page] = [pscustomobject] @{ Name = $page; Outputs = @{}; Errors = @{}; Skipped = @{}; Problem = "The process ended: $Text" }
    }
    $position = 0
    foreach ($end in [regex]::Matches($Text, "`u{E000}(?<record>\{.*\})\r?\n")) {
        $record = $end.Groups['record'].Value | ConvertFrom-Json
        $run = $runs[$record.Page]
        $lines = $Text.Substring($position, $end.Index - $position) -split '\r?\n' | ForEach-Object TrimEnd
        # What commands write to the console directly, such as warnings, is longer than a line of a topic.
        if ($run.Name -like 'about_*') { $lines = $lines | ForEach-Object { $_.Length -gt 76 ? ($_ -replace '(.{1,76})( |$)', "`$1`n").TrimEnd() : $_ } }
        $output = ($lines -join "`n").Trim("`n")
        if ($record.Key) {
            $run.Outputs[$record.Key] = $output
            $run.Errors[$record.Key] = $record.Errors
            if ($record.Skip) { $run.Skipped[$record.Key] = $record.Skip }
        }
        else {
            $run.Problem = $record.Problem ? "$($record.Problem)`n$output" : $null
        }
        $position = $end.Index + $end.Length
    }
    $runs.Values
}

# Removes what differs between two runs: ids, times, numbers, the widths of columns, and the order of lines, because jobs end in any order.
# On Windows, PowerShell writes a prompt to the console also if its output is redirected, so that the output contains only the answer.
function ConvertTo-ComparableText {
    param([AllowEmptyString()] [string] $Text, [bool] $OmitPrompt = $IsWindows)
    if ($OmitPrompt) { $Text = $Text -replace '(?ms)^Confirm\nAre you sure .*?\(default is "Y"\):' }
    $lines = $Text -split '\n' -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>' -replace '(?<=-)[0-9a-f]{8}\b', '<id>' `
        -replace '[\d.:]*\d[\d.:]*', '#' -replace '[-\u2500]{2,}', '--' -replace '[\u2580-\u259F\u00B7]+', '#' -replace '\s+', ' '
    ($lines.Trim() | Where-Object { $_ } | Sort-Object -CaseSensitive) -join "`n"
}

# Writes the output of an example to its page.
function Set-PageOutput {
    param([Parameter(Mandatory)] [string] $Page, [Parameter(Mandatory)] [string] $Key, [AllowEmptyString()] [string] $Output)
    $example = Get-PageExample $Page | Where-Object Key -EQ $Key
    $lines = if ((Get-Kind $Page) -eq 'about') { 'The output:', ($Output -replace '(?m)^(?=.)', '    ') -join "`n`n" } else { "``````output`n$Output`n``````" -replace '(?m)^(?=.)', $example.Indent }
    $text = [System.IO.File]::ReadAllText($Page)
    $text = $text.Remove($example.End.Index, $example.End.Length).Insert($example.End.Index, ($Output ? "`n$lines`n" : ''))
    [System.IO.File]::WriteAllText($Page, $text)
}

function Get-Kind([string] $Page) {
    $folder = Split-Path -Leaf (Split-Path $Page)
    $patterns.ContainsKey($folder) ? $folder : 'tasks'
}

Export-ModuleMember -Function Get-ExamplePage, Get-PageExample, Get-Statement, Invoke-Page, ConvertTo-ComparableText, Set-PageOutput
