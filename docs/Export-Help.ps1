#requires -Version 7.4
#requires -Modules Microsoft.PowerShell.PlatyPS
<#
.SYNOPSIS
    Creates the MAML help for Get-Help from the pages in docs/help.
.DESCRIPTION
    The pages are Markdown. A console does not render Markdown, so the script joins the lines of each paragraph, which the
    console wraps, and removes the markup. The file is part of the repository, so that a build needs no PlatyPS. It contains the hash of the
    pages, by which a test finds that it is outdated.
.EXAMPLE
    ./docs/Export-Help.ps1 -OutFile src/AzQuantumSession/en-US/AzQuantumSession.dll-Help.xml
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $OutFile,
    [string] $Path = (Join-Path $PSScriptRoot 'help')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

# The exporter starts a paragraph at each blank line, and trims it. Blank lines in code contain a mark until the export is done, so that
# the lines that follow them keep their indentation.
$blankLineMark = [string] [char] 0xE000

function ConvertTo-ConsoleText([string] $Markdown) {
    $text = [System.Text.StringBuilder]::new()
    $inCode = $false
    $inParagraph = $false
    foreach ($line in $Markdown -split '\r?\n') {
        if ($line -match '^```') {
            $inCode = -not $inCode
            $inParagraph = $false
        }
        elseif ($inCode) {
            $null = $text.Append("$($line.Trim() ? $line : $blankLineMark)`n")
        }
        elseif ($line.Trim() -eq '') {
            $null = $text.Append(($inParagraph ? "`n`n" : "`n"))
            $inParagraph = $false
        }
        else {
            $plain = $line -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '`([^`]+)`', '$1' -replace '(?<![\w*])\*([A-Z][^*]*)\*(?![\w*])', '$1'
            $join = if (-not $inParagraph) { '' } elseif ($plain.StartsWith('- ')) { "`n" } else { ' ' }
            $null = $text.Append($join + ($inParagraph -and $join -eq ' ' ? $plain.TrimStart() : $plain))
            $inParagraph = $true
        }
    }
    $text.ToString().Trim("`n")
}

$files = [System.IO.Directory]::GetFiles($Path, '*-*.md')
[Array]::Sort($files, [System.StringComparer]::Ordinal)
$hash = [System.Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
foreach ($file in $files) { $hash.AppendData([System.Text.Encoding]::UTF8.GetBytes([System.IO.File]::ReadAllText($file).ReplaceLineEndings("`n"))) }

$pages = @($files | Import-MarkdownCommandHelp)
foreach ($page in $pages) {
    $problems = @($page.Diagnostics.Messages | Where-Object Severity -NE 'Information')
    if ($problems) { throw "docs/help/$($page.Title).md is not a valid help page: $($problems -join ' ')" }

    $page.Synopsis = ConvertTo-ConsoleText $page.Synopsis
    $page.Description = ConvertTo-ConsoleText $page.Description
    $page.Notes = ConvertTo-ConsoleText $page.Notes
    foreach ($part in @($page.Parameters) + $page.Inputs + $page.Outputs) { $part.Description = ConvertTo-ConsoleText $part.Description }
    foreach ($example in $page.Examples) { $example.Remarks = ConvertTo-ConsoleText $example.Remarks }
    # Relative paths are not valid in a console. Get-Help uses the name of the topic.
    foreach ($link in $page.RelatedLinks) { if ($link.Uri -notmatch '^https?://') { $link.Uri = '' } }
}

$folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    $file = $pages | Export-MamlCommandHelp -OutputFolder $folder
    $help = [xml] (Get-Content $file.FullName -Raw)
    $names = [System.Xml.XmlNamespaceManager]::new($help.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    # The exporter adds a link to an online version, which is empty if the page has no URI.
    foreach ($empty in @($help.SelectNodes("//maml:navigationLink[maml:linkText='Online Version' and not(normalize-space(maml:uri))]", $names))) {
        $null = $empty.ParentNode.RemoveChild($empty)
    }
    foreach ($paragraph in $help.SelectNodes('//maml:para', $names)) { $paragraph.InnerText = $paragraph.InnerText.Replace($blankLineMark, '') }
    $comment = $help.CreateComment(" The task Help of build.ps1 creates this file. SHA-256 of docs/help: $([System.Convert]::ToHexString($hash.GetHashAndReset())) ")
    $null = $help.InsertBefore($comment, $help.DocumentElement)
    $null = New-Item -ItemType Directory -Force (Split-Path $OutFile)
    $help.Save($OutFile)
    [System.IO.File]::WriteAllText($OutFile, [System.IO.File]::ReadAllText($OutFile).ReplaceLineEndings("`n").TrimEnd() + "`n")
}
finally {
    Remove-Item -Recurse -Force -ErrorAction Ignore $folder
}
