using System.Management.Automation;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Engine;

/// <summary>
/// Tests of commands as a user runs them. Each test has its own runspace, connected to the emulator of its class. The block
/// <c>$deserialize</c> makes of an object what it is in another process.
/// </summary>
public abstract class EngineTests : IAsyncLifetime
{
    private readonly EngineFixture _fixture;

    protected EngineTests(EngineFixture fixture)
    {
        _fixture = fixture;
        Session = fixture.Open();
        Session["bell"] = Circuits.Bell;
        Session["absent"] = AbsentId;
        Session["deserialize"] = ScriptBlock.Create("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_))");
    }

    /// <summary>An id that no session and no job has. Also <c>$absent</c>.</summary>
    protected static string AbsentId { get; } = "7a0c5f2e-0000-4000-8000-00000000dead";

    /// <summary>A command of PowerShell's Utility module, for tests that pipe to it.</summary>
    protected static IReadOnlyDictionary<string, Type> SelectObject { get; } =
        new Dictionary<string, Type> { ["Select-Object"] = typeof(Microsoft.PowerShell.Commands.SelectObjectCommand) };

    internal EngineSession Session { get; }

    internal TempFolder Folder { get; } = new();

    internal EmulatorFixture Workspace => _fixture.Workspace;

    public async ValueTask InitializeAsync() => await Workspace.ForgetRequestsAsync();

    public virtual async ValueTask DisposeAsync()
    {
        Session.Dispose();
        Folder.Dispose();
        await Workspace.ClearFaultsAsync();
        GC.SuppressFinalize(this);
    }

    internal ScriptResult Run(string script) => Session.Run(script);

    /// <summary>Opens another runspace that is connected to the same workspace.</summary>
    internal EngineSession OpenRunspace(EngineSessionOptions options)
    {
        EngineSession session = _fixture.Open(options);
        session["bell"] = Circuits.Bell;
        return session;
    }

