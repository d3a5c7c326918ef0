#requires -Version 7.4
<#
.SYNOPSIS
    Runs the quickstart, and writes the picture of the README: an animated SVG of what the terminal shows.
.DESCRIPTION
    The lines appear in the order and with the colors of a real run against the emulator. After the output of a command, the picture waits, so
    that it can be read. Readers who prefer reduced motion see the end.
.EXAMPLE
    ./docs/New-Recording.ps1
#>
[CmdletBinding()]
param([string] $OutFile = "$PSScriptRoot/images/quickstart.svg")

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

$columns = 92
$rows = 26
$charWidth = 7.8
$lineHeight = 17
$margin = 14
$secondsToRead = 1.6
$secondsAtEnd = 6
$colors = @{ '31' = '#f97583'; '32' = '#85e89d'; '33' = '#ffdf5d'; '36' = '#79d1e8' }

# Runs the quickstart. Returns its lines with escape sequences, and when each was written.
function Get-Recording {
    $start = [System.Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    if ([System.IO.Path]::GetFileNameWithoutExtension($start.FileName) -eq 'dotnet') { $start.ArgumentList.Add((Join-Path $PSHOME 'pwsh.dll')) }
    $command = "`$PSStyle.OutputRendering = 'Ansi'; & '$("$PSScriptRoot/../examples/Quickstart.ps1".Replace("'", "''"))'"
    foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $command) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.StandardOutputEncoding = [System.Text.Encoding]::UTF8
    $process = [System.Diagnostics.Process]::Start($start)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
        [pscustomobject] @{ Text = $line.TrimEnd(); Seconds = $watch.Elapsed.TotalSeconds }
    }
    $process.WaitForExit()
    if ($process.ExitCode -ne 0) { throw "The quickstart failed with exit code $($process.ExitCode)." }
}

# Divides a line at the width of the terminal. Only commands are as long, and they have no escape sequences.
function Split-Line([string] $Text) {
    if ($Text.Contains("`e") -or $Text.Length -le $columns) { return $Text }
    for ($i = 0; $i -lt $Text.Length; $i += $columns) { $Text.Substring($i, [math]::Min($columns, $Text.Length - $i)) }
}

function ConvertTo-Svg([string] $Text) {
    $styles = @{ fill = $null; bold = $false; italic = $false }
    $spans = foreach ($part in [regex]::Matches($Text, '\e\[(?<codes>[\d;]*)m|(?<text>[^\e]+)')) {
        if (-not $part.Groups['text'].Success) {
            foreach ($code in $part.Groups['codes'].Value -split ';') {
                switch ($code) {
                    { $_ -in '', '0' } { $styles = @{ fill = $null; bold = $false; italic = $false } }
                    '1' { $styles.bold = $true }
                    '3' { $styles.italic = $true }
                    { $colors.ContainsKey($_) } { $styles.fill = $colors[$_] }
                }
            }
            continue
        }
        $attributes = @(
            if ($styles.fill) { " fill=`"$($styles.fill)`"" }
            if ($styles.bold) { ' font-weight="bold"' }
            if ($styles.italic) { ' font-style="italic"' }
        ) -join ''
        $escaped = [System.Security.SecurityElement]::Escape($part.Groups['text'].Value)
        $attributes ? "<tspan$attributes>$escaped</tspan>" : $escaped
    }
    $spans -join ''
}

# The time of each line in the picture: as recorded, with time to read before each command.
$pause = 0.0
$lines = [System.Collections.Generic.List[object]]::new()
foreach ($line in Get-Recording) {
    $isCommand = $line.Text.StartsWith('PS> ')
    if ($isCommand -and $lines.Count -gt 0 -and -not $lines[-1].IsCommand) { $pause += $secondsToRead }
    if ($isCommand) { $pause += 0.4 }
    foreach ($part in Split-Line $line.Text) {
        $lines.Add([pscustomobject] @{ Text = $part; IsCommand = $isCommand; Seconds = $line.Seconds + $pause })
    }
}
$offset = $lines[0].Seconds - 0.5
$total = $lines[-1].Seconds - $offset + $secondsAtEnd
$invariant = [cultureinfo]::InvariantCulture
$svg = [System.Text.StringBuilder]::new()
$style = [System.Text.StringBuilder]::new()
$scroll = [System.Text.StringBuilder]::new('@keyframes scroll{0%{transform:translateY(0)}')
for ($i = 0; $i -lt $lines.Count; $i++) {
    $percent = (100 * ($lines[$i].Seconds - $offset) / $total).ToString('0.##', $invariant)
    $y = ($margin + ($i + 1) * $lineHeight - 4).ToString($invariant)
    if ($i -ge $rows) { $null = $scroll.Append("$percent%{transform:translateY(-$(($i + 1 - $rows) * $lineHeight)px)}") }
    if (-not $lines[$i].Text) { continue }
    $null = $style.Append("@keyframes l$i{0%{visibility:hidden}$percent%{visibility:visible}100%{visibility:visible}}#l$i{animation-name:l$i}")
    $color = $lines[$i].IsCommand ? ' fill="#ffffff"' : ''
    $null = $svg.Append("<text id=`"l$i`" x=`"$margin`" y=`"$y`"$color>$(ConvertTo-Svg $lines[$i].Text)</text>`n")
}
$last = -[math]::Max(0, $lines.Count - $rows) * $lineHeight
$null = $scroll.Append("100%{transform:translateY($($last)px)}}")
$width = [math]::Ceiling($columns * $charWidth + 2 * $margin)
$height = $rows * $lineHeight + 2 * $margin
$duration = $total.ToString('0.##', $invariant)
$image = @"
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img">
<title>The quickstart of AzQuantumSession in a terminal</title>
<style>
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre;animation:$($duration)s step-end infinite}
#lines{animation:scroll $($duration)s step-end infinite}
$scroll
$style
@media (prefers-reduced-motion:reduce){text,#lines{animation:none}#lines{transform:translateY($($last)px)}}
</style>
<rect width="$width" height="$height" rx="8" fill="#1f2428"/>
<svg x="0" y="$margin" width="$width" height="$($rows * $lineHeight)" viewBox="0 $margin $width $($rows * $lineHeight)">
<g id="lines" fill="#d1d5da" xml:space="preserve">
$($svg.ToString().TrimEnd())
</g>
</svg>
</svg>
"@
$null = New-Item -ItemType Directory -Force (Split-Path $OutFile)
[System.IO.File]::WriteAllText($OutFile, $image.ReplaceLineEndings("`n") + "`n")
"$OutFile, $($lines.Count) lines, $duration s, $([System.IO.FileInfo]::new($OutFile).Length) bytes"
