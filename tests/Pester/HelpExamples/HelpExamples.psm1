# Reads, runs, compares, and updates the examples of help pages.

$CodePattern = '(?ms)^### Example (?<number>\d+): (?<title>[^\n]+)\n\n```powershell\n(?<code>.*?)^```\n(?:\n```output\n(?<output>.*?)^```\n)?'

# Returns the number, the title, the code, and the output of each example of a page.
function Get-HelpExample {
    param([Parameter(Mandatory)] [string] $Page)
    foreach ($match in [regex]::Matches([System.IO.File]::ReadAllText($Page), $CodePattern)) {
        [pscustomobject] @{
            Number = [int] $match.Groups['number'].Value
            Title  = $match.Groups['title'].Value
            Code   = $match.Groups['code'].Value
            Output = $match.Groups['output'].Value.TrimEnd()
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

# Runs the examples of pages, each page in its own process. Returns the output of each example by its number, the numbers of examples that are
# not run, and why a page could not be run to its end.
function Invoke-HelpPage {
    param([Parameter(Mandatory)] [System.IO.FileInfo[]] $Page)
    $script = Join-Path $PSScriptRoot 'Invoke-Page.ps1'
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Page | ForEach-Object -ThrottleLimit 3 -Parallel {
        $program = [Environment]::ProcessPath
        $library = @(if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
        $folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        try {
            # The answer to all prompts.
            $text = 'Y' | & $program @library -NoProfile -File $using:script -Page $_.FullName -Folder $folder 2>&1 | Out-String -Width 1000
            $exitCode = $LASTEXITCODE
        }
        finally {
            Remove-Item -Recurse -Force $folder
        }
        $outputs = @{}
        $skipped = [System.Collections.Generic.List[int]]::new()
        $position = 0
        foreach ($end in [regex]::Matches($text, "`u{E000}(?<number>\d+)(?<skipped>-?)\r?\n")) {
            $number = [int] $end.Groups['number'].Value
            if ($end.Groups['skipped'].Value) { $skipped.Add($number) }
            $lines = $text.Substring($position, $end.Index - $position) -split '\r?\n' | ForEach-Object TrimEnd
            $outputs[$number] = ($lines -join "`n").Trim("`n")
            $position = $end.Index + $end.Length
        }
        [pscustomobject] @{ Name = $_.BaseName; Outputs = $outputs; Skipped = $skipped; Problem = $exitCode ? $text.Substring($position) : $null }
    }
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
function Set-HelpOutput {
    param([Parameter(Mandatory)] [string] $Page, [Parameter(Mandatory)] [int] $Number, [AllowEmptyString()] [string] $Output)
    $text = [System.IO.File]::ReadAllText($Page)
    $new = [regex]::Replace($text, $CodePattern, {
            param($match)
            if ([int] $match.Groups['number'].Value -ne $Number) { return $match.Value }
            $head = "### Example $Number`: $($match.Groups['title'].Value)`n`n``````powershell`n$($match.Groups['code'].Value)```````n"
            $Output ? "$head`n``````output`n$Output`n```````n" : $head
        }.GetNewClosure())
    [System.IO.File]::WriteAllText($Page, $new)
}

Export-ModuleMember -Function Get-HelpExample, Get-Statement, Invoke-HelpPage, ConvertTo-ComparableText, Set-HelpOutput
