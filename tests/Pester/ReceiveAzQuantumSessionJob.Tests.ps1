BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1') -Force
    Import-Module (Get-ModulePath)
    $emulator = Start-Emulator '--queue-time', '0.1', '--job-duration', '0.1'
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
    $session = New-AzQuantumSession ionq.simulator -JobFailurePolicy Continue
    $bell = '{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}'
    $impossible = '{"qubits":2,"circuit":[{"gate":"no-such-gate","target":0}]}'
    $qasm = "OPENQASM 2.0;`ninclude `"qelib1.inc`";`nqreg q[3];`ncreg c[3];`nmeasure q -> c;"
    $bitcode = [byte[]] (0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4)
    $done = $session | Submit-AzQuantumSessionJob -InputObject $bell -Name bell -Wait
    $failed = $session | Submit-AzQuantumSessionJob -InputObject $impossible -Name broken -Wait
    # Its clock stands still, so what is submitted there does not end.
    $frozen = Start-Emulator '--frozen-clock', '--workspace', 'frozen'
    $held = Connect-AzQuantumWorkspace -ConnectionString $frozen.ConnectionString
    $waiting = New-AzQuantumSession ionq.simulator -Workspace $held
    $null = Connect-AzQuantumWorkspace -ConnectionString $emulator.ConnectionString
}

AfterAll {
    Disconnect-AzQuantumWorkspace
    Stop-Emulator
}

