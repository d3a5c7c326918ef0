<#
.SYNOPSIS
    Compares the import with those of empty modules, and the first command with the second one, in new processes.
.DESCRIPTION
    The empty modules have a file for types and a file for views, with one entry of each kind, because PowerShell needs most of the time of an
    import for such files. One is a script module without a command, and one a binary module with one command. README.md in this folder describes
    where the time of the import and of the first command goes.
#>
[CmdletBinding()]
param([int] $Processes = 7)

Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1')

# Each kind of entry that the module has, because the engine compiles the code for a kind when it reads the first one.
$types = @'
<Types><Type><Name>{0}</Name><Members>
  <AliasProperty><Name>B</Name><ReferencedMemberName>A</ReferencedMemberName></AliasProperty>
  <CodeProperty IsHidden="true"><Name>C</Name><GetCodeReference>
    <TypeName>Microsoft.PowerShell.DeserializingTypeConverter</TypeName><MethodName>GetFormatViewDefinitionInstanceId</MethodName>
  </GetCodeReference></CodeProperty>
  <MemberSet><Name>PSStandardMembers</Name><Members>
    <PropertySet><Name>DefaultDisplayPropertySet</Name><ReferencedProperties><Name>A</Name></ReferencedProperties></PropertySet>
    <NoteProperty><Name>SerializationMethod</Name><Value>SpecificProperties</Value></NoteProperty>
    <NoteProperty><Name>InheritPropertySerializationSet</Name><Value>false</Value></NoteProperty>
    <NoteProperty><Name>SerializationDepth</Name><Value>2</Value></NoteProperty>
    <PropertySet><Name>PropertySerializationSet</Name><ReferencedProperties><Name>A</Name></ReferencedProperties></PropertySet>
  </Members></MemberSet>
</Members></Type></Types>
'@
$views = @'
<Configuration><ViewDefinitions>
  <View><Name>{0}</Name><ViewSelectedBy><TypeName>{0}</TypeName></ViewSelectedBy>
    <GroupBy><PropertyName>A</PropertyName><Label>A</Label></GroupBy>
    <TableControl>
      <TableHeaders><TableColumnHeader><Label>A</Label><Width>9</Width><Alignment>Right</Alignment></TableColumnHeader></TableHeaders>
      <TableRowEntries><TableRowEntry><TableColumnItems>
        <TableColumnItem><PropertyName>A</PropertyName></TableColumnItem>
      </TableColumnItems></TableRowEntry></TableRowEntries>
    </TableControl>
  </View>
  <View><Name>{0}</Name><ViewSelectedBy><TypeName>{0}</TypeName></ViewSelectedBy>
    <ListControl><ListEntries><ListEntry><ListItems><ListItem><PropertyName>A</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl>
  </View>
  <View><Name>{0}</Name><ViewSelectedBy><TypeName>{0}</TypeName></ViewSelectedBy>
    <CustomControl><CustomEntries><CustomEntry><CustomItem>
      <ExpressionBinding><PropertyName>A</PropertyName></ExpressionBinding><NewLine/>
    </CustomItem></CustomEntry></CustomEntries></CustomControl>
  </View>
</ViewDefinitions></Configuration>
'@
$command = @'
using System.Management.Automation;

[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothing : PSCmdlet { }
'@
$measure = {
    param($Context)
    function Measure-Once([scriptblock] $ScriptBlock) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $ScriptBlock
        $watch.Elapsed.TotalMilliseconds
    }
    # The first import of a process loads what all imports need.
    Import-Module $Context.Empty[0]
    $null = Measure-Once { 1 }
    if ($Context.Binary) {
        return Measure-Once { Import-Module $Context.Binary }
    }
    $env:AZURE_QUANTUM_CONNECTION_STRING = $Context.ConnectionString
    [pscustomobject] @{
        Empty      = Measure-Once { Import-Module $Context.Empty[1] }
        Import     = Measure-Once { Import-Module $Context.Manifest }
        First      = Measure-Once { Get-AzQuantumSession }
        Second     = Measure-Once { Get-AzQuantumSession }
        RestFirst  = Measure-Once { Invoke-RestMethod $Context.Uri -Headers @{ 'x-ms-quantum-api-key' = $Context.Key } }
        RestSecond = Measure-Once { Invoke-RestMethod $Context.Uri -Headers @{ 'x-ms-quantum-api-key' = $Context.Key } }
    } | ConvertTo-Json -Compress
}
$folder = Join-Path ([System.IO.Path]::GetTempPath()) "Benchmark-$([guid]::NewGuid())"
try {
    Start-Workspace
    $empty = foreach ($name in 'Empty1', 'Empty2', 'Binary') {
        $module = New-Item -ItemType Directory (Join-Path $folder $name)
        if ($name -eq 'Binary') {
            $root, $commands = "$name.dll", 'Get-Nothing'
            Add-Type $command -OutputAssembly (Join-Path $module $root)
        }
        else {
            $root, $commands = "$name.psm1", @()
            Set-Content (Join-Path $module $root) ''
        }
        Set-Content (Join-Path $module "$name.Types.ps1xml") ($types -f $name)
        Set-Content (Join-Path $module "$name.Format.ps1xml") ($views -f $name)
        $manifest = @{
            Path             = Join-Path $module "$name.psd1"
            RootModule       = $root
            TypesToProcess   = "$name.Types.ps1xml"
            FormatsToProcess = "$name.Format.ps1xml"
        }
        New-ModuleManifest @manifest -FunctionsToExport @() -CmdletsToExport $commands -AliasesToExport @() -VariablesToExport @()
        $manifest.Path
    }
    $context = @{
        Manifest         = Join-Path $PSScriptRoot '..' '..' 'out' 'AzQuantumSession' 'AzQuantumSession.psd1'
        Empty            = $empty
        ConnectionString = $Emulator.ConnectionString
        Uri              = Get-Uri sessions
        Key              = $Emulator.ApiKey
    }
    $binary = @{ Empty = $empty; Binary = $empty[2] }
    $results = 1..$Processes | ForEach-Object {
        $result = pwsh -NoProfile -NonInteractive -Command $measure -args $context | ConvertFrom-Json
        $result | Add-Member Binary (pwsh -NoProfile -NonInteractive -Command $measure -args $binary) -PassThru
    }
    New-Row 'Import' (Get-Median $results.Import) 'an empty binary module' (Get-Median $results.Binary)
    New-Row 'Import' (Get-Median $results.Import) 'an empty script module' (Get-Median $results.Empty)
    New-Row 'First command, more than the second' (Get-Median ($results | ForEach-Object { $_.First - $_.Second })) 'Invoke-RestMethod' (
        Get-Median ($results | ForEach-Object { $_.RestFirst - $_.RestSecond }))
}
finally {
    Stop-Workspace
    Remove-Item -Recurse -Force $folder -ErrorAction Ignore
}
