using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>A runspace with the module, an emulated workspace, and a proxy between them, in which commands are stopped one after the other.</summary>
internal sealed class StopBench : IAsyncDisposable
{
    private const string AccessToken = "token-7a0c5f2e";
    private const string ListedTarget = "rigetti.sim.qvm";

    // Not an assertion about the time of a stop: the campaign reports the slowest.
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(60);

    // The clock advances by seconds when a failed job is needed, which must not end the jobs that are waited for.
    private static readonly TimeSpan JobDuration = TimeSpan.FromDays(1);

    // The time limit of a completion.
    private static readonly TimeSpan CompletionLimit = TimeSpan.FromSeconds(1);

    private readonly EmulatorFixture _workspace;
    private readonly HoldingProxy _proxy;
    private readonly EngineSession _session;
    private readonly SentRequests _sent;
    private readonly TempFolder _folder;
    private string _last = "";
    private int _known;

    // The module from which Start-AzQuantumEmulator starts its program.
    private static readonly string EmulatorModule = Path.Combine(Checkout.Root, "out", "AzQuantumSession.Emulator", "AzQuantumSession.Emulator.psd1");

    private StopBench(EmulatorFixture workspace, HoldingProxy proxy, EngineSession session, TempFolder folder)
    {
        _workspace = workspace;
        _proxy = proxy;
        _session = session;
        _sent = new SentRequests(proxy.Endpoints.Select(uri => uri.Port));
        _folder = folder;
    }

    public static async Task<StopBench> StartAsync()
    {
        EmulatorFixture workspace = await EmulatorFixture.StartAsync(new EmulatorOptions
        {
            Frozen = true,
            QueueTime = TimeSpan.FromSeconds(1),
            JobDuration = JobDuration,
            AccessTokens = [AccessToken],
        });
        StopBench bench = new(
            workspace,
            await HoldingProxy.StartAsync(workspace.Server.Endpoint),
            new EngineSession(new EngineSessionOptions { Commands = new Dictionary<string, Type> { ["Wait-Stop"] = typeof(WaitStopCommand), ["Watch-Stop"] = typeof(WatchStopCommand) } }),
            new TempFolder());
        await bench.PrepareAsync();
        return bench;
    }

    /// <summary>Runs a command that ends by itself, and returns its phases. A command that waits has a known number of requests.</summary>
    public async Task<IReadOnlyList<StopPhase>> ListPhasesAsync(StopScenario scenario)
    {
        await BeginAsync(scenario, Hold.None);
        _last = scenario.FullScript;
        if (scenario.IsCompletion)
        {
            Assert.NotEmpty(_session.Complete(scenario.Script));
            _known = _sent.Count;
            return [new(StopPhaseKind.Request, 1), new(StopPhaseKind.Body, 1), new(StopPhaseKind.Retry, 1)];
        }

        List<StopPhase> phases = [new(StopPhaseKind.Before)];
        if (scenario.Prompts)
        {
            phases.Add(new(StopPhaseKind.Prompt));
        }

        if (scenario.HasBlock)
        {
            phases.Add(new(StopPhaseKind.Block));
        }

        if (scenario.Waits is null && _session.Run(scenario.FullScript).AssertNoErrors().Output.Count > 0)
        {
            phases.Add(new(StopPhaseKind.Output));
        }

        IReadOnlyList<string> requests = _proxy.Requests;
        for (int number = 1; number <= (scenario.Waits ?? requests.Count); number++)
        {
            // The closing of a session is not stopped, so that its retries would last as long as the service requests.
            bool isClosing = scenario.Closes && requests.Count >= number && IsClosing(requests[number - 1]);
            StopPhaseKind[] kinds = isClosing
                ? [StopPhaseKind.Request, StopPhaseKind.Body, StopPhaseKind.After]
                : [StopPhaseKind.Request, StopPhaseKind.Body, StopPhaseKind.After, StopPhaseKind.Retry];
            phases.AddRange(kinds.Select(kind => new StopPhase(kind, number)));
        }

        _known = _sent.Count;
        return phases;
    }

