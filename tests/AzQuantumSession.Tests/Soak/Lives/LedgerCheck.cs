using AzQuantumSession.Output;
using AzQuantumSession.Tests.Emulator;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>Compares what the commands of a round reported with the sessions and jobs of the emulator.</summary>
internal sealed class LedgerCheck
{
    private const string BlockError = "life";

    private static readonly HashSet<string> Transient =
    [
        ErrorIds.ConnectionFailed, ErrorIds.InvalidResponse, ErrorIds.RequestTimeout, ErrorIds.ServiceUnavailable, ErrorIds.TooManyRequests,
    ];

    // The errors of jobs that fail, of sessions that are closed early, and of limits.
    private static readonly HashSet<string> Expected =
    [
        ErrorIds.JobCancelled, ErrorIds.JobFailed, ErrorIds.JobNotFinished, ErrorIds.RequestRejected, ErrorIds.SessionEnded,
        ErrorIds.SessionLimitExceeded, BlockError,
    ];

    private readonly Ledger _ledger;
    private readonly FaultPlan _faults;

    private LedgerCheck(Ledger ledger, FaultPlan faults)
    {
        _ledger = ledger;
        _faults = faults;
    }

    /// <summary>Runs the check. The workspace has no faults anymore.</summary>
    public static async Task RunAsync(TestWorkspace workspace, IWorkspaceClient client, LifeReport[] reports, FaultPlan faults)
    {
        Ledger ledger = await Ledger.ReadAsync(workspace);
        var check = new LedgerCheck(ledger, faults);
        foreach (LifeReport report in reports)
        {
            check.CheckErrors(report);
            check.CheckSession(report);
            check.CheckJobs(report);
            await check.CheckResultsAsync(report, client);
        }

        string[] names = [.. reports.Select(report => report.Name)];
        Assert.DoesNotContain(ledger.Sessions, session => !names.Contains(session.Name));
        Assert.Equal(ledger.Sessions.Count, ledger.TopLevelItemCount);
    }

    private void CheckErrors(LifeReport report)
    {
        string[] unexpected = [.. report.Errors.Select(LifeReport.GetId).Where(id => !Expected.Contains(id) && !(Transient.Contains(id) && _faults.Probability > 0))];
        Require(unexpected.Length == 0, $"Unexpected errors: {string.Join(", ", unexpected)}.", report);
    }

    private void CheckSession(LifeReport report)
    {
        LedgerSession[] sessions = [.. _ledger.Sessions.Where(session => session.Name == report.Name)];
        Require(sessions.Length <= 1, "The session exists several times.", report);
        if (sessions is not [var session])
        {
            Require(report.Session is null, "The session does not exist.", report);
            return;
        }

        Require(report.Session?.Id == session.Id || report.MentionsOpening(session.Id), $"No command reported session {session.Id}.", report);
        Require(session.HasEnded || !report.IsClosed, $"Session {session.Id} is {session.Status}, but was closed.", report);
        Require(session.HasEnded || report.MentionsOpen(session.Id), $"Session {session.Id} is {session.Status}, and no command said so.", report);
        Require(report.Ended is null || report.Ended.Status == session.Status, $"Session {session.Id} ended as {session.Status}.", report);
    }

    private void CheckJobs(LifeReport report)
    {
        LedgerJob[] jobs = [.. _ledger.Jobs.Where(job => job.SessionName == report.Name)];
        int[] numbers = [.. jobs.Select(job => job.Number)];
        Require(numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second), $"The order of the jobs is {string.Join(", ", numbers)}.", report);
        foreach ((int[] inputs, QuantumSessionJob[] submitted) in report.Submissions)
        {
            int[] reported = [.. submitted.Select(job => jobs.SingleOrDefault(known => known.Id == job.Id)?.Number
                ?? throw new InvalidOperationException($"Job {job.Id} does not exist. {report}"))];
            Require(reported.All(inputs.Contains), $"The jobs with the inputs {string.Join(", ", reported)} have other inputs.", report);
            Require(reported.Order().SequenceEqual(reported) || report.Submissions.Count == 1, $"The jobs were written in the order {string.Join(", ", reported)}.", report);
        }

        Require(!(jobs.Length > report.MaxJobs), $"There are {jobs.Length} jobs.", report);

        // At a limit, the block is stopped before a command writes the jobs that it waits for. The error names the session.
        bool isStopped = report.Errors.Any(error => LifeReport.GetId(error) == ErrorIds.SessionLimitExceeded);
        HashSet<string> known = [.. report.Jobs.Select(job => job.Id)];
        Require(known.Count == report.Jobs.Count(), "A job was written twice.", report);
        foreach (LedgerJob job in jobs.Where(job => !known.Contains(job.Id)))
        {
            Require(isStopped || report.MentionsJob(job.Id), $"No command reported job {job.Id} with the input {job.Number}.", report);
        }

        foreach (QuantumSessionJob job in report.EndedJobs)
        {
            Require(jobs.Single(known => known.Id == job.Id).Status == job.Status, $"Job {job.Id} was {job.Status}.", report);
        }
    }

    private async Task CheckResultsAsync(LifeReport report, IWorkspaceClient client)
    {
        foreach (QuantumJobResult result in report.Results.Where(result => result.IsParsed))
        {
            LedgerJob job = _ledger.Jobs.Single(job => job.Id == result.JobId);
            Require(NumberedCircuit.Read(result) == job.Number, $"The result of job {job.Id} with the input {job.Number} is {result}.", report);
        }

        // A sample, because each result takes two requests.
        if (report.Results is [.., { } last])
        {
            QuantumSessionJob job = await client.GetJobAsync(last.JobId, ClientFixture.Token);
            QuantumJobResult read = Assert.Single(await client.ReceiveResultsAsync(job, maxSize: null, ClientFixture.Token));
            Require(!last.IsParsed || read.Text == last.Text, $"The result of job {job.Id} is {read.Text}, and was {last.Text}.", report);
        }
    }

    private static void Require(bool condition, string problem, LifeReport report)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{problem}{Environment.NewLine}{report}");
        }
    }
}
