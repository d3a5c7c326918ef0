BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.1'
    $workspace = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.simulator -Name submitted
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    $qasm = "OPENQASM 2.0;`ninclude `"qelib1.inc`";`nqreg q[2];`ncreg c[2];`nmeasure q -> c;"
    $bitcode = [byte[]] (0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4)
    $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'circuits')).FullName
    foreach ($name in 'one', 'two', 'three') { Set-Content -LiteralPath (Join-Path $folder "$name.json") -Value $bell -NoNewline }
    $file = Join-Path $folder 'one.json'
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Submit-AzQuantumSessionJob' {
    It 'submits by <how>' -ForEach @(
        @{ how = 'path'; command = { $session | Submit-AzQuantumSessionJob -Path $file } }
        @{ how = 'path in the first place'; command = { $session | Submit-AzQuantumSessionJob $file } }
        @{ how = 'path, session by name'; command = { Submit-AzQuantumSessionJob $file -Session $session } }
        @{ how = 'path, session by id'; command = { Submit-AzQuantumSessionJob $file -SessionId $session.Id } }
        @{ how = 'path, session by id and workspace by object'; command = { Submit-AzQuantumSessionJob $file -SessionId $session.Id -Workspace $workspace } }
        @{ how = 'a path with a wildcard'; command = { $session | Submit-AzQuantumSessionJob (Join-Path $folder 'on?.json') } }
        @{ how = 'a path below a drive'; command = { $session | Submit-AzQuantumSessionJob TestDrive:/circuits/one.json } }
        @{ how = 'a path below the current folder'; command = { Push-Location $folder; try { $session | Submit-AzQuantumSessionJob one.json } finally { Pop-Location } } }
        @{ how = 'a file object as path'; command = { $session | Submit-AzQuantumSessionJob (Get-Item $file) } }
        @{ how = 'text'; command = { $session | Submit-AzQuantumSessionJob -InputObject $bell } }
        @{ how = 'text, session by id'; command = { Submit-AzQuantumSessionJob -InputObject $bell -SessionId $session.Id } }
        @{ how = 'the lines of a file'; command = { $session | Submit-AzQuantumSessionJob -InputObject (Get-Content $file) } }
        @{ how = 'a file object'; command = { $session | Submit-AzQuantumSessionJob -InputObject (Get-Item $file) } }
        @{ how = 'bytes'; command = { $session | Submit-AzQuantumSessionJob -InputObject ([Text.Encoding]::UTF8.GetBytes($bell)) } }
        @{ how = 'bytes from a file'; command = { $session | Submit-AzQuantumSessionJob -InputObject (Get-Content $file -AsByteStream) } }
    ) {
        $job = @(& $command)
        $job | Should -HaveCount 1
        $job[0] | Should -BeOfType AzQuantumSession.QuantumSessionJob
        $job[0].SessionId | Should -Be $session.Id
        $job[0].ProviderId | Should -Be 'ionq'
        $job[0].Target | Should -Be 'ionq.simulator'
        $job[0].InputDataFormat | Should -Be 'ionq.circuit.v1'
        $job[0].OutputDataFormat | Should -Be 'ionq.quantum-results.v1'
        $job[0].Workspace | Should -Be $session.Workspace
        Read-JobInput $emulator $job[0].Id | Should -Be $bell
    }

    It 'makes a job of each file, named after it' {
        $jobs = $session | Submit-AzQuantumSessionJob (Join-Path $folder '*.json')
        $jobs.Name | Sort-Object | Should -Be 'one', 'three', 'two'
        $jobs.Id | Sort-Object -Unique | Should -HaveCount 3
        ($session | Submit-AzQuantumSessionJob $file, (Join-Path $folder 't*.json')).Name | Sort-Object | Should -Be 'one', 'three', 'two'
        ($session | Submit-AzQuantumSessionJob -InputObject (Get-ChildItem $folder)).Name | Sort-Object | Should -Be 'one', 'three', 'two'
    }

    It 'submits into each session of a pipeline' {
        $sessions = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }
        ($sessions | Submit-AzQuantumSessionJob -InputObject $bell).SessionId | Should -Be $sessions.Id
    }

    It 'makes JSON of <what>' -ForEach @(
        @{ what = 'a hashtable'; value = { @{ qubits = 1; circuit = @(@{ gate = 'h'; target = 0 }) } } }
        @{ what = 'an ordered dictionary'; value = { [ordered] @{ qubits = 1; circuit = @([ordered] @{ gate = 'h'; target = 0 }) } } }
        @{ what = 'a custom object'; value = { [pscustomobject] @{ qubits = 1; circuit = @([pscustomobject] @{ gate = 'h'; target = 0 }) } } }
        @{ what = 'what ConvertFrom-Json gave'; value = { '{"qubits":1,"circuit":[{"gate":"h","target":0}]}' | ConvertFrom-Json } }
    ) {
        $job = $session | Submit-AzQuantumSessionJob -InputObject (& $value) -Wait
        $job.Status | Should -Be 'Succeeded'
        $read = Read-JobInput $emulator $job.Id | ConvertFrom-Json
        $read.qubits | Should -Be 1
        $read.circuit[0].gate | Should -Be 'h'
    }

    It 'joins lines, and does not take the lines for a list' {
        $lines = $qasm -split "`n"
        $test = New-AzQuantumSession quantinuum.sim.h2-1sc
        $job = $test | Submit-AzQuantumSessionJob -InputObject $lines
        Read-JobInput $emulator $job.Id | Should -Be $qasm
        $list = [System.Collections.Generic.List[string]] $lines
        Read-JobInput $emulator ($test | Submit-AzQuantumSessionJob -InputObject $list).Id | Should -Be $qasm
    }

    It 'knows the formats of <target>' -ForEach @(
        @{ target = 'quantinuum.sim.h2-1sc'; text = 'qasm'; in = 'honeywell.openqasm.v1'; out = 'honeywell.quantum-results.v1' }
        @{ target = 'quantinuum.sim.h2-1sc'; text = 'bitcode'; in = 'qir.v1'; out = 'honeywell.qir.v1' }
        @{ target = 'rigetti.sim.qvm'; text = 'quil'; in = 'rigetti.quil.v1'; out = 'rigetti.quil-results.v1' }
        @{ target = 'rigetti.sim.qvm'; text = 'bitcode'; in = 'qir.v1'; out = 'microsoft.quantum-results.v2' }
        @{ target = 'pasqal.sim.emu-tn'; text = 'pulser'; in = 'pasqal.pulser.v1'; out = 'pasqal.pulser-results.v1' }
        @{ target = 'ionq.simulator'; text = 'bitcode'; in = 'qir.v1'; out = 'microsoft.quantum-results.v2' }
    ) {
        $program = @{ qasm = $qasm; bitcode = $bitcode; quil = "DECLARE ro BIT[2]`nMEASURE 0 ro[0]"; pulser = '{"a":1}' }[$text]
        $job = New-AzQuantumSession $target | Submit-AzQuantumSessionJob -InputObject $program -Wait
        $job.InputDataFormat | Should -Be $in
        $job.OutputDataFormat | Should -Be $out
        $job.Status | Should -Be 'Succeeded'
    }

    It 'takes formats from the user, and the output format that goes with the input format' {
        $test = New-AzQuantumSession quantinuum.sim.h2-1sc
        ($test | Submit-AzQuantumSessionJob -InputObject $bitcode -OutputFormat microsoft.quantum-results.v2).OutputDataFormat | Should -Be 'microsoft.quantum-results.v2'
        $job = $test | Submit-AzQuantumSessionJob -InputObject $qasm -InputFormat qir.v1
        $job.InputDataFormat | Should -Be 'qir.v1'
        $job.OutputDataFormat | Should -Be 'honeywell.qir.v1'
    }

    It 'reports formats that it does not know, before it uploads anything' {
        $test = New-AzQuantumSession echo-quantinuum
        $null = Receive-Request $emulator
        $test | Submit-AzQuantumSessionJob -InputObject $qasm -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be 'FormatUnknown,AzQuantumSession.Cmdlets.SubmitAzQuantumSessionJob'
        $failure[0].TargetObject.Id | Should -Be $test.Id
        "$($failure[0])" | Should -Match '-InputFormat and -OutputFormat'
        Receive-Request $emulator | Should -BeNullOrEmpty
        $test | Submit-AzQuantumSessionJob -InputObject $qasm -InputFormat my.own.v1 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'Give -OutputFormat'
        ($test | Submit-AzQuantumSessionJob -InputObject $qasm -InputFormat honeywell.openqasm.v1).OutputDataFormat | Should -Be 'honeywell.quantum-results.v1'
    }

    It 'sends everything that the user gives' {
        $id = New-Guid
        $job = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name 'a step' -Shots 100 -InputParams @{ noise = @{ model = 'aria-1'; seed = 7 }; list = 1, 2; flag = $true } `
            -Tag chem, test -Metadata @{ label = 'a'; step = 3 } -Priority High -JobId $id
        $job.Id | Should -Be "$id"
        $job.Name | Should -Be 'a step'
        $job.InputParams['shots'] | Should -Be 100
        $job.InputParams['noise']['model'] | Should -Be 'aria-1'
        $job.InputParams['noise']['seed'] | Should -Be 7
        $job.InputParams['list'] | Should -Be 1, 2
        $job.InputParams['flag'] | Should -BeTrue
        $job.Tags | Should -Be 'chem', 'test'
        $job.Metadata['label'] | Should -Be 'a'
        $job.Metadata['step'] | Should -Be '3'
        $job.Priority | Should -Be 'High'
    }

    It 'names a job without a file after its id' {
        $job = $session | Submit-AzQuantumSessionJob -InputObject $bell
        $job.Name | Should -Be "job-$($job.Id)"
    }

    It 'can be repeated with the same id' {
        $id = New-Guid
        $jobs = 1..2 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell -Name again -JobId $id -ErrorAction Stop }
        $jobs.Id | Should -Be "$id", "$id"
        @($session | Get-AzQuantumSessionJob -Name again) | Should -HaveCount 1
        $session | Submit-AzQuantumSessionJob -InputObject $bell -Name other -JobId $id -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceExists,*'
    }

    It 'refuses one id for several inputs, and asks nothing of the service' {
        $null = Receive-Request $emulator
        $caught = try { $session | Submit-AzQuantumSessionJob (Join-Path $folder '*.json') -JobId (New-Guid) } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'InputInvalid,*'
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'refuses shots that are given twice' {
        $caught = try { $session | Submit-AzQuantumSessionJob -InputObject $bell -Shots 5 -InputParams @{ Shots = 6 } } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'InputInvalid,*'
        "$caught" | Should -Match 'twice'
        ($session | Submit-AzQuantumSessionJob -InputObject $bell -InputParams @{ shots = 6 }).InputParams['shots'] | Should -Be 6
    }

    It 'reports <what> and submits the others' -ForEach @(
        @{ what = 'a file that is missing'; path = { Join-Path $folder 'missing.json' } }
        @{ what = 'a wildcard that finds nothing'; path = { Join-Path $folder '*.none' } }
        @{ what = 'a drive that is not there'; path = { 'nodrive:/x.json' } }
        @{ what = 'a path that is no file'; path = { 'Env:PATH' } }
        @{ what = 'a folder'; path = { $folder } }
    ) {
        $jobs = $session | Submit-AzQuantumSessionJob (& $path), $file -ErrorVariable failure -ErrorAction SilentlyContinue
        $jobs.Name | Should -Be 'one'
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InputNotFound,*'
        $failure[0].TargetObject | Should -Be (& $path)
    }

    It 'reports a folder given as an object' {
        $session | Submit-AzQuantumSessionJob -InputObject (Get-Item $folder) -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InputNotFound,*'
    }

    It 'refuses null and nothing' {
        $null = Receive-Request $emulator
        { $session | Submit-AzQuantumSessionJob -InputObject $null } | Should -Throw
        { $session | Submit-AzQuantumSessionJob -InputObject '' } | Should -Throw
        { $session | Submit-AzQuantumSessionJob -Path @() } | Should -Throw
        { Submit-AzQuantumSessionJob -Session $null -InputObject $bell } | Should -Throw
        @() | Submit-AzQuantumSessionJob -InputObject $bell
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'says with the service''s code why a closed session takes no job' {
        $closed = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        $closed | Submit-AzQuantumSessionJob -InputObject $bell -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
        "$($failure[0])" | Should -Match 'InvalidJobDefinition'
        "$($failure[0])" | Should -Match 'terminal state'
        "$($failure[0])" | Should -Not -Match 'sig='
        $failure[0].TargetObject.Id | Should -Be $closed.Id
    }

    It 'reports a session that is not there' {
        $id = "$(New-Guid)"
        Submit-AzQuantumSessionJob -InputObject $bell -SessionId $id -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failure[0].TargetObject | Should -Be $id
    }

    It 'waits for all with -Wait, and writes them as they are then' {
        $jobs = $session | Submit-AzQuantumSessionJob (Join-Path $folder '*.json') -Wait
        $jobs | Should -HaveCount 3
        $jobs.Status | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'sends no request under -WhatIf' {
        $null = Receive-Request $emulator
        $session | Submit-AzQuantumSessionJob (Join-Path $folder '*.json') -WhatIf | Should -BeNullOrEmpty
        Submit-AzQuantumSessionJob -InputObject $bell -SessionId $session.Id -Wait -WhatIf | Should -BeNullOrEmpty
        Receive-Request $emulator | Should -BeNullOrEmpty
    }

    It 'uploads large input compressed, and small input as it is' {
        $gates = (1..2000 | ForEach-Object { '{"gate":"x","target":0}' }) -join ','
        $large = "{`"qubits`":1,`"circuit`":[$gates]}"
        $job = $session | Submit-AzQuantumSessionJob -InputObject $large -Wait
        $job.Status | Should -Be 'Succeeded'
        Read-JobInput $emulator $job.Id | Should -Be $large
    }

    It 'retries an upload that is passing trouble' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 503; method = 'PUT'; path = 'inputData'; times = 1 }
        ($session | Submit-AzQuantumSessionJob -InputObject $bell -ErrorAction Stop).Id | Should -Not -BeNullOrEmpty
        Clear-Fault $emulator
    }

    It 'reports storage that refuses, without its signature' {
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'PUT'; path = '/job-'; times = 0 }
        $session | Submit-AzQuantumSessionJob -InputObject $bell -ErrorVariable failure -ErrorAction SilentlyContinue
        Clear-Fault $emulator
        $failure | Should -HaveCount 1
        "$($failure[0])" | Should -Not -Match 'sig='
        $failure[0].Exception.ToString() | Should -Not -Match 'sig='
    }
}