Describe 'Receive-AzQuantumSessionJob' {
    It 'gives the histogram by <how>' -ForEach @(
        @{ how = 'id'; command = { Receive-AzQuantumSessionJob -Id $done.Id } }
        @{ how = 'id in the first place'; command = { Receive-AzQuantumSessionJob $done.Id } }
        @{ how = 'id from the pipeline'; command = { $done.Id | Receive-AzQuantumSessionJob } }
        @{ how = 'id and workspace by property name'; command = { $done | Select-Object Id, Workspace | Receive-AzQuantumSessionJob } }
        @{ how = 'object'; command = { Receive-AzQuantumSessionJob -InputObject $done } }
        @{ how = 'object from the pipeline'; command = { $done | Receive-AzQuantumSessionJob } }
        @{ how = 'object with -Wait'; command = { $done | Receive-AzQuantumSessionJob -Wait } }
        @{ how = 'a list of jobs'; command = { $session | Get-AzQuantumSessionJob -Name bell | Receive-AzQuantumSessionJob } }
    ) {
        $result = @(& $command)
        $result | Should -HaveCount 1
        $result[0] | Should -BeOfType AzQuantumSession.QuantumJobResult
        $result[0].JobId | Should -Be $done.Id
        $result[0].Histogram.Outcome | Should -Be '00', '11'
        $result[0].Histogram.Probability | ForEach-Object { [math]::Round($_, 9) } | Should -Be 0.5, 0.5
        $result[0].Histogram[0].Count | Should -BeNullOrEmpty
        $result[0].Shots | Should -BeNullOrEmpty
        $result[0].IsRead | Should -BeTrue
        [Text.Encoding]::UTF8.GetString($result[0].Raw) | Should -Match '"histogram"'
    }

    It 'reads the results of <target> as <out>' -ForEach @(
        @{ target = 'quantinuum.sim.h2-1sc'; in = 'qasm'; out = 'honeywell.quantum-results.v1'; outcome = '000'; count = 20; shots = 20 }
        @{ target = 'quantinuum.sim.h2-1sc'; in = 'qir'; out = 'honeywell.qir.v1'; outcome = '00'; count = 20; shots = 20 }
        @{ target = 'quantinuum.sim.h2-1sc'; in = 'qir'; out = 'microsoft.quantum-results.v1'; outcome = '00'; count = $null; shots = 0 }
        @{ target = 'rigetti.sim.qvm'; in = 'quil'; out = 'rigetti.quil-results.v1'; outcome = '00'; count = 20; shots = 20 }
        @{ target = 'rigetti.sim.qvm'; in = 'qir'; out = 'microsoft.quantum-results.v2'; outcome = '00'; count = 20; shots = 20 }
        @{ target = 'pasqal.sim.emu-tn'; in = 'pulser'; out = 'pasqal.pulser-results.v1'; outcome = '0000'; count = 20; shots = 0 }
    ) {
        $text = @{ qasm = $qasm; qir = $bitcode; quil = "DECLARE ro BIT[2]`nMEASURE 0 ro[0]"; pulser = '{"a":1}' }[$in]
        $result = New-AzQuantumSession $target | Submit-AzQuantumSessionJob -InputObject $text -Shots 20 -OutputFormat $out | Receive-AzQuantumSessionJob -Wait
        $result.OutputDataFormat | Should -Be $out
        $result.IsRead | Should -BeTrue
        $result.Histogram | Should -HaveCount 1
        $result.Histogram[0].Outcome | Should -Be $outcome
        $result.Histogram[0].Probability | Should -Be 1
        $result.Histogram[0].Count | Should -Be $count
        @($result.Shots | Where-Object { $null -ne $_ }) | Should -HaveCount $shots
    }

    It 'waits with -Wait, and gives each result once' {
        $jobs = 1..3 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell }
        $results = @($jobs) + $jobs[0] | Receive-AzQuantumSessionJob -Wait
        $results.JobId | Sort-Object | Should -Be ($jobs.Id | Sort-Object)
    }

    It 'says without -Wait that a job has not ended' {
        $job = $waiting | Submit-AzQuantumSessionJob -InputObject $bell -Name slow
        $job | Receive-AzQuantumSessionJob -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be 'JobNotFinished,AzQuantumSession.Cmdlets.ReceiveAzQuantumSessionJob'
        $failure[0].TargetObject.Id | Should -Be $job.Id
        "$($failure[0])" | Should -Match '-Wait'
    }

    It 'waits no longer than -Timeout' {
        $job = $waiting | Submit-AzQuantumSessionJob -InputObject $bell
        $job | Receive-AzQuantumSessionJob -Wait -Timeout 1 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
    }

    It 'reports a failed job with the service''s code, <how>' -ForEach @(@{ how = 'without -Wait'; wait = $false }, @{ how = 'with -Wait'; wait = $true }) {
        $results = $failed, $done | Receive-AzQuantumSessionJob -Wait:$wait -ErrorVariable failure -ErrorAction SilentlyContinue
        $results.JobId | Should -Be $done.Id
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'JobFailed,*'
        $failure[0].TargetObject.Id | Should -Be $failed.Id
        "$($failure[0])" | Should -Match "Job 'broken'.*$($failed.ErrorData.Code): "
        $failed.ErrorData.Code | Should -Not -BeNullOrEmpty
    }

    It 'reports a cancelled job' {
        $job = $waiting | Submit-AzQuantumSessionJob -InputObject $bell
        $job | Stop-AzQuantumSessionJob
        Step-Clock $frozen 5
        $job | Receive-AzQuantumSessionJob -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'JobCancelled,*'
    }

    It 'reports an id that is not there, and goes on' {
        ("$(New-Guid)", $done.Id | Receive-AzQuantumSessionJob -ErrorVariable failure -ErrorAction SilentlyContinue).JobId | Should -Be $done.Id
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'gives one array of bytes for each job with -AsRaw' {
        $raw = @($done | Receive-AzQuantumSessionJob -AsRaw)
        $raw | Should -HaveCount 1
        , $raw[0] | Should -BeOfType byte[]
        ([Text.Encoding]::UTF8.GetString($raw[0]) | ConvertFrom-Json).histogram.'0' | Should -BeGreaterThan 0.49
        @($done.Id, $done.Id | Receive-AzQuantumSessionJob -AsRaw) | Should -HaveCount 2
    }

    It 'warns of a format that it does not know, and gives the bytes' {
        $job = New-AzQuantumSession microsoft.estimator | Submit-AzQuantumSessionJob -InputObject $bitcode -OutputFormat microsoft.resource-estimates.v1 -Wait
        $result = $job | Receive-AzQuantumSessionJob -WarningVariable warning -WarningAction SilentlyContinue
        $result.IsRead | Should -BeFalse
        $result.Histogram | Should -BeNullOrEmpty
        $result.Raw | Should -Be $bitcode
        $warning | Should -HaveCount 1
        "$warning" | Should -Match 'microsoft\.resource-estimates\.v1'
        $raw = @($job | Receive-AzQuantumSessionJob -AsRaw -WarningVariable warning)
        $raw[0] | Should -Be $bitcode
        $warning | Should -BeNullOrEmpty
    }

    It 'gives nothing for nothing' {
        $null = Receive-Request $emulator
        @() | Receive-AzQuantumSessionJob -Wait | Should -BeNullOrEmpty
        $null | Receive-AzQuantumSessionJob -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Receive-AzQuantumSessionJob -Id @() } | Should -Throw
        Receive-Request $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Receive-AzQuantumSessionJob -OutFile' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))).FullName
    }

    It 'writes the file, and nothing to the pipeline' {
        $file = Join-Path $folder 'result.json'
        $done | Receive-AzQuantumSessionJob -OutFile $file | Should -BeNullOrEmpty
        (Get-Content $file -Raw | ConvertFrom-Json).histogram | Should -Not -BeNullOrEmpty
        (Get-ChildItem $folder).Name | Should -Be 'result.json'
        Set-Content $file 'something old and longer than the result itself, which must not remain'
        $done | Receive-AzQuantumSessionJob -OutFile $file
        { Get-Content $file -Raw | ConvertFrom-Json } | Should -Not -Throw
    }

    It 'takes a path below the current folder, and one below a drive' {
        Push-Location $folder
        try { $done | Receive-AzQuantumSessionJob -OutFile here.json } finally { Pop-Location }
        Test-Path (Join-Path $folder 'here.json') | Should -BeTrue
        $done | Receive-AzQuantumSessionJob -OutFile TestDrive:/drive.json
        Test-Path TestDrive:/drive.json | Should -BeTrue
    }

    It 'writes a file for each job into a folder' {
        $jobs = 1..2 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell }
        $jobs | Receive-AzQuantumSessionJob -Wait -OutFile $folder
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be ($jobs.Id | ForEach-Object { "$_.json" } | Sort-Object)
    }

    It 'does not write two jobs into one file' {
        $file = Join-Path $folder 'result.json'
        $second = $session | Submit-AzQuantumSessionJob -InputObject $bell -Wait
        $done, $second | Receive-AzQuantumSessionJob -OutFile $file -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
        $failure[0].TargetObject.Id | Should -Be $second.Id
    }

    It 'takes the same job twice' {
        $done, $done | Receive-AzQuantumSessionJob -OutFile (Join-Path $folder 'result.json') -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -BeNullOrEmpty
    }

    It 'writes the next job when the first has no result' {
        $file = Join-Path $folder 'result.json'
        $failed, $done | Receive-AzQuantumSessionJob -OutFile $file -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike 'JobFailed,*'
        Test-Path $file | Should -BeTrue
    }

    It 'reports a folder that is not there' {
        $done | Receive-AzQuantumSessionJob -OutFile (Join-Path $folder 'missing' 'result.json') -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
    }

    It 'reports a path that is no file' {
        $caught = try { $done | Receive-AzQuantumSessionJob -OutFile Env:/result -ErrorAction Stop } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
    }

    It 'leaves no half of a file, and no old one harmed, when the download breaks' {
        $file = Join-Path $folder 'result.json'
        Set-Content $file 'old'
        $null = Add-Fault $emulator @{ kind = 'status'; status = 403; method = 'GET'; path = '/job-'; times = 0 }
        $done | Receive-AzQuantumSessionJob -OutFile $file -ErrorVariable failure -ErrorAction SilentlyContinue
        Clear-Fault $emulator
        $failure | Should -HaveCount 1
        "$($failure[0])" | Should -Not -Match 'sig='
        (Get-ChildItem $folder).Name | Should -Be 'result.json'
        Get-Content $file | Should -Be 'old'
    }
}
