using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>The life of a session in a runspace: random commands from its opening to its closing.</summary>
/// <param name="name">The name of the session, which no other session has.</param>
/// <param name="random">The choices. The time of each command is not among them.</param>
/// <param name="engine">The runspace.</param>
/// <param name="workspace">The connection.</param>
internal sealed class Life(string name, Random random, EngineSession engine, QuantumWorkspace workspace)
{
    private const int MaxAttempts = 3;
    private int _nextNumber = 1;

    public LifeReport Report { get; } = new(name);

    public async Task RunAsync()
    {
        engine["workspace"] = workspace;
        engine["name"] = name;
        engine["id"] = NewId();
        await (random.Next(4) == 0 ? UseAsync() : RunCommandsAsync());
    }

    private async Task RunCommandsAsync()
    {
        await OpenAsync();
        if (Report.Session is null)
        {
            return;
        }

        engine["session"] = Report.Session;
        for (int step = random.Next(1, 5); step > 0; step--)
        {
            await (random.Next(10) switch
            {
                < 6 => SubmitAsync(),
                6 => SubmitRepeatedlyAsync(),
                7 => WaitForJobsAsync(),
                8 => ReceiveAsync(),
                _ => CloseAsync(),
            });
        }

        await CloseAsync();
        await (Report.IsClosed ? WaitForEndAsync() : Task.CompletedTask);
        await ReceiveAsync();
    }

    private async Task OpenAsync()
    {
        bool hasId = random.Next(3) == 0;
        string script = $"New-AzQuantumSession ionq.simulator $name -Workspace $workspace{Maybe(" -ProviderId ionq")}{Maybe(" -JobFailurePolicy Continue")}{(hasId ? " -SessionId $id" : "")}";

        // With an id, the command can be repeated.
        for (int attempt = hasId ? MaxAttempts : 1; attempt > 0 && Report.Session is null; attempt--)
        {
            Report.Session = (await RunForItemsAsync(script, 1)).As<QuantumSession>().SingleOrDefault();
        }
    }

    private async Task UseAsync()
    {
        (int[] first, int[] second) = (CreateInputs("first"), CreateInputs("second"));
        bool ends = random.Next(4) == 0;
        string block = $$"""
            $_
            $first | Submit-AzQuantumSessionJob -Session $_ -ThrottleLimit {{random.Next(1, 9)}}{{Maybe(" -Wait")}}
            {{(ends ? "$_ | Stop-AzQuantumSession" : "")}}
            {{Maybe("throw 'life'")}}
            $second | Submit-AzQuantumSessionJob -Session $_
            """;
        Report.MaxJobs = random.Next(4) == 0 ? random.Next(1, 6) : null;
        string limit = Report.MaxJobs is { } max ? $" -MaxJobs {max}" : "";
        ScriptResult result = await RunAsync(
            $"Use-AzQuantumSession ionq.simulator -Name $name -Workspace $workspace{Maybe(" -ProviderId ionq")}{Maybe(" -JobFailurePolicy Continue")}"
            + $"{Maybe(" -SessionId $id")}{Maybe(" -CancelJobsOnError")}{Maybe(" -WaitForJobs")}{limit} {{{Environment.NewLine}{block}{Environment.NewLine}}}");
        Report.Session = result.Output.Select(item => item.BaseObject).OfType<QuantumSession>().FirstOrDefault();
        Report.Submissions.Add(([.. first, .. second], [.. result.Output.Select(item => item.BaseObject).OfType<QuantumSessionJob>()]));
        await ReceiveAsync();
    }

    private async Task SubmitAsync()
    {
        int[] numbers = CreateInputs("inputs");
        ScriptResult result = await RunForItemsAsync(
            $"$inputs | Submit-AzQuantumSessionJob -Session $session -ThrottleLimit {random.Next(1, 9)}{Maybe(" -Compress")}", numbers.Length);
        Report.Submissions.Add((numbers, [.. result.As<QuantumSessionJob>()]));
    }

    private async Task SubmitRepeatedlyAsync()
    {
        int[] numbers = [_nextNumber++];
        engine["jobId"] = NewId();
        engine["inputs"] = new object[] { NumberedCircuit.Create(numbers[0], fails: false) };
        IReadOnlyList<QuantumSessionJob> jobs = [];
        for (int attempt = MaxAttempts; attempt > 0 && jobs.Count == 0; attempt--)
        {
            jobs = (await RunForItemsAsync("$inputs | Submit-AzQuantumSessionJob -Session $session -JobId $jobId", 1)).As<QuantumSessionJob>();
        }

        Report.Submissions.Add((numbers, [.. jobs]));
    }

    private async Task WaitForJobsAsync()
    {
        engine["jobs"] = Report.Jobs.ToArray();
        Report.EndedJobs.AddRange((await RunForItemsAsync("$jobs | Wait-AzQuantumSessionJob -Timeout 300", Report.Jobs.Count())).As<QuantumSessionJob>());
    }

    private async Task ReceiveAsync()
    {
        engine["jobs"] = Report.Jobs.ToArray();
        ScriptResult result = await RunForItemsAsync($"$jobs | Receive-AzQuantumSessionJob -ThrottleLimit {random.Next(1, 9)}{Maybe(" -Wait")}", Report.Jobs.Count());
        Report.Results.AddRange(result.As<QuantumJobResult>());
    }

    private async Task CloseAsync()
    {
        string script = $"$session | Stop-AzQuantumSession{Maybe(" -CancelJobs")} -PassThru";
        for (int attempt = random.Next(1, MaxAttempts); attempt > 0 && !Report.IsClosed; attempt--)
        {
            Report.IsClosed = (await RunAsync(script)).Output.Count > 0;
        }
    }

    private async Task WaitForEndAsync() =>
        Report.Ended = (await RunForItemsAsync("$session | Wait-AzQuantumSession -Timeout 300", 1)).As<QuantumSession>().SingleOrDefault();

    /// <summary>Runs a command. Each of its items must be an object or an error.</summary>
    private async Task<ScriptResult> RunForItemsAsync(string script, int items)
    {
        ScriptResult result = await RunAsync(script);
        int reported = result.Output.Count + result.Errors.Count + (result.Exception is null ? 0 : 1);
        return reported == items
            ? result
            : throw new InvalidOperationException($"'{script}' reported {result.Output.Count} objects for {items} items. {Report}");
    }

    private async Task<ScriptResult> RunAsync(string script)
    {
        engine.Host.ErrorLines.Clear();
        ScriptResult result = await engine.RunAsync(script);
        Report.Add(script, result, engine.Host.ErrorLines);
        return result;
    }

    /// <summary>Sets a variable to up to four circuits, some of which fail, and returns their numbers.</summary>
    private int[] CreateInputs(string variable)
    {
        int[] numbers = [.. Enumerable.Range(_nextNumber, random.Next(1, 5))];
        _nextNumber += numbers.Length;
        engine[variable] = numbers.Select(object (number) => NumberedCircuit.Create(number, fails: random.Next(12) == 0)).ToArray();
        return numbers;
    }

    private Guid NewId()
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private string Maybe(string option) => random.Next(3) == 0 ? option : "";
}