    /// <summary>Starts the workspace <c>second</c> with the connection string <c>$secondConnection</c>.</summary>
    internal async Task<EmulatorFixture> StartSecondWorkspaceAsync()
    {
        EmulatorFixture second = await EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "second" });
        Session["secondConnection"] = second.Server.ConnectionString;
        return second;
    }

    /// <summary>Creates a new id, which is also <c>$id</c>.</summary>
    internal string CreateId()
    {
        string id = Guid.NewGuid().ToString();
        Session["id"] = id;
        return id;
    }

    /// <summary>Opens a session, which is also a variable.</summary>
    internal QuantumSession Open(string variable = "session", string arguments = "ionq.simulator") =>
        (QuantumSession)(Session[variable] = Run($"New-AzQuantumSession {arguments}").Single<QuantumSession>());

    /// <summary>Opens a session and closes it. The variable has the session as it was before the close.</summary>
    internal QuantumSession OpenClosed(string variable = "session", string arguments = "ionq.simulator")
    {
        QuantumSession session = Open(variable, arguments);
        Run($"${variable} | Stop-AzQuantumSession").AssertNoErrors();
        return session;
    }

    /// <summary>Opens <c>$session</c> with a job that executes.</summary>
    internal async Task<QuantumSession> OpenExecutingAsync()
    {
        QuantumSession session = Open();
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(2);
        return session;
    }

    /// <summary>Submits a job as <c>$job</c>, and forgets the requests.</summary>
    internal async Task<QuantumSessionJob> SubmitRunningJobAsync()
    {
        string id = await Workspace.SubmitAsync(await Workspace.OpenAsync());
        QuantumSessionJob job = await Workspace.Client.GetJobAsync(id, CancellationToken.None);
        Session["job"] = job;
        await Workspace.ForgetRequestsAsync();
        return job;
    }

    /// <summary>Opens <c>$session</c> with a job that has failed.</summary>
    internal async Task<QuantumSession> OpenWithFailedJobAsync(string arguments = "ionq.simulator")
    {
        QuantumSession session = Open(arguments: arguments);
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        return session;
    }

    /// <summary>Submits a job to <c>$session</c>. The job is also a variable.</summary>
    internal QuantumSessionJob Submit(string variable = "job", string arguments = "-InputObject $bell") =>
        (QuantumSessionJob)(Session[variable] = Run($"$session | Submit-AzQuantumSessionJob {arguments}").Single<QuantumSessionJob>());

    /// <summary>Reads the current status of a session from the service.</summary>
    internal async Task<string> ReadStatusAsync(QuantumSession session) => (await Workspace.ReadAsync(session)).Status;

    /// <summary>Runs a script that prompts once for each response, such as <c>Yes</c>.</summary>
    internal ScriptResult RunWithResponses(string script, params string[] responses)
    {
        foreach (string response in responses)
        {
            Session.Host.Responses.Enqueue(response);
        }

        ScriptResult result = Run(script).AssertNoErrors();
        Assert.Equal(responses.Length, Session.Host.Prompts.Count);
        return result;
    }

    internal static void AssertError(ErrorRecord error, string id, ErrorCategory category, object? target = null, string? message = null)
    {
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(category, error.CategoryInfo.Category);
        if (target is not null)
        {
            Assert.Equal(target is IWorkspaceItem item ? item.Id : target, error.TargetObject is IWorkspaceItem actual ? actual.Id : error.TargetObject);
        }

        Assert.Contains(message ?? "", error.ToString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(error.ToString()));
    }

    /// <summary>Asserts that the error reports <see cref="AbsentId"/>.</summary>
    internal static void AssertNotFound(ErrorRecord error) => AssertError(error, "NotFound", ErrorCategory.ObjectNotFound, AbsentId);

    /// <summary>Asserts that a command opens a session with all properties that a user can set.</summary>
    internal void AssertSendsAllProperties(string command)
    {
        string id = CreateId();

        QuantumSession session = Run(
            $"{command} -Target ionq.simulator -Name full -ProviderId ionq -JobFailurePolicy Continue -Priority High -Tag a, b -SessionId $id")
            .Single<QuantumSession>();

        Assert.Equal(
            (id, "full", "ionq", "ionq.simulator", "Continue", "High"),
            (session.Id, session.Name, session.ProviderId, session.Target, session.JobFailurePolicy, session.Priority));
        Assert.Equal(["a", "b"], session.Tags);
        Assert.Equal(Workspace.Client.Workspace.Id, session.Workspace);
    }

    /// <summary>Asserts that a script writes first the number of all items and then the first item.</summary>
    internal void AssertTotalCount<T>(string script, ulong count, string firstName)
        where T : IWorkspaceItem
    {
        ScriptResult result = Run(script).AssertNoErrors();

        Assert.Equal(count, result.Output[0].BaseObject);
        Assert.Equal(firstName, Assert.IsType<T>(result.Output[1].BaseObject).Name);
    }

    /// <summary>Asserts that a Stop command writes an item that has ended, and a verbose message.</summary>
    internal void AssertWritesEnded<T>(string command, string verbose)
        where T : IWorkspaceItem
    {
        ScriptResult result = Run($"{command} -PassThru -Verbose -ErrorAction Stop");

        Assert.Equal("Succeeded", result.Single<T>().Status);
        Assert.Contains(result.Verbose, line => line.Contains(verbose, StringComparison.Ordinal));
    }

    /// <summary>Asserts that a Wait command times out for <c>$first</c> and <c>$second</c>. Returns its result.</summary>
    internal ScriptResult AssertTimesOut<T>(string script, string message)
        where T : IWorkspaceItem
    {
        ScriptResult result = Run(script);

        string[] expected = [Session.Get<T>("first").Id, Session.Get<T>("second").Id];
        Assert.Equal(expected.Order(), result.Errors.Select(error => Assert.IsType<T>(error.TargetObject).Id).Order());
        Assert.All(result.Errors, error => AssertError(error, "WaitTimeout", ErrorCategory.OperationTimeout, message: message));
        return result;
    }

    /// <summary>Asserts that a Wait command reads the twelve items of <c>$many</c> with list requests, until it times out.</summary>
    internal async Task AssertPollsWithListsAsync(string command, string listRequest)
    {
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(12, Run($"$many | {command} -Timeout 0.3 -PollingInterval 0.1").Errors.Count);

        // The container of the next job can be requested at any time after the submission of the last job.
        Assert.All(
            (await Workspace.RequestsAsync()).Where(request => request != "POST storage/sasUri"),
            request => Assert.StartsWith(listRequest, request, StringComparison.Ordinal));
        Assert.Equal(0, await Workspace.CountRequestsAsync($"{listRequest}/"));
    }

    /// <summary>Asserts that a script shows how many of two items have ended, and completes its progress.</summary>
    /// <param name="script">The script.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="currentOperation">A pattern of the current operation.</param>
    internal void AssertProgress(string script, string activity, string currentOperation)
    {
        IReadOnlyList<ProgressRecord> progress = Run(script).Progress;

        Assert.All(progress, record => Assert.Equal(activity, record.Activity));
        Assert.Contains(progress, record => record.StatusDescription.StartsWith("1 of 2 done, 00:0", StringComparison.Ordinal));
        Assert.Contains(progress, record => Regex.IsMatch(record.CurrentOperation ?? "", currentOperation));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    /// <summary>Asserts that a script writes nothing, and sends no request.</summary>
    internal async Task AssertNoRequestAsync(string script)
    {
        await Workspace.ForgetRequestsAsync();
        ScriptResult result = Run(script).AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    /// <summary>Runs a script that writes an error and no object. Returns its error.</summary>
    internal ErrorRecord RunWithoutOutput(string script)
    {
        ScriptResult result = Run(script);
        Assert.Empty(result.Output);
        return result.Error;
    }

    /// <summary>Runs a script that fails without a request. Returns its error.</summary>
    internal async Task<ErrorRecord> RunWithoutRequestAsync(string script)
    {
        await Workspace.ForgetRequestsAsync();
        ErrorRecord error = Run(script).Error;
        Assert.Empty(await Workspace.RequestsAsync());
        return error;
    }

    /// <summary>Asserts that the engine rejects the arguments of a script, before any request.</summary>
    internal async Task AssertBindingErrorAsync(string script) =>
        Assert.Matches("^(ParameterArgument|CannotConvertArgument|AmbiguousParameterSet)", (await RunWithoutRequestAsync(script)).FullyQualifiedErrorId);
}