    /// <summary>Stops a command in a phase, and checks what the module promises.</summary>
    /// <returns>
    /// The time from the stop to the end of the pipeline; null if the command ended before the phase, because the number of its requests
    /// depends on the order of the responses.
    /// </returns>
    public async Task<TimeSpan?> StopAsync(StopScenario scenario, StopPhase phase, Random random)
    {
        Hold hold = CreateHold(scenario, phase, random);
        if (scenario.IsCompletion)
        {
            return await CompleteAsync(scenario, phase, hold);
        }

        StopPoint point = await BeginAsync(scenario, hold);
        _last = $"{scenario.FullScript}, {phase}";
        SetPrompt(phase, point, confirms: random.Next(2) == 0);
        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = _session.RunAsync(GetScript(scenario, phase), stop);
        Task reached = phase.Number > 0 ? hold.Reached : point.Reached;
        await GuardAsync(Task.WhenAny(reached, running), "does not reach the phase");
        if (!reached.IsCompleted)
        {
            (await running).AssertNoErrors();
            _known = _sent.Count;
            return scenario.IsConcurrent ? null : throw Fail("ended before the phase");
        }

        for (int turns = phase.IsRacing ? random.Next(200) : 0; turns > 0; turns--)
        {
            await Task.Yield();
        }

        int sent = _proxy.Requests.Count;
        long start = Stopwatch.GetTimestamp();
        Task stopping = stop.CancelAsync();
        if (scenario.Closes && phase.Number > 0 && IsClosing(_proxy.Requests[phase.Number - 1]))
        {
            hold.Release();
        }

        await GuardAsync(running, "does not stop");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        await GuardAsync(stopping, "does not end its stop");
        await CheckAsync(scenario, phase, await running, scenario.IsConcurrent || phase.IsRacing ? null : sent);
        return elapsed;
    }

    // A console ends its prompt, and another host can return a choice although the command is stopped.
    private void SetPrompt(StopPhase phase, StopPoint point, bool confirms) => _session.Host.OnPrompt = phase.Kind != StopPhaseKind.Prompt ? null : () =>
    {
        point.SetReached();
        point.WaitForStop();
        return confirms ? 0 : throw new PipelineStoppedException();
    };

    /// <summary>Completes a line while the service does not answer. Nothing is left after its time limit.</summary>
    /// <returns>The time after the time limit.</returns>
    private async Task<TimeSpan?> CompleteAsync(StopScenario scenario, StopPhase phase, Hold hold)
    {
        await BeginAsync(scenario, hold);
        _last = $"completion of {scenario.Script}, {phase}";
        long start = Stopwatch.GetTimestamp();
        Task<IReadOnlyList<CompletionResult>> completing = Task.Run(() => _session.Complete(scenario.Script));
        await GuardAsync(completing, "does not end");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        if ((await completing).Any(result => result.ResultType == CompletionResultType.ParameterValue) || !hold.Reached.IsCompleted)
        {
            throw Fail("did not wait for the service");
        }

        await GuardAsync(WaitForEndAsync(), "left a request");
        _known = _sent.Count;
        if (_proxy.Requests.Count != 1)
        {
            throw Fail("sent more than one request");
        }

        return elapsed > CompletionLimit ? elapsed - CompletionLimit : TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        _session.Run("Stop-AzQuantumEmulator").AssertNoErrors();
        _session.Dispose();
        _sent.Dispose();
        await _proxy.DisposeAsync();
        await _workspace.DisposeAsync();
        _folder.Dispose();
    }

    private static bool IsClosing(string request) => request.EndsWith(":close", StringComparison.Ordinal);

    private static string GetScript(StopScenario scenario, StopPhase phase) => phase.Kind switch
    {
        StopPhaseKind.Before => scenario.ScriptBefore,
        StopPhaseKind.Output => scenario.ScriptOutput,
        StopPhaseKind.Prompt => scenario.ScriptPrompt,
        _ => scenario.FullScript,
    };

