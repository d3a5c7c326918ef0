using System.Management.Automation;
using AzQuantumSession.Tests.Client;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

public sealed class UseAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Gives_the_block_an_open_session_and_closes_it()
    {
        ScriptResult result = Run(
            "Use-AzQuantumSession ionq.simulator { param($session) $session; $_; ($session | Get-AzQuantumSession).Status }").AssertNoErrors();

        var session = Assert.IsType<QuantumSession>(result.Output[0].BaseObject);
        Assert.Same(session, result.Output[1].BaseObject);
        Assert.Equal("Waiting", result.Output[2].BaseObject);
        Assert.Equal("Succeeded", await StatusAsync(session));
    }

    [Fact]
    public void Opens_the_session_with_the_parameters_of_New()
    {
        string id = Guid.NewGuid().ToString();
        Session["id"] = id;

        QuantumSession session = Run(
            "Use-AzQuantumSession -Target ionq.simulator -Name vqe -ProviderId ionq -JobFailurePolicy Continue -Priority High -Tag a, b -SessionId $id -Workspace $workspace -ScriptBlock { $_ }")
            .Single<QuantumSession>();

        Assert.Equal((id, "vqe", "Continue", "High"), (session.Id, session.Name, session.JobFailurePolicy, session.Priority));
        Assert.Equal(["a", "b"], session.Tags);
    }

    [Theory]
    [InlineData("Use-AzQuantumSession -Session $session { $_.Id }")]
    [InlineData("Use-AzQuantumSession -Session $session -ScriptBlock { $_.Id }")]
    [InlineData("$session | Use-AzQuantumSession { $_.Id }")]
    public async Task Uses_an_open_session_and_closes_it(string script)
    {
        QuantumSession session = Open();

        Assert.Equal(session.Id, Run(script).Single<string>());

        Assert.Equal("Succeeded", await StatusAsync(session));
    }

    [Fact]
    public void Uses_several_sessions_one_after_the_other()
    {
        Run("$two = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        IReadOnlyList<string> statuses = Run("$two | Use-AzQuantumSession { $two | Get-AzQuantumSession | ForEach-Object Status }").AssertNoErrors().As<string>();

        Assert.Equal(["Waiting", "Waiting", "Succeeded", "Waiting"], statuses);
    }

    [Fact]
    public async Task Accepts_a_session_that_the_block_has_closed()
    {
        QuantumSession session = Open();

        Run("$session | Use-AzQuantumSession { $_ | Stop-AzQuantumSession } -ErrorAction Stop").AssertNoErrors();

        Assert.Equal("Succeeded", await StatusAsync(session));
    }

    [Fact]
    public void Writes_what_the_block_writes_at_once_and_unchanged()
    {
        Run("$reached = @(); Use-AzQuantumSession ionq.simulator { 'first'; $reached += 'block'; 'second' } | ForEach-Object { $reached += $_ }").AssertNoErrors();

        Assert.Equal("first block second", Run("\"$reached\"").Single<string>());
        Assert.Equal([1, 2, 3], Run("Use-AzQuantumSession ionq.simulator { , [byte[]] (1, 2, 3) }").Single<byte[]>());
        Assert.Empty(Run("Use-AzQuantumSession ionq.simulator { }").AssertNoErrors().Output);
        Assert.Null(Assert.Single(Run("Use-AzQuantumSession ionq.simulator { $null }").AssertNoErrors().Output));
    }

    [Fact]
    public void Passes_on_every_stream()
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
    [InlineData("function Use-Local { $value = 'before'; $other = 'kept'; Use-AzQuantumSession ionq.simulator { $value = \"after $other\"; $new = 'new' }; \"$value, $new\" }; Use-Local", "after kept, new")]
    [InlineData("'mine' | ForEach-Object { $null = Use-AzQuantumSession ionq.simulator { $_ }; $_ }", "mine")]
    [InlineData("$outer = 'caller'; $m = New-Module { function Invoke-Wrapped([scriptblock] $Block) { $inner = 'module'; Use-AzQuantumSession ionq.simulator $Block } }; Invoke-Wrapped { param($session) \"$($_.Id -eq $session.Id) $outer [$inner]\" }", "True caller []")]
    [InlineData("$m = New-Module { function Invoke-Inner { $inner = 'module'; Use-AzQuantumSession ionq.simulator { \"$inner $($_.Status)\" } } }; Invoke-Inner", "module Waiting")]
    [InlineData("function Test-Return { Use-AzQuantumSession ionq.simulator { return 'in'; 'never' }; 'after' }; Test-Return", "in|after")]
    [InlineData("foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($i -eq 2) { break }; \"$i\" } }", "1")]
    [InlineData("foreach ($i in 1..3) { Use-AzQuantumSession ionq.simulator { if ($i -eq 2) { continue }; \"$i\" } }", "1|3")]
    [InlineData("Use-AzQuantumSession ionq.simulator { \"$WhatIfPreference\" } -Confirm:$false", "False")]
    public async Task Runs_the_block_in_the_scope_where_it_was_written(string script, string expected)
    {
        Assert.Equal(expected.Split('|'), Run(script).AssertNoErrors().As<string>());

        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        Assert.Equal(
            requests.Count(request => request.StartsWith("PUT sessions/", StringComparison.Ordinal)),
            requests.Count(request => request.Contains(":close", StringComparison.Ordinal)));
    }

    [Fact]
    public void Can_be_nested()
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
    public async Task Closes_the_session_and_hands_on_an_error_of_the_block_unchanged(string statement)
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
    public void Keeps_the_exception_of_the_block_the_same_object() =>
        Assert.True(Run(
            "$thrown = [System.InvalidOperationException]::new('mine'); try { Use-AzQuantumSession ionq.simulator { throw $thrown } } catch [System.InvalidOperationException] { [object]::ReferenceEquals($_.Exception, $thrown) }")
            .Single<bool>());

    [Fact]
    public async Task Reports_a_failed_close_beside_the_error_of_the_block()
    {
        await FailAsync(400, ":close", code: "NotNow");

        ScriptResult result = Run("try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorVariable beside } catch { $_ }");

        Assert.Equal("my own", Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject).FullyQualifiedErrorId);
        AssertError(Assert.Single(result.Errors), "RequestRejected", ErrorCategory.InvalidOperation, says: "NotNow");
    }

    [Fact]
    public async Task Keeps_the_error_of_the_block_also_under_ErrorAction_Stop()
    {
        await FailAsync(400, ":close");

        ScriptResult result = Run("try { Use-AzQuantumSession ionq.simulator { throw 'my own' } -ErrorAction Stop } catch { $_ }");

        Assert.Equal("my own", result.Single<ErrorRecord>().FullyQualifiedErrorId);
    }

    [Fact]
    public async Task Reports_a_failed_close_when_the_block_succeeded()
    {
        await FailAsync(400, ":close");

        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator { $id = $_.Id; 'output' }");

        Assert.Equal(["output"], result.As<string>());
        AssertError(result.Error, "RequestRejected", ErrorCategory.InvalidOperation);
        Assert.Equal(Session["id"], Assert.IsType<QuantumSession>(result.Error.TargetObject).Id);
    }

    [Fact]
    public void Runs_no_block_when_the_session_cannot_be_opened()
    {
        ScriptResult result = Run("$ran = $false; Use-AzQuantumSession no.such.target { $ran = $true }");

        AssertError(result.Error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target");
        Assert.Equal(false, Session["ran"]);
    }

    [Fact]
    public async Task Closes_the_session_after_Select_Object_First()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });

        QuantumSession first = session.Run("$ran = @(); Use-AzQuantumSession ionq.simulator { $ran += 'before'; $_; $ran += 'after' } | Select-Object -First 1").Single<QuantumSession>();

        Assert.Equal("Succeeded", await StatusAsync(first));
        Assert.Equal("before", session.Run("\"$ran\"").Single<string>());
    }

    [Fact]
    public async Task Closes_the_session_when_a_command_further_down_throws()
    {
        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator { $used = $_; 'x' } | ForEach-Object { throw 'down' }");

        Assert.Equal("down", result.Error.FullyQualifiedErrorId);
        Assert.Equal("Succeeded", await StatusAsync(Session.Get<QuantumSession>("used")));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-CancelJobsOnError", 1)]
    public async Task Closes_the_session_after_Ctrl_C(string switches, int cancelled)
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
        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        Assert.Single(requests, request => request.StartsWith($"POST sessions/{id}:close", StringComparison.Ordinal));
        Assert.Equal(cancelled, requests.Count(request => request.Contains(":cancel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CancelJobsOnError_cancels_only_when_the_block_fails()
    {
        Run("try { Use-AzQuantumSession ionq.simulator -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell; throw 'x' } } catch { }").AssertNoErrors();
        Assert.Single(await Workspace.RequestsAsync(), request => request.Contains(":cancel", StringComparison.Ordinal));
        await Workspace.ForgetRequestsAsync();

        Run("Use-AzQuantumSession ionq.simulator -CancelJobsOnError { $null = $_ | Submit-AzQuantumSessionJob -InputObject $bell }").AssertNoErrors();

        Assert.DoesNotContain(await Workspace.RequestsAsync(), request => request.Contains(":cancel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Use-AzQuantumSession ionq.simulator { $ran = $true } -WhatIf")]
    [InlineData("$session | Use-AzQuantumSession { $ran = $true } -MaxCost 1 -WhatIf")]
    [InlineData("@() | Use-AzQuantumSession { $ran = $true }")]
    public async Task Runs_and_sends_nothing_without_consent_or_input(string script)
    {
        Open();
        Session["ran"] = false;

        await AssertNoRequestAsync(script);

        Assert.Equal(false, Session["ran"]);
    }

    [Fact]
    public void Confirm_asks_before_the_block_runs()
    {
        Session["ran"] = false;
        Session.Host.Answers.Enqueue("No");

        Run("Use-AzQuantumSession ionq.simulator { $ran = $true } -Confirm").AssertNoErrors();

        Assert.Single(Session.Host.Prompts);
        Assert.Equal(false, Session["ran"]);
    }

    [Theory]
    [InlineData("Use-AzQuantumSession ionq.simulator $null")]
    [InlineData("Use-AzQuantumSession '' { }")]
    [InlineData("Use-AzQuantumSession -Session $null { }")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -MaxCost -1")]
    [InlineData("Use-AzQuantumSession ionq.simulator { } -SessionId no-guid")]
    public Task Refuses_invalid_arguments(string script) => AssertRefusedAsync(script);

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
}
