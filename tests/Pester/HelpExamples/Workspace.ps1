# What all examples have: an emulated workspace, a connection, sessions with jobs, and files in the current folder.

$workspaceName = $arrangement['Workspace'] ?? 'chemistry'
# With a frozen clock, a job runs when the arrangement says so, and not when the machine gets to it.
$emulator = Start-Emulator (@('--queue-time', ($arrangement['QueueTime'] ?? '0.05'), '--job-duration', ($arrangement['JobDuration'] ?? '0.1'), '--workspace', $workspaceName, '--resource-group', 'quantum-rg',
        '--subscription', '8f2b6a0e-5d1c-4e39-9c47-2a6f0b7d3e15', '--access-token', 'a.b.c') + @(if ($arrangement['IsFrozen']) { '--frozen-clock' }))
$signIn = @{ ResourceManagerEndpoint = $emulator.Endpoint; AccessToken = ConvertTo-SecureString 'a.b.c' -AsPlainText }
$resourceId = (Connect-AzQuantumWorkspace $workspaceName @signIn).Id

$null = New-Item circuits -ItemType Directory
$bellCircuit = [ordered] @{ qubits = 2; circuit = [ordered] @{ gate = 'h'; target = 0 }, [ordered] @{ gate = 'cnot'; control = 0; target = 1 } }
$bellText = $bellCircuit | ConvertTo-Json -Depth 4 -Compress
foreach ($file in 'bell.json', 'step.json', 'last.json', 'circuits/a.json', 'circuits/b.json') { Set-Content $file $bellText }
Set-Content circuits/a.quil, circuits/b.quil "DECLARE ro BIT[1]`nX 0`nMEASURE 0 ro[0]"
[System.IO.File]::WriteAllBytes("$PWD/program.bc", [byte[]] @(0x42, 0x43, 0xC0, 0xDE) + [Text.Encoding]::ASCII.GetBytes('ENTRYPOINT__main'))

# Lets the jobs of a frozen clock run while an example waits for them.
function Start-ClockLater { Start-Later 1 { Set-Clock $InputObject @{ frozen = $false } } $emulator }

# Replaces a command that needs a user, a desktop, or another program.
function Set-Replacement([string] $Name, [scriptblock] $Script) { $null = New-Item -Force "Function:global:$Name" -Value $Script }

# Enters the connection string of the emulator at the prompt.
function Use-ConnectionStringPrompt { Set-Replacement Read-Host { ConvertTo-SecureString $emulator.ConnectionString -AsPlainText } }

# A script of the user that takes its workspace from the environment.
function New-MyScript {
    Disconnect-AzQuantumWorkspace
    Set-Content MyScript.ps1 'New-AzQuantumSession ionq.simulator -Name script'
}

# The examples sign in to Microsoft Entra ID. Here, Connect-AzQuantumWorkspace uses a token of the emulator.
function Use-SignIn {
    foreach ($name in $signIn.Keys) { $global:PSDefaultParameterValues["Connect-AzQuantumWorkspace:$name"] = $signIn[$name] }
}

# Azure Resource Manager is in the emulator, also for an example that names its sign-in.
function Use-ResourceManager { $global:PSDefaultParameterValues['Connect-AzQuantumWorkspace:ResourceManagerEndpoint'] = $signIn.ResourceManagerEndpoint }

# Gives this process a managed identity, whose token the emulator accepts.
function Use-ManagedIdentity {
    Use-ResourceManager
    Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_SECRET, Env:AZURE_TENANT_ID, Env:AZURE_FEDERATED_TOKEN_FILE -ErrorAction Ignore
    Import-Module "$PSScriptRoot/../Fixtures/Fixtures.psm1"
    $variables = Start-IdentityEndpoint 'a.b.c'
    foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
}

# Replaces the Azure CLI by a script that returns a token, which the emulator accepts.
function Use-AzureCli {
    Use-ResourceManager
    $token = @{ accessToken = 'a.b.c'; expiresOn = (Get-Date).AddHours(1).ToString('yyyy-MM-dd HH:mm:ss.ffffff'); tokenType = 'Bearer' } | ConvertTo-Json -Compress
    $null = New-Item -ItemType Directory bin
    if ($IsWindows) {
        Set-Content bin/az.cmd "@echo $token"
    }
    else {
        Set-Content bin/az "#!/bin/sh`necho '$token'"
        chmod +x bin/az
    }
    $env:PATH = "$PWD/bin$([System.IO.Path]::PathSeparator)$env:PATH"
}

# An open session whose job has succeeded.
function New-RunningSession([string] $Name, [string] $Target = 'ionq.simulator') {
    $new = New-Session $Name $Target
    $null = Submit-AzQuantumSessionJob -Session $new -InputObject $bellCircuit -Name 'step 1' -Shots 500 -Wait
    $new
}

# Lets -OlderThan list all sessions and jobs: no emulator has been running for an hour.
function Set-OldItem {
    foreach ($name in 'Get-AzQuantumSession', 'Get-AzQuantumSessionJob') {
        $proxy = [System.Management.Automation.ProxyCommand]::Create((Get-Command $name -CommandType Cmdlet)) `
            -replace '\[System\.Nullable\[timespan\]\]', '[object]' -replace '(?<=begin\s*\{)', 'if ($OlderThan) { $PSBoundParameters.OlderThan = [timespan]::Zero }'
        Set-Replacement $name ([scriptblock]::Create($proxy))
    }
}

# Runs a script after a delay, on the connection of this runspace.
function Start-Later([double] $Seconds, [scriptblock] $Script, [object] $InputObject) {
    $text = "param(`$Seconds, `$InputObject) Import-Module '$((Get-Module Support).Path)'; Start-Sleep `$Seconds; $Script"
    $null = [powershell]::Create().AddScript($text).AddArgument($Seconds).AddArgument($InputObject).BeginInvoke()
}

function New-Session([string] $Name, [string] $Target = 'ionq.simulator', [hashtable] $Option = @{}) {
    New-AzQuantumSession $Target $Name @Option
}

# A session of which both jobs have succeeded.
function New-FinishedSession([string] $Name, [hashtable] $Option = @{}) {
    $new = New-Session $Name -Option $Option
    $null = 'step 1', 'step 2' | ForEach-Object { Submit-AzQuantumSessionJob -Session $new -InputObject $bellCircuit -Name $_ -Shots 500 } | Wait-AzQuantumSessionJob
    $new | Stop-AzQuantumSession -PassThru | Wait-AzQuantumSession
}

# A session whose job failed, because the target has no gate of that name.
function New-FailedSession([string] $Name, [hashtable] $Option = @{}) {
    $new = New-Session $Name -Option $Option
    Submit-AzQuantumSessionJob -Session $new -InputObject @{ qubits = 1; circuit = @(@{ gate = 'bell'; target = 0 }) } -Name 'step 1' -Shots 500 | Wait-AzQuantumSessionJob | Out-Null
    $new | Wait-AzQuantumSession
}
