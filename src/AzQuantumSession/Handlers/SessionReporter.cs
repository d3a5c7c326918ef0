using System.Text;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Reports;

namespace AzQuantumSession.Handlers;

/// <summary>Writes a report about sessions to an HTML file.</summary>
/// <param name="output">Receives the file, the progress, and the errors of single sessions.</param>
/// <param name="resolver">Resolves the workspaces of the sessions.</param>
/// <param name="path">The full path of the file.</param>
/// <param name="clock">The current time, and the time zone of times.</param>
internal sealed class SessionReporter(ICmdletOutput output, WorkspaceResolver resolver, string path, TimeProvider clock)
{
    private const int MaxDownloads = 8;

    private readonly List<SessionReport> _reports = [];

    /// <summary>Whether to overwrite a file that is read-only.</summary>
    public bool Force { get; init; }

    /// <summary>Whether an existing file is an error.</summary>
    public bool NoClobber { get; init; }

    /// <summary>Whether to write the file to the pipeline.</summary>
    public bool PassThru { get; init; }

    /// <summary>Checks that the file can be written, so that a wrong path is reported before any request.</summary>
    public void ThrowIfNotWritable()
    {
        if (Directory.Exists(path))
        {
            throw NotWritten(ErrorCategory.InvalidArgument, "it is a folder. Specify a file, for example report.html in that folder.");
        }

        if (Path.GetDirectoryName(path) is not { Length: > 0 } folder || !Directory.Exists(folder))
        {
            throw NotWritten(ErrorCategory.ObjectNotFound, $"the folder '{Path.GetDirectoryName(path)}' does not exist. Create the folder, or specify another path.");
        }

        if (!File.Exists(path))
        {
            return;
        }

        if (NoClobber)
        {
            throw NotWritten(ErrorCategory.ResourceExists, "it already exists. Omit -NoClobber to overwrite it, or specify another path.");
        }

        if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) && !Force)
        {
            throw NotWritten(ErrorCategory.PermissionDenied, "it is read-only. Use -Force to overwrite it.");
        }
    }

    /// <summary>Reads a session with its jobs and their results, for the report.</summary>
    public async Task AddAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session = await SessionJobs.ReadAsync(client, item, clock, cancellationToken);
        _reports.Add(new SessionReport(session, await ReadResultsAsync(client, session, cancellationToken)));
    }

    /// <summary>Writes the file. Without a session, no file is written.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_reports.Count == 0)
        {
            return;
        }

        byte[] document = Encoding.UTF8.GetBytes(HtmlReport.Write(_reports, clock));
        try
        {
            if (Force && File.Exists(path))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            await using var file = new FileStream(path, NoClobber ? FileMode.CreateNew : FileMode.Create, FileAccess.Write);
            await file.WriteAsync(document, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(ErrorCategory.WriteError, e.Message);
        }

        output.WriteVerbose($"The report about {Count(_reports.Count, "session")} is in '{path}'.");
        if (PassThru)
        {
            output.WriteObject(new FileInfo(path));
        }
    }

    private async Task<IReadOnlyDictionary<string, JobOutcome>> ReadResultsAsync(
        IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        QuantumSessionJob[] jobs = [.. (session.Jobs ?? []).Where(job => job.IsTerminal && ErrorFactory.ForJob(job) is null)];
        var results = new Dictionary<string, JobOutcome>();
        var progress = new CmdletProgress($"Reading the results of session '{session.Name}'", "");
        try
        {
            foreach (QuantumSessionJob[] batch in jobs.Chunk(MaxDownloads))
            {
                output.WriteProgress(progress with { Status = $"{results.Count} of {Count(jobs.Length, "job")}", PercentComplete = results.Count * 100 / jobs.Length });
                JobOutcome[] outcomes = await Task.WhenAll(batch.Select(job => ReadResultAsync(client, job, cancellationToken)));
                foreach ((QuantumSessionJob job, JobOutcome outcome) in batch.Zip(outcomes))
                {
                    results[job.Id] = outcome;
                }
            }
        }
        finally
        {
            output.WriteProgress(progress with { Status = "Done", IsCompleted = true });
        }

        if (results.Values.Count(outcome => outcome.Error is not null) is > 0 and int failed)
        {
            output.WriteWarning($"{Count(failed, "result")} of {session.DisplayName} cannot be read. The report contains the reason.");
        }

        return results;
    }

    // A result that cannot be read is not an error of the report: the report shows the reason in the place of the result.
    private static async Task<JobOutcome> ReadResultAsync(IWorkspaceClient client, QuantumSessionJob job, CancellationToken cancellationToken)
    {
        try
        {
            return new JobOutcome(await client.ReceiveResultsAsync(job, null, cancellationToken), null);
        }
        catch (QuantumServiceException e)
        {
            return new JobOutcome([], e.Message);
        }
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private CmdletException NotWritten(ErrorCategory category, string reason) =>
        new(ErrorIds.FileNotWritten, category, $"The report '{path}' cannot be written: {reason}", path) { IsTerminating = true };
}
