using System.Management.Automation;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Sends hostile responses to commands. Only errors of the module may come out, and the shown text has no control characters.</summary>
internal sealed class CommandBodies : IDisposable
{
    private static readonly string[] Scripts =
    [
        "Get-AzQuantumSession", $"Get-AzQuantumSession {ValidService.SessionId} -IncludeJobs", $"Get-AzQuantumSessionJob {ValidService.JobId}", "Get-AzQuantumSessionJob",
        $"Get-AzQuantumSessionJob -SessionId {ValidService.SessionId}", "Get-AzQuantumSessionTarget", "Get-AzQuantumSessionQuota", $"Get-AzQuantumSessionJobFile {ValidService.JobId}",
        $"Receive-AzQuantumSessionJob {ValidService.JobId}", $"Receive-AzQuantumSessionJob {ValidService.JobId} -AsRaw", $"Receive-AzQuantumSessionJob {ValidService.JobId} | Measure-AzQuantumSessionResult",
        $"Show-AzQuantumSession {ValidService.SessionId}", $"Stop-AzQuantumSession {ValidService.SessionId} -PassThru", $"Stop-AzQuantumSessionJob {ValidService.JobId} -PassThru",
        $"Wait-AzQuantumSession {ValidService.SessionId} -Timeout 1 -PollingInterval 0.1", $"Wait-AzQuantumSessionJob {ValidService.JobId} -Timeout 1 -PollingInterval 0.1",
        "New-AzQuantumSession ionq.simulator", $"Set-AzQuantumSessionJob {ValidService.JobId} -Name n", $"Remove-AzQuantumSessionJob {ValidService.JobId} -Confirm:$false",
        $"Restart-AzQuantumSessionJob {ValidService.JobId} -Force", "Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator", "Connect-AzQuantumWorkspace -ConnectionString $connectionString",
    ];

    private readonly RawServer _server;
    private readonly EngineSession _session = new(new EngineSessionOptions());

    public CommandBodies(RawServer server)
    {
        _server = server;
        _session["connectionString"] =
            $"SubscriptionId={ClientFixture.Subscription};ResourceGroupName=rg;WorkspaceName=ws;ApiKey={ClientFixture.Key};QuantumEndpoint={server.Endpoint}";
        _session["bell"] = Circuits.Bell;
    }

    /// <summary>Runs a command with a hostile response.</summary>
    public void Run(Random random, BodyFigures figures)
    {
        string script = Scripts[random.Next(Scripts.Length)];
        HostileResponder responder = new(_server, random, hostileRequest: random.Next(1, 4), isRepeated: random.Next(2) == 0) { IsBodyOnly = true };
        responder.Start();
        _session.Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        ScriptResult result = _session.Run($"{script} -Verbose");
        figures.Add(script.Split(' ')[0], responder.HostileBodies, result.Errors.Count > 0 || result.Exception is not null);
        try
        {
            Check(result);
            _session["result"] = result.Output;
            OutcomeChecker.CheckCharacters(_session.Show("$result"));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{script}: {responder.Describe()}", exception);
        }
    }

    public void Dispose() => _session.Dispose();

    private static void Check(ScriptResult result)
    {
        foreach (ErrorRecord error in result.Errors.Concat(result.Exception is IContainsErrorRecord failure ? [failure.ErrorRecord] : []))
        {
            OutcomeChecker.CheckId(error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category.ToString());
            OutcomeChecker.CheckText(error.ToString());
            OutcomeChecker.CheckText(error.ErrorDetails?.RecommendedAction);
            OutcomeChecker.CheckCharacters(error.CategoryInfo.TargetName);
        }

        Assert.True(result.Exception is null or RuntimeException, $"{result.Exception}");
        foreach (string text in result.Warnings.Concat(result.Verbose))
        {
            OutcomeChecker.CheckText(text);
        }

        foreach (ProgressRecord record in result.Progress)
        {
            OutcomeChecker.CheckText($"{record.Activity} {record.StatusDescription} {record.CurrentOperation}");
        }
    }
}
