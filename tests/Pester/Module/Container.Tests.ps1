# Checks the definition of the container image, and runs its steps without a container engine: the build in a folder with the copied files
# only, and the program and its health check as another user. If Docker has the images of .NET already, it also builds and runs the image.

BeforeDiscovery {
    $definition = Join-Path $PSScriptRoot '..' '..' '..' 'src' 'AzQuantumSession.Emulator' 'Containerfile'
    $baseImages = (Select-String '^FROM (\S+)' $definition).Matches.ForEach{ $_.Groups[1].Value }
    $hasBaseImages = (Get-Command docker -CommandType Application -ErrorAction Ignore) -and $(docker image inspect $baseImages *> $null; $LASTEXITCODE -eq 0)
    if (-not $hasBaseImages) { Write-Host "Skipped: the container image in Docker, which needs $($baseImages -join ' and '), and doesn't pull them." }
    $canChangeUser = $IsLinux -and (id -u) -eq '0' -and (Get-Command setpriv -CommandType Application -ErrorAction Ignore)
    if (-not $canChangeUser) { Write-Host 'Skipped: the program of the container image as another user, which needs root and setpriv.' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '..' 'Support.psm1') -Force
    $root = (Resolve-Path (Join-Path $PSScriptRoot '..' '..' '..')).Path
    $lines = Get-Content (Join-Path $root 'src' 'AzQuantumSession.Emulator' 'Containerfile') | Where-Object { $_ -and $_ -notlike '#*' }
    $instructions = $lines | ForEach-Object { $name, $value = $_ -split ' ', 2; [pscustomobject] @{ Name = $name; Value = $value } }

    function Get-Instruction([string] $Name) { ($instructions | Where-Object Name -CEQ $Name).Value }

    # Returns the arguments of an instruction in the form of JSON, in which the program is in another folder.
    function Get-Argument([string] $Value, [string] $Folder) {
        [regex]::Match($Value, '\[.*\]').Value | ConvertFrom-Json | ForEach-Object { $_ -replace '^/app', $Folder }
    }
}

Describe 'The container image' {
    It 'is from images with a tag of a version' {
        Get-Instruction FROM | Should -Match '^mcr\.microsoft\.com/dotnet/\w+:10\.0-[a-z-]+( AS \w+)?$'
        (Get-Instruction FROM)[-1] | Should -BeLike '*-chiseled'
    }

    It 'runs as a user who is not root, in the stage that is shipped' {
        Get-Instruction USER | Should -Match '^[1-9]\d*$'
        $instructions.Name.IndexOf('USER') | Should -BeGreaterThan ([array]::LastIndexOf([string[]] $instructions.Name, 'FROM'))
    }

    It 'has a health check and an entry point that need no shell' {
        Get-Instruction HEALTHCHECK | Should -Match ' CMD \["'
        Get-Instruction ENTRYPOINT | Should -Match '^\["'
        $port = Get-Instruction EXPOSE
        Get-Instruction ENTRYPOINT | Should -Match "`"--port`", `"$port`""
        Get-Instruction HEALTHCHECK | Should -Match "`"--port`", `"$port`""
    }

    It 'has no secret, no download, and no file from outside the repository' {
        $instructions.Name | Should -Not -Contain 'ADD'
        $lines | Should -Not -Match '(?i)(password|secret|token|apikey|https?://|curl|wget)'
    }
}