    private static Hold CreateHold(StopScenario scenario, StopPhase phase, Random random) => phase.Kind switch
    {
        StopPhaseKind.Request => new Hold(phase.Number, HoldKind.Request),
        StopPhaseKind.Body => new Hold(phase.Number, HoldKind.Body),
        StopPhaseKind.After => new Hold(phase.Number, HoldKind.After),
        // The Retry-After value of a 429 response delays all requests of the process to the workspace, also the closing of a session. It is as
        // long as the time limit of a completion.
        StopPhaseKind.Retry => new Hold(phase.Number, HoldKind.Retry) { Status = !scenario.Closes && !scenario.IsCompletion && random.Next(8) == 0 ? 429 : 503 },
        _ => Hold.None,
    };

    private async Task PrepareAsync()
    {
        for (int i = 0; i < 210; i++)
        {
            await _workspace.OpenAsync("listed", target: ListedTarget, provider: "rigetti");
        }

        QuantumSession ended = await _workspace.OpenAsync();
        string[] endedJobs = [await _workspace.SubmitAsync(ended), await _workspace.SubmitAsync(ended), await _workspace.SubmitAsync(ended)];
        await _workspace.AdvanceAsync(2 * JobDuration.TotalSeconds);
        QuantumSession running = await _workspace.OpenAsync();
        string[] runningJobs = [await _workspace.SubmitAsync(running), await _workspace.SubmitAsync(running)];
        _session["ended"] = ended.Id;
        _session["endedJobs"] = endedJobs;
        _session["running"] = running.Id;
        _session["other"] = (await _workspace.OpenAsync()).Id;
        _session["runningJobs"] = runningJobs;
        _session["bell"] = Circuits.Bell;
        _session["file"] = new FileInfo(_folder.Write("bell.json", Circuits.Bell));
        _session["path"] = _folder.GetPath("report.html");
        using SecureString token = SecureStringExtensions.ToSecureString(AccessToken);
        _session["token"] = token.Copy();
        BeginCommand();
        _session.Run($"Import-Module '{EmulatorModule}'").AssertNoErrors();
        _session.Run($"{Connect}; $result = Receive-AzQuantumSessionJob $endedJobs[0]").AssertNoErrors();
        _known = _sent.Count;
    }

    private void BeginCommand()
    {
        _proxy.Begin();
        _session["endpoint"] = _proxy.Endpoint.AbsoluteUri;
        _session["connectionString"] = _workspace.Server.ConnectionString.Replace(
            _workspace.Server.Endpoint.AbsoluteUri, _proxy.Endpoint.AbsoluteUri, StringComparison.Ordinal);
    }

    // A new connection has no caches. A list of workspaces requires a sign-in.
    private const string Connect = "$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation";
    private const string ConnectWithToken = "$null = Connect-AzQuantumWorkspace emulator -AccessToken $token -ResourceManagerEndpoint $endpoint";

    private async Task<StopPoint> BeginAsync(StopScenario scenario, Hold hold)
    {
        CheckSent(_known);
        BeginCommand();
        // A command that is stopped after its output has started an emulator.
        _session.Run("Stop-AzQuantumEmulator").AssertNoErrors();
        _session.Run(scenario.Script.Contains("-ListAvailable", StringComparison.Ordinal) ? ConnectWithToken : Connect).AssertNoErrors();
        string id = Guid.NewGuid().ToString();
        _session["id"] = id;

        // A download continues what a stopped command has written.
        _session["folder"] = Directory.CreateDirectory(_folder.GetPath(id)).FullName;
        if (scenario.FullScript.Contains("$fresh", StringComparison.Ordinal))
        {
            QuantumSession fresh = _session.Run("($fresh = New-AzQuantumSession ionq.simulator -ProviderId ionq)").Single<QuantumSession>();
            _session["freshJob"] = await _workspace.SubmitAsync(fresh);
        }

        if (scenario.FullScript.Contains("$failedJob", StringComparison.Ordinal))
        {
            _session["failedJob"] = await _workspace.SubmitAsync(await _workspace.OpenAsync(), fails: true);
            await _workspace.AdvanceAsync(2);
        }

        var point = new StopPoint();
        _session["before"] = _session["after"] = _session["block"] = _session["prompt"] = point;
        _proxy.SetHold(hold);
        return point;
    }

