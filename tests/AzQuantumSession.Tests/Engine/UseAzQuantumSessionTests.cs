using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

public sealed class UseAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Use_AzQuantumSession_passes_an_open_session_to_the_block_and_closes_it()
    {
        ScriptResult result = Run(
            "Use-AzQuantumSession ionq.simulator { param($session) $session; $_; ($session | Get-AzQuantumSession).Status }").AssertNoErrors();

        var session = Assert.IsType<QuantumSession>(result.Output[0].BaseObject);
        Assert.Same(session, result.Output[1].BaseObject);
        Assert.Equal("Waiting", result.Output[2].BaseObject);
        Assert.Equal("Succeeded", await ReadStatusAsync(session));
    }

    [Fact]
    public void Use_AzQuantumSession_opens_the_session_with_all_properties() =>
        AssertSendsAllProperties("Use-AzQuantumSession -Workspace $workspace -ScriptBlock { $_ }");

    [Theory]
    [InlineData("Use-AzQuantumSession -Session $session { $_.Id }")]
    [InlineData("Use-AzQuantumSession -Session $session -ScriptBlock { $_.Id }")]
    [InlineData("$session | Use-AzQuantumSession { $_.Id }")]
    [InlineData("$session | ForEach-Object $deserialize | Use-AzQuantumSession { ($_ | Get-AzQuantumSession).Id }")]
    public async Task Use_AzQuantumSession_uses_a_given_session_and_closes_it(string script)
    {
        QuantumSession session = Open();

        Assert.Equal(session.Id, Run(script).Single<string>());

        Assert.Equal("Succeeded", await ReadStatusAsync(session));
    }

    [Fact]
    public void Use_AzQuantumSession_uses_piped_sessions_one_after_the_other()
    {
        Run("$two = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        IReadOnlyList<string> statuses = Run("$two | Use-AzQuantumSession { $two | Get-AzQuantumSession | ForEach-Object Status }").AssertNoErrors().As<string>();

        Assert.Equal(["Waiting", "Waiting", "Succeeded", "Waiting"], statuses);
    }

    [Fact]
    public async Task Use_AzQuantumSession_accepts_a_session_that_the_block_closed()
    {
        QuantumSession session = Open();

        Run("$session | Use-AzQuantumSession { $_ | Stop-AzQuantumSession } -ErrorAction Stop").AssertNoErrors();

        Assert.Equal("Succeeded", await ReadStatusAsync(session));
    }

    [Fact]
    public void Use_AzQuantumSession_writes_the_output_of_the_block_immediately_and_unchanged()
    {
        Run("$reached = @(); Use-AzQuantumSession ionq.simulator { 'first'; $reached += 'block'; 'second' } | ForEach-Object { $reached += $_ }").AssertNoErrors();

        Assert.Equal("first block second", Run("\"$reached\"").Single<string>());
        Assert.Equal([1, 2, 3], Run("Use-AzQuantumSession ionq.simulator { , [byte[]] (1, 2, 3) }").Single<byte[]>());
        Assert.Empty(Run("Use-AzQuantumSession ionq.simulator { }").AssertNoErrors().Output);
        Assert.Null(Assert.Single(Run("Use-AzQuantumSession ionq.simulator { $null }").AssertNoErrors().Output));
    }

    [Fact]
    public void Use_AzQuantumSession_passes_all_streams_through()
    {
        using EngineSession session = OpenRunspace(WriteCommands);

        ScriptResult result = session.Run("""
            Use-AzQuantumSession ionq.simulator {
                'object'
                Write-Error 'error' -ErrorAction Continue
                Write-Warning 'warning'
                Write-Verbose 'verbose' -Verbose
            }
            """);

        Assert.Equal(["object"], result.As<string>());
        Assert.Equal("error", result.Error.ToString());
        Assert.Equal(["warning"], result.Warnings);
        Assert.Equal(["verbose"], result.Verbose);
    }

    [Theory]
    [InlineData("""function Use-Local { $value = 'before'; $other = 'kept'; Use-AzQuantumSession ionq.simulator { $value = "after $other"; $new = 'new' }; "$value, $new" }; Use-Local""", "after kept, new")]
    [InlineData("'mine' | ForEach-Object { $null = Use-AzQuantumSession ionq.simulator { $_ }; $_ }", "mine")]
    [InlineData("""$outer = 'caller'; $m = New-Module { function Invoke-Wrapped([scriptblock] $Block) { $inner = 'module'; Use-AzQuantumSession ionq.simulator $Block } }; Invoke-Wrapped { param($session) "$($_.Id -eq $session.Id) $outer [$inner]" }""", "True caller []")]
    [InlineData("""$m = New-Module { function Invoke-Inner { $inner = 'module'; Use-AzQuantumSession ionq.simulator { "$inner $($_.Status)" } } }; Invoke-Inner""", "module Waiting")]
    [InlineData("function Test-Return { Use-AzQuantumSession ionq.simulator { return 'in'; 'never' }; 'after' }; Test-Return", "in|after")]
    [InlineData("""foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($i -eq 2) { break }; "$i" } }""", "1")]
    [InlineData("""foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($i -eq 2) { continue }; "$i" } }""", "1|3")]
    [InlineData("""Use-AzQuantumSession ionq.simulator { "$WhatIfPreference" } -Confirm:$false""", "False")]
    public async Task Use_AzQuantumSession_runs_the_block_in_its_own_scope(string script, string expected)
    {
        Assert.Equal(expected.Split('|'), Run(script).AssertNoErrors().As<string>());

        Assert.Equal(await Workspace.CountRequestsAsync("PUT sessions/"), await Workspace.CountRequestsAsync(":close"));
    }

    [Fact]
    public void Use_AzQuantumSession_in_a_block_restores_the_session_of_the_outer_block()
    {
        IReadOnlyList<string> ids = Run(
            "Use-AzQuantumSession ionq.simulator { $_.Id; Use-AzQuantumSession rigetti.sim.qvm { $_.Id }; $_.Id }").AssertNoErrors().As<string>();

        Assert.Equal(ids[0], ids[2]);
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Theory]
    [InlineData("throw 'my own'")]
    [InlineData("throw [System.InvalidOperationException]::new('mine')")]
    [InlineData("throw [System.Management.Automation.ErrorRecord]::new([System.TimeoutException]::new('late'), 'MyId', 'OperationTimeout', 'target')")]
    [InlineData("[int]::Parse('x')")]
    [InlineData("1 / $null")]
    [InlineData("Import-Module /no/such/module -ErrorAction Stop")]
    [InlineData("Get-AzQuantumSession -Id x -First 1")]
    [InlineData("No-SuchCommandAtAll")]
    [InlineData("Get-Module -NoSuchParameter 1")]
    [InlineData("function Fail { throw 'deep' }; Fail")]
    public async Task Use_AzQuantumSession_closes_the_session_and_rethrows_the_error_of_the_block_unchanged(string statement)
    {
        Run($"$block = {{ if ($_.Id) {{ $id = $_.Id }}; {statement} }}").AssertNoErrors();

        ErrorRecord plain = Run("try { . $block } catch { $_ }").Single<ErrorRecord>();
        ErrorRecord used = Run("try { Use-AzQuantumSession ionq.simulator $block } catch { $_ }").Single<ErrorRecord>();

        Assert.Equal(Describe(plain), Describe(used));
        Assert.Equal("Succeeded", (await Workspace.Client.GetSessionAsync(Session.Get<string>("id"), ClientFixture.Token)).Status);

        static string Describe(ErrorRecord record) => string.Join(
            '\n',
            record.FullyQualifiedErrorId,
            record.CategoryInfo,
            record.Exception.GetType(),
            record.Exception.InnerException,
            record,
            record.TargetObject,
            record.InvocationInfo.PositionMessage);
    }

    [Fact]
    public void Use_AzQuantumSession_rethrows_the_same_exception_object() =>
        Assert.True(Run(
            "$thrown = [System.InvalidOperationException]::new('mine'); try { Use-AzQuantumSession ionq.simulator { throw $thrown } } catch [System.InvalidOperationException] { [object]::ReferenceEquals($_.Exception, $thrown) }")
            .Single<bool>());

    [Fact]
    public async Task Use_AzQuantumSession_reports_a_failed_close_and_the_error_of_the_block()
    {
        await Workspace.FailRequestsAsync(400, ":close", code: "NotNow");

        ScriptResult result = Run("try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorVariable beside } catch { $_ }");

        Assert.Equal("my own", Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject).FullyQualifiedErrorId);
        AssertError(Assert.Single(result.Errors), "RequestRejected", ErrorCategory.InvalidOperation, message: "NotNow");
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_ErrorAction_Stop_rethrows_the_error_of_the_block_when_the_close_fails()
    {
        await Workspace.FailRequestsAsync(400, ":close");

        ScriptResult result = Run("try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorAction Stop } catch { $_ }");

        Assert.Equal("my own", result.Single<ErrorRecord>().FullyQualifiedErrorId);
    }

    [Fact]
    public async Task Use_AzQuantumSession_reports_a_failed_close_after_a_successful_block()
    {
        await Workspace.FailRequestsAsync(400, ":close");

        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator { $id = $_.Id; 'output' }");

        Assert.Equal(["output"], result.As<string>());
        AssertError(result.Error, "RequestRejected", ErrorCategory.InvalidOperation);
        Assert.Equal(Session["id"], Assert.IsType<QuantumSession>(result.Error.TargetObject).Id);
    }

    [Fact]
    public void Use_AzQuantumSession_does_not_run_the_block_when_the_session_cannot_be_opened()
    {
        ScriptResult result = Run("$ran = $false; Use-AzQuantumSession no.such.target { $ran = $true }");

        AssertError(result.Error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target");
        Assert.Equal(false, Session["ran"]);
    }

    [Fact]
    public async Task Use_AzQuantumSession_closes_the_session_after_Select_Object_First()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });

        QuantumSession first = session.Run("$ran = @(); Use-AzQuantumSession ionq.simulator { $ran += 'before'; $_; $ran += 'after' } | Select-Object -First 1").Single<QuantumSession>();

        Assert.Equal("Succeeded", await ReadStatusAsync(first));
        Assert.Equal("before", session.Run("\"$ran\"").Single<string>());
    }

    [Fact]
    public async Task Use_AzQuantumSession_closes_the_session_when_a_downstream_command_throws()
    {
        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator { $used = $_; 'x' } | ForEach-Object { throw 'down' }");

        Assert.Equal("down", result.Error.FullyQualifiedErrorId);
        Assert.Equal("Succeeded", await ReadStatusAsync(Session.Get<QuantumSession>("used")));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-CancelJobsOnError", 1)]
    public async Task Use_AzQuantumSession_closes_the_session_after_Ctrl_C(string switches, int cancelled)
    {
        using EngineSession session = OpenRunspace(WriteCommands);
        string id = Guid.NewGuid().ToString();
        session["id"] = id;
        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = session.RunAsync(
            $"Use-AzQuantumSession ionq.simulator -SessionId $id {switches} {{ $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell; Start-Sleep 300 }}",
            stop);
        await Workspace.WaitForRequestAsync("PUT jobs/", running);

        await stop.CancelAsync();

        Assert.True((await running).IsStopped);
        Assert.Equal(1, await Workspace.CountRequestsAsync($"POST sessions/{id}:close"));
        Assert.Equal(cancelled, await Workspace.CountRequestsAsync(":cancel"));
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_CancelJobsOnError_cancels_jobs_only_when_the_block_fails()
    {
        Run("try { Use-AzQuantumSession ionq.simulator -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell; throw 'x' } } catch { }").AssertNoErrors();
        Assert.Equal(1, await Workspace.CountRequestsAsync(":cancel"));
        await Workspace.ForgetRequestsAsync();

        Run("Use-AzQuantumSession ionq.simulator -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell }").AssertNoErrors();

        Assert.Equal(0, await Workspace.CountRequestsAsync(":cancel"));
    }

    [Theory]
    [InlineData("Use-AzQuantumSession ionq.simulator { $ran = $true } -WhatIf")]
    [InlineData("$session | Use-AzQuantumSession { $ran = $true } -MaxCost 1 -MaxJobs 1 -WhatIf")]
    [InlineData("@() | Use-AzQuantumSession { $ran = $true }")]
    public async Task Use_AzQuantumSession_runs_and_sends_nothing_with_WhatIf_or_without_input(string script)
    {
        Open();
        Session["ran"] = false;

        await AssertNoRequestAsync(script);

        Assert.Equal(false, Session["ran"]);
    }

    [Fact]
    public void Use_AzQuantumSession_with_Confirm_prompts_before_the_block_runs()
    {
        Session["ran"] = false;

        RunWithResponses("Use-AzQuantumSession ionq.simulator { $ran = $true } -Confirm", "No");

        Assert.Equal(false, Session["ran"]);
    }

    [Theory]
    [InlineData("Use-AzQuantumSession ionq.simulator $null")]
    [InlineData("Use-AzQuantumSession '' { }")]
    [InlineData("Use-AzQuantumSession -Session $null { }")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -MaxCost -1")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -MaxJobs 0")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -SessionId no-guid")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -Name ' '")]
    public Task Use_AzQuantumSession_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    private static EngineSessionOptions WriteCommands { get; } = new()
    {
        Commands = new Dictionary<string, Type>
        {
            ["Write-Error"] = typeof(WriteErrorCommand),
            ["Write-Warning"] = typeof(WriteWarningCommand),
            ["Write-Verbose"] = typeof(WriteVerboseCommand),
            ["Start-Sleep"] = typeof(StartSleepCommand),
        },
    };

    [Theory]
    [InlineData("while ($true) { }")]
    [InlineData("$_ | Wait-AzQuantumSession")]
    [InlineData("& { try { while ($true) { } } finally { $cleaned = $true } }")]
    public async Task Use_AzQuantumSession_with_MaxDuration_stops_the_block_and_closes_the_session(string statement)
    {
        ScriptResult result = Run($$"""
            Use-AzQuantumSession ionq.simulator -MaxDuration 0.2 { $used = $_; 'started'; {{statement}}; 'not reached' }
            'after'
            """);

        Assert.Equal(["started", "after"], result.As<string>());
        AssertError(result.Error, "SessionLimitExceeded", ErrorCategory.LimitsExceeded, message: "was open longer than the limit of 00:00:00.2");
        QuantumSession used = Session.Get<QuantumSession>("used");
        Assert.Equal("Succeeded", await ReadStatusAsync(used));
        Assert.Single(await Workspace.RequestsAsync(), request => request.Contains($"{used.Id}:close", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-MaxDuration 60")]
    public void Use_AzQuantumSession_redirects_all_streams_of_the_block(string limit)
    {
        using EngineSession session = OpenRunspace(WriteCommands);

        ScriptResult result = session.Run($$"""
            Use-AzQuantumSession ionq.simulator {{limit}} {
                'output'; Write-Error error; Write-Warning warning; Write-Verbose verbose -Verbose; 1 / 0
            } -ErrorVariable errors -WarningVariable warnings *>&1
            "$($errors.Count) $($warnings.Count)"
            """);

        Assert.Equal(
            ["output", "error", "warning", "verbose", "Attempted to divide by zero.", "2 1"],
            result.Output.Select(item => item.BaseObject.ToString()));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Use_AzQuantumSession_with_MaxDuration_and_ErrorAction_Stop_ends_the_script()
    {
        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator -MaxDuration 0.2 { while ($true) { } } -ErrorAction Stop; 'after'");

        Assert.Empty(result.Output);
        AssertError(result.Error, "SessionLimitExceeded", ErrorCategory.LimitsExceeded);
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_MaxDuration_rethrows_an_error_that_the_block_throws_in_time()
    {
        ScriptResult result = Run("try { Use-AzQuantumSession ionq.simulator -MaxDuration 60 { $used = $_; throw 'mine' } } catch { \"caught $_\" }");

        Assert.Equal("caught mine", result.Single<string>());
        Assert.Equal("Succeeded", await ReadStatusAsync(Session.Get<QuantumSession>("used")));
    }

    [Theory]
    [InlineData("-MaxDuration -1")]
    [InlineData("-MaxDuration x")]
    [InlineData("-MaxCost -1")]
    public Task Use_AzQuantumSession_rejects_invalid_limits(string limit) =>
        AssertBindingErrorAsync($"Use-AzQuantumSession ionq.simulator {limit} {{ 1 }}");

    [Fact]
    public void Use_AzQuantumSession_runs_the_block_for_each_target()
    {
        IReadOnlyList<string> targets = Run("""
            $used = @()
            Use-AzQuantumSession ionq.simulator, quantinuum.sim.h2-1e { $used += $_; $_.Target }
            """).AssertNoErrors().As<string>();

        Assert.Equal(["ionq.simulator", "quantinuum.sim.h2-1e"], targets);
        Assert.All(Run("$used | Get-AzQuantumSession").As<QuantumSession>(), session => Assert.Equal("Succeeded", session.Status));
    }

    [Fact]
    public async Task Use_AzQuantumSession_rejects_a_session_id_for_several_targets() =>
        AssertError(
            await RunWithoutRequestAsync($"Use-AzQuantumSession ionq.simulator, ionq.qpu.aria-1 -SessionId {Guid.NewGuid()} {{ 1 }}"),
            "InputInvalid",
            ErrorCategory.InvalidArgument,
            message: "there are 2 targets");

    [Theory]
    [InlineData("& { $_.Id }")]
    [InlineData(". { $_.Id }")]
    [InlineData("if ($true) { foreach ($i in 1) { $_.Id } }")]
    [InlineData("function Get-Nested { $_.Id }; Get-Nested")]
    [InlineData("1 | ForEach-Object { $_ } | ForEach-Object { $session.Id }")]
    public void Use_AzQuantumSession_sets_the_variable_in_nested_blocks(string statement)
    {
        using EngineSession session = OpenRunspace(new() { Commands = new Dictionary<string, Type> { ["ForEach-Object"] = typeof(Microsoft.PowerShell.Commands.ForEachObjectCommand) } });

        ScriptResult result = session.Run($"Use-AzQuantumSession ionq.simulator {{ param($session) $session.Id; {statement} }}").AssertNoErrors();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(result.Output[0], result.Output[1]);
    }

    [Fact]
    public void Use_AzQuantumSession_passes_arguments_to_the_block() =>
        Assert.Equal(
            ["ionq.simulator", "a", "b c"],
            Run("Use-AzQuantumSession ionq.simulator { param($session, $first, $second) $session.Target; $first; $second } -ArgumentList a, 'b c'").As<string>());

    [Theory]
    [InlineData("foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { $used = $_; $i; break } }", new[] { 1 })]
    [InlineData("foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { $used = $_; if ($i -eq 2) { continue }; $i }; }", new[] { 1, 3 })]
    [InlineData(":outer foreach ($i in 1..3) { foreach ($j in 1, 2) { Use-AzQuantumSession ionq.simulator { $used = $_; $i; continue outer } } }", new[] { 1, 2, 3 })]
    [InlineData(". { Use-AzQuantumSession ionq.simulator { $used = $_; return 1; 2 }; 3 }", new[] { 1, 3 })]
    public void Use_AzQuantumSession_closes_the_session_when_the_block_leaves_the_loop_of_the_caller(string script, int[] expected)
    {
        ScriptResult result = Run(script).AssertNoErrors();

        Assert.Equal(expected, result.As<int>());
        Assert.Equal("Succeeded", Run("$used | Get-AzQuantumSession").Single<QuantumSession>().Status);
    }

    [Fact]
    public void New_AzQuantumSession_with_MaxDuration_closes_the_session_in_the_background()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -MaxDuration 0");

        Assert.Equal("Succeeded", Run($"Wait-AzQuantumSession {session.Id} -PollingInterval 0.1 -Timeout 60").Single<QuantumSession>().Status);
    }
}