Describe 'the signature of a job''s addresses' {
    BeforeAll {
        $job = $session | Submit-AzQuantumSessionJob -InputObject $bell -Wait
        $secret = 'sig=|[?&]se=|[?&]sv='
    }

    It 'is there at the service, so that the test means something' {
        (Invoke-Emulator $emulator GET "jobs/$($job.Id)").inputDataUri | Should -Match 'sig='
    }

    It 'is not in <what>' -ForEach @(
        @{ what = 'JSON'; text = { $job | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'the full list'; text = { $job | Format-List * -Force | Out-String -Width 4000 } }
        @{ what = 'the list'; text = { $job | Format-List | Out-String -Width 4000 } }
        @{ what = 'the table'; text = { $job | Format-Table | Out-String -Width 4000 } }
        @{ what = 'CLIXML'; text = { [System.Management.Automation.PSSerializer]::Serialize($job, 10) } }
        @{ what = 'CSV'; text = { $job | ConvertTo-Csv } }
        @{ what = 'a listed job'; text = { $session | Get-AzQuantumSessionJob | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'a read job'; text = { Get-AzQuantumSessionJob -Id $job.Id | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'a waited job'; text = { $job | Wait-AzQuantumSessionJob | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'a session with its jobs'; text = { $session | Get-AzQuantumSession -IncludeJobs | ConvertTo-Json -Depth 10 -WarningAction Ignore } }
        @{ what = 'a result'; text = { $job | Receive-AzQuantumSessionJob | Format-List * -Force | Out-String -Width 4000 } }
        @{ what = 'verbose and debug output'; text = {
                & {
                    $run = $session | Submit-AzQuantumSessionJob -InputObject $bell -Wait -Verbose -Debug
                    $run | Receive-AzQuantumSessionJob -Verbose -Debug
                    $run | Stop-AzQuantumSessionJob -Verbose -Debug
                } *>&1 | Out-String -Width 4000
            }
        }
    ) {
        $shown = (& $text) -join "`n"
        $shown.Length | Should -BeGreaterThan 20
        $shown | Should -Not -Match $secret
    }
}