Describe 'The program of the container image' -Skip:(-not $canChangeUser) {
    BeforeAll {
        $context = Join-Path $TestDrive 'context'
        $app = Join-Path $TestDrive 'app'
        foreach ($copy in Get-Instruction COPY | Where-Object { $_ -notlike '--from=*' }) {
            $sources = $copy -split ' ' | Select-Object -SkipLast 1
            $target = Join-Path $context ($copy -split ' ')[-1]
            foreach ($source in $sources) {
                $path = Join-Path $root $source
                if (Test-Path $path -PathType Container) {
                    # As .dockerignore says.
                    Get-ChildItem $path -File -Recurse | Where-Object FullName -NotMatch '/(bin|obj)/' | ForEach-Object {
                        $file = Join-Path $target ([System.IO.Path]::GetRelativePath($path, $_.FullName))
                        $null = New-Item -ItemType Directory -Force (Split-Path $file)
                        Copy-Item $_.FullName $file
                    }
                }
                else {
                    $null = New-Item -ItemType Directory -Force $target
                    Copy-Item $path $target
                }
            }
        }

        $command = (Get-Instruction RUN).Replace('/app', $app)
        Push-Location $context
        try { $log = bash -c $command 2>&1 } finally { Pop-Location }
        if ($LASTEXITCODE -ne 0) { throw "The build of the image failed: $($log -join "`n")" }
        chmod -R a+rX $TestDrive
        $user = Get-Instruction USER
        $asUser = 'setpriv', '--reuid', $user, '--regid', $user, '--clear-groups'
    }

    It 'contains only what runs' {
        (Get-ChildItem $app -File).Extension | Sort-Object -Unique | Should -Be '.dll', '.json'
    }

    It 'starts as the user of the image, is healthy, and ends at SIGTERM' {
        $start = [System.Diagnostics.ProcessStartInfo]::new('setpriv')
        $start.RedirectStandardOutput = $true
        # Another port, because the one of the image can be in use.
        foreach ($argument in @($asUser | Select-Object -Skip 1) + @((Get-Argument (Get-Instruction ENTRYPOINT) $app) -replace '^5555$', '0')) { $start.ArgumentList.Add($argument) }
        $start.Environment['HOME'] = '/'
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() -match 'QuantumEndpoint=http://127\.0\.0\.1:(\d+)/' | Should -BeTrue
            $port = $Matches[1]
            (Get-Content "/proc/$($process.Id)/status") -match '^Uid:' | Should -Be "Uid:`t$user`t$user`t$user`t$user"
            $health = (Get-Argument (Get-Instruction HEALTHCHECK) $app) -replace '^5555$', $port
            & $asUser[0] @($asUser | Select-Object -Skip 1) @health
            $LASTEXITCODE | Should -Be 0
            bash -c "kill -TERM $($process.Id)"
            $process.WaitForExit(60000) | Should -BeTrue
            $process.ExitCode | Should -Be 0
            & $asUser[0] @($asUser | Select-Object -Skip 1) @health
            $LASTEXITCODE | Should -Be 1
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
        }
    }
}

Describe 'The container image in Docker' -Skip:(-not $hasBaseImages) {
    BeforeAll {
        $name = "azquantum-emulator-test-$PID"
        $log = docker build --file (Join-Path $root 'src' 'AzQuantumSession.Emulator' 'Containerfile') --tag $name $root 2>&1
        if ($LASTEXITCODE -ne 0) { throw "The build of the image failed: $($log -join "`n")" }
        # On a free port of the host.
        $log = docker run --detach --name $name --publish "127.0.0.1::$(Get-Instruction EXPOSE)" --read-only --cap-drop all $name 2>&1
        if ($LASTEXITCODE -ne 0) { throw "The container did not start: $($log -join "`n")" }
    }

    AfterAll {
        docker rm --force $name *> $null
        docker rmi $name *> $null
    }

    It 'becomes healthy, with the user of the image' {
        foreach ($attempt in 1..60) {
            $health = docker inspect --format '{{.State.Health.Status}}' $name
            if ($health -ne 'starting') { break }
            Start-Sleep 1
        }
        $health | Should -Be 'healthy'
        docker inspect --format '{{.Config.User}}' $name | Should -Be (Get-Instruction USER)
    }

    It 'runs a job of a client outside, on the published port' {
        $origin = "http://$(docker port $name (Get-Instruction EXPOSE))"
        $inside = "http://127.0.0.1:$(Get-Instruction EXPOSE)"
        $connectionString = (docker logs $name) -replace '^AZURE_QUANTUM_CONNECTION_STRING=' -replace [regex]::Escape($inside), $origin
        $status, $output = Invoke-NewPowerShell -Variable @{ ConnectionString = $connectionString } {
            Import-Module $ModulePath
            Connect-AzQuantumWorkspace -ConnectionString $ConnectionString | Out-Null
            $session = New-AzQuantumSession ionq.simulator -Name container
            $job = $session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 1; circuit = @(@{ gate = 'x'; target = 0 }) }
            $job | Receive-AzQuantumSessionJob -Wait | Out-Null
            ($session | Stop-AzQuantumSession -PassThru).Status
            "$(($session | Get-AzQuantumSessionJob).OutputDataUri)"
        }
        $status | Should -Be 'Succeeded'
        $output | Should -BeLike "$origin/*"
    }

    It 'ends at SIGTERM' {
        docker stop -t 60 $name | Should -Be $name
        docker inspect --format '{{.State.ExitCode}}' $name | Should -Be 0
    }
}
