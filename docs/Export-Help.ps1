#requires -Version 7.4
#requires -Modules Microsoft.PowerShell.PlatyPS
<#
.SYNOPSIS
    Makes the help that Get-Help shows (MAML) from the pages in docs/help, which it only reads.
.DESCRIPTION
    The pages are Markdown, for a browser. A console shows text as it is, so paragraphs become one line, which the console
    wraps to its own width, and the marks of Markdown are left out.
.EXAMPLE
    ./docs/Export-Help.ps1 -Path docs/help -OutFile out/AzQuantumSession/en-US/AzQuantumSession.dll-Help.xml
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $OutFile
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

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
            $null = $text.Append("$line`n")
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

$pages = @(Get-ChildItem $Path -Filter *-*.md | Import-MarkdownCommandHelp)
foreach ($page in $pages) {
    $faults = @($page.Diagnostics.Messages | Where-Object Severity -NE 'Information')
    if ($faults) { throw "docs/help/$($page.Title).md is not a help page that can be read: $($faults -join ' ')" }

    $page.Synopsis = ConvertTo-ConsoleText $page.Synopsis
    $page.Description = ConvertTo-ConsoleText $page.Description
    $page.Notes = ConvertTo-ConsoleText $page.Notes
    foreach ($part in @($page.Parameters) + $page.Inputs + $page.Outputs) { $part.Description = ConvertTo-ConsoleText $part.Description }
    foreach ($example in $page.Examples) { $example.Remarks = ConvertTo-ConsoleText $example.Remarks }
    # A path in the repository leads nowhere in a console; the name is what Get-Help takes.
    foreach ($link in $page.RelatedLinks) { if ($link.Uri -notmatch '^https?://') { $link.Uri = '' } }
}

$folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    $file = $pages | Export-MamlCommandHelp -OutputFolder $folder
    $help = [xml] (Get-Content $file.FullName -Raw)
    $names = [System.Xml.XmlNamespaceManager]::new($help.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    # The exporter gives each page a link to an online version; where the page names none, it is an empty line.
    foreach ($empty in @($help.SelectNodes("//maml:navigationLink[maml:linkText='Online Version' and not(normalize-space(maml:uri))]", $names))) {
        $null = $empty.ParentNode.RemoveChild($empty)
    }
    $null = New-Item -ItemType Directory -Force (Split-Path $OutFile)
    $help.Save($OutFile)
}
finally {
    Remove-Item -Recurse -Force -ErrorAction Ignore $folder
}
