using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Returns the results of jobs as parsed objects, as bytes, or in files.</summary>
internal sealed class JobReceiver(WorkspaceResolver resolver)
{
    private const long DefaultMaxSizeInMemory = 1024 * 1024 * 1024;

    private readonly Dictionary<string, string> _jobIdByPath = [];
    private readonly ResultTable _table = new();

    /// <summary>The form of the results in the pipeline.</summary>
    public ResultForm Form { get; init; }

    /// <summary>The file or folder for results; null to write them to the pipeline.</summary>
    public string? OutFile { get; init; }

    /// <summary>
    /// The maximum size of a result in bytes. Null for the default: no limit for files, 1 GB for bytes in the pipeline, and for objects the
    /// maximum size that the client parses.
    /// </summary>
    public long? MaxSize { get; init; }

    /// <summary>Writes the result of a job. A job without a result is an error.</summary>
    /// <param name="item">The job.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ReceiveAsync(
        ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, ICmdletOutput output, CancellationToken cancellationToken)
    {
        // The rows have the order in which the jobs were requested.
        List<QuantumJobResult> rows = _table.AddJob();
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSessionJob job = item.KnownItem is { IsTerminal: true } ended
            ? ended
            : await client.GetJobAsync(item.Id, cancellationToken);
        if (!job.IsTerminal)
        {
            throw new CmdletException(
                ErrorIds.JobNotFinished,
                ErrorCategory.ResourceUnavailable,
                $"{job.DisplayName} has no result yet: it is {job.Status}. Give -Wait to wait for the result.",
                job);
        }

        if (ErrorFactory.ForJob(job) is { } failure)
        {
            throw failure;
        }

        await (OutFile is null ? WriteAsync(client, job, rows, output, cancellationToken) : SaveAsync(client, job, OutFile, cancellationToken));
    }

    /// <summary>Writes the table of all results, which needs the outcomes of all results.</summary>
    public void WriteTable(ICmdletOutput output) => _table.Write(output);

    private async Task WriteAsync(
        IWorkspaceClient client, QuantumSessionJob job, List<QuantumJobResult> rows, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Form == ResultForm.Raw)
        {
            using MemoryStream content = new();
            await client.DownloadResultAsync(job, content, Math.Min(MaxSize ?? DefaultMaxSizeInMemory, Array.MaxLength), cancellationToken);
            output.WriteObject(content.ToArray());
            return;
        }

        foreach (QuantumJobResult result in await client.ReceiveResultsAsync(job, MaxSize, cancellationToken))
        {
            Write(result, rows, output);
        }
    }

    private void Write(QuantumJobResult result, List<QuantumJobResult> rows, ICmdletOutput output)
    {
        if (!result.IsParsed)
        {
            output.WriteWarning(
                $"The result of {result.DisplayName} in the format '{result.OutputDataFormat}' cannot be parsed. {result.ParseError} "
                + (Form == ResultForm.Object ? "Text contains the result in that format." : "-AsRaw returns the result in that format."));
        }
        else if (result.ResourceEstimates is not null && Form != ResultForm.Object)
        {
            output.WriteWarning($"The result of {result.DisplayName} has no outcomes, because it contains resource estimates.");
        }

        switch (Form)
        {
            case ResultForm.Hashtable:
                output.WriteObject(new Hashtable(result.Histogram.ToDictionary(outcome => outcome.Outcome, outcome => outcome.Probability)));
                break;
            case ResultForm.Table:
                rows.Add(result);
                break;
            default:
                output.WriteObject(result);
                break;
        }
    }

    private async Task SaveAsync(IWorkspaceClient client, QuantumSessionJob job, string outFile, CancellationToken cancellationToken)
    {
        string path = GetPath(job, outFile);
        if (!_jobIdByPath.TryAdd(path, job.Id) && !_jobIdByPath[path].EqualsIgnoreCase(job.Id))
        {
            throw new CmdletException(
                ErrorIds.FileNotWritten,
                ErrorCategory.ResourceExists,
                $"The result of {Describe(job)} is not written, because '{path}' contains the result of another job. Give a folder to -OutFile for more than one job.",
                job);
        }

        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw NotWritten(job, path, ErrorCategory.WriteError, $"the folder '{folder}' does not exist.");
        }

        // Windows would refuse to replace the file after the download, and other systems would replace it.
        if (new FileInfo(path) is { Exists: true, IsReadOnly: true })
        {
            throw NotWritten(job, path, ErrorCategory.PermissionDenied, "it is read-only. Make it writable, or specify another path.");
        }

        // The partial file is renamed only after the download, so that a failed download leaves no incomplete result.
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            await using (FileStream file = File.Create(partial))
            {
                await client.DownloadResultAsync(job, file, MaxSize, cancellationToken);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(job, path, ErrorCategory.WriteError, e.Message.Replace(partial, path, StringComparison.Ordinal));
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    // The id is data of the service, and can contain a path.
    private static string GetPath(QuantumSessionJob job, string outFile)
    {
        if (!Directory.Exists(outFile))
        {
            return outFile;
        }

        string name = $"{job.Id}.json";
        string? reason = job.Id.Contains('/', StringComparison.Ordinal) ? "its id has the character '/'" : BlobFileName.FindError(name);
        return reason is null
            ? Path.Combine(outFile, name)
            : throw new CmdletException(
                ErrorIds.FileNotWritten,
                ErrorCategory.SecurityError,
                $"The result of {Describe(job)} is not written to '{outFile}': {reason}. Give the path of a file to -OutFile.",
                job);
    }

    private static CmdletException NotWritten(QuantumSessionJob job, string path, ErrorCategory category, string reason) => new(
        ErrorIds.FileNotWritten, category, $"'{path}' cannot be written: {reason}", job);

    private static string Describe(QuantumSessionJob job) => ItemReference<QuantumSessionJob>.From(job).Description;
}

/// <summary>The form in which a command writes results to the pipeline.</summary>
internal enum ResultForm
{
    /// <summary>An object for each result.</summary>
    Object,

    /// <summary>The bytes of each result in the provider's format.</summary>
    Raw,

    /// <summary>A hashtable for each result, with the probability of each outcome.</summary>
    Hashtable,

    /// <summary>A table with a row for each result.</summary>
    Table,
}
