# Cases that need a full PowerShell. The engine tests cover the other cases.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.3'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString

    function Get-Status([string] $Id) { (Invoke-Emulator $emulator GET "sessions/$Id").status }

    # Returns all properties of an error that a caller can see, without the stack frames above the block.
    function Get-ErrorDetail([System.Management.Automation.ErrorRecord] $Record, [scriptblock] $Block) {
        $first = $Block.StartPosition.StartLine
        $last = $Block.StartPosition.EndLine
        [pscustomobject] @{
            Id       = $Record.FullyQualifiedErrorId
            Category = "$($Record.CategoryInfo)"
            Type     = $Record.Exception.GetType().FullName
            Inner    = "$(${Record}.Exception.InnerException)"
            Text     = "$Record"
            Target   = "$($Record.TargetObject)"
            Line     = $Record.InvocationInfo.ScriptLineNumber
            Position = $Record.InvocationInfo.PositionMessage
            Stack    = @($Record.ScriptStackTrace -split '\r?\n' | Where-Object { $_ -match ': line (\d+)$' -and [int] $Matches[1] -ge $first -and [int] $Matches[1] -le $last }) -join "`n"
        }
    }
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Use-AzQuantumSession' {
    It 'passes all streams through' {
        $all = Use-AzQuantumSession ionq.simulator {
            Write-Output 'object'
            Write-Error 'error' -ErrorAction Continue
            Write-Warning 'warning' -WarningAction Continue
            Write-Verbose 'verbose' -Verbose
            Write-Information 'information' -InformationAction Continue
        } *>&1
        $all | ForEach-Object { "$_" } | Should -Be 'object', 'error', 'warning', 'verbose', 'information'
    }

    It 'closes the session when the block exits the process' {
        $text = "Import-Module '$(Get-ModulePath)'; `$null = Connect-AzQuantumWorkspace -ConnectionString '$($emulator.ConnectionString)'; Use-AzQuantumSession ionq.simulator -Name leaving { 'in'; exit 7 }; 'never'"
        $output = Invoke-PowerShell -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text)))
        $LASTEXITCODE | Should -Be 7
        $output | Should -Be 'in'
        (Get-AzQuantumSession leaving).Status | Should -Be 'Succeeded'
    }

    It 'closes the session and rethrows <what> unchanged' -ForEach @(
        @{ what = 'an error with ErrorAction Stop'; ignored = @(); block = { if ($_.Id) { $script:id = $_.Id }; Get-Item -LiteralPath /no/such/item -ErrorAction Stop } }
        # The position of this error is the call of the block, which differs.
        @{ what = 'the error of Write-Error with ErrorAction Stop'; ignored = @('Line', 'Position'); block = { if ($_.Id) { $script:id = $_.Id }; Write-Error 'written' -ErrorId Written -ErrorAction Stop } }
    ) {
        $plain = try { . $block } catch { $_ }
        $used = try { Use-AzQuantumSession ionq.simulator $block } catch { $_ }
        Get-ErrorDetail $used $block | Select-Object * -ExcludeProperty $ignored | ConvertTo-Json |
            Should -Be (Get-ErrorDetail $plain $block | Select-Object * -ExcludeProperty $ignored | ConvertTo-Json)
        Get-Status $script:id | Should -Be 'Succeeded'
    }
}