    private async Task CheckAsync(StopScenario scenario, StopPhase phase, ScriptResult result, int? sent)
    {
        int ended = _sent.Count;
        if (_sent.Active > 0)
        {
            throw Fail("left a request");
        }

        if (!result.IsStopped && (result.Exception is not null || (!phase.IsRacing && !scenario.IsConcurrent)))
        {
            throw Fail("was not stopped", result.Exception);
        }

        string[] items = [.. result.Output.Select(item => item?.BaseObject).OfType<IWorkspaceItem>().Select(item => item.Id)];
        if (result.Errors.Count > 0 || items.Distinct().Count() < items.Length)
        {
            throw Fail($"wrote {string.Join(", ", result.Errors)} {string.Join(", ", items)}");
        }

        // A request of the next command, after which a request of the stopped command would have arrived.
        await CheckRequestsAsync(scenario, sent is null ? null : [.. _proxy.Requests.Skip(sent.Value)]);
        _session.Run("Get-AzQuantumSession -Id $running").Single<QuantumSession>();
        _known = ended + 1;
        CheckSent(_known);
    }

    private void CheckSent(int expected)
    {
        if (_sent.Count != expected)
        {
            throw Fail($"sent {_sent.Count - expected} requests after its end");
        }
    }

    private async Task CheckRequestsAsync(StopScenario scenario, IReadOnlyList<string>? after)
    {
        if (after is not null && (!after.All(request => scenario.Closes && IsPromised(scenario, request)) || after.Distinct().Count() != after.Count))
        {
            throw Fail($"sent a request after the stop: {string.Join(", ", after)}");
        }

        if (scenario.Closes && _proxy.Requests.Any(request => request.StartsWith("PUT sessions/", StringComparison.Ordinal)))
        {
            await CheckClosedAsync(_session.Get<string>("id"));
        }

        // The client ends its connections, so that the service does not work for a command that has ended.
        await GuardAsync(WaitForEndAsync(), "left a request");
    }

    private async Task CheckClosedAsync(string id)
    {
        if (_proxy.Requests.Count(request => request == $"POST sessions/{id}:close") != 1)
        {
            throw Fail("did not close its session once");
        }

        // A closed session is not terminal while its last job runs, so its status is not enough.
        int status = _proxy.GetStatus($"POST sessions/{id}:close");
        if (status != 200 && (status != 404 || await ExistsAsync(id)))
        {
            throw Fail($"did not close its session: {status}");
        }
    }

    private async Task<bool> ExistsAsync(string session)
    {
        try
        {
            await _workspace.Client.GetSessionAsync(session, CancellationToken.None);
            return true;
        }
        catch (QuantumServiceException e) when (e.Kind == QuantumErrorKind.NotFound)
        {
            return false;
        }
    }

    private static bool IsPromised(StopScenario scenario, string request) =>
        IsClosing(request)
        || (scenario.Script.Contains("-CancelJobsOnError", StringComparison.Ordinal)
            && (request.EndsWith(":cancel", StringComparison.Ordinal) || request.StartsWith("GET sessions/", StringComparison.Ordinal)));

    private async Task WaitForEndAsync()
    {
        while (_proxy.Active > 0)
        {
            await Task.Delay(1);
        }
    }

    private async Task GuardAsync(Task task, string failure)
    {
        try
        {
            await task.WaitAsync(HangTime);
        }
        catch (TimeoutException e)
        {
            throw Fail(failure, e);
        }
    }

    private InvalidOperationException Fail(string failure, Exception? inner = null) =>
        new($"The command {failure} ({_last}). Its requests: {string.Join(", ", _proxy.Requests)}", inner);
}
