using System.Management.Automation;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Returns the results of jobs as parsed objects, as bytes, or in files.</summary>
internal sealed class JobReceiver(ICmdletOutput output, WorkspaceResolver resolver)
{
    private readonly Dictionary<string, string> _jobIdByPath = [];

    /// <summary>Whether to return the result in the provider's format.</summary>
    public bool AsRaw { get; init; }

    /// <summary>The file or folder for results; null to write them to the pipeline.</summary>
    public string? OutFile { get; init; }

    /// <summary>Returns the result of a job. A job without a result is an error.</summary>
    public async Task ReceiveAsync(ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
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

        await (OutFile is null ? WriteAsync(client, job, cancellationToken) : SaveAsync(client, job, OutFile, cancellationToken));
    }

    private async Task WriteAsync(IWorkspaceClient client, QuantumSessionJob job, CancellationToken cancellationToken)
    {
        QuantumJobResult result = await client.ReceiveResultAsync(job, cancellationToken);
        if (AsRaw)
        {
            output.WriteObject(result.Raw);
            return;
        }

        if (!result.IsParsed)
        {
            output.WriteWarning(
                $"The result of {Describe(job)} is in the format '{result.OutputDataFormat}', which the module cannot parse. "
                + "Raw contains the result in that format.");
        }

        output.WriteObject(result);
    }

    private async Task SaveAsync(IWorkspaceClient client, QuantumSessionJob job, string outFile, CancellationToken cancellationToken)
    {
        string path = Directory.Exists(outFile) ? Path.Combine(outFile, $"{job.Id}.json") : outFile;
        if (!_jobIdByPath.TryAdd(path, job.Id) && !string.Equals(_jobIdByPath[path], job.Id, StringComparison.OrdinalIgnoreCase))
        {
            throw new CmdletException(
                ErrorIds.FileNotWritten,
                ErrorCategory.ResourceExists,
                $"The result of {Describe(job)} is not written, because '{path}' contains the result of another job. Give a folder to -OutFile for more than one job.",
                job);
        }

        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new CmdletException(
                ErrorIds.FileNotWritten, ErrorCategory.WriteError, $"'{path}' cannot be written: the folder '{folder}' does not exist.", job);
        }

        // The partial file is renamed only after the download, so that a failed download leaves no incomplete result.
        string partial = path + ".partial";
        try
        {
            await using (FileStream file = File.Create(partial))
            {
                await client.DownloadResultAsync(job, file, cancellationToken);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e.Message.Replace(partial, path, StringComparison.Ordinal);
            throw new CmdletException(ErrorIds.FileNotWritten, ErrorCategory.WriteError, $"'{path}' cannot be written: {reason}", job);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    private static string Describe(QuantumSessionJob job) => ItemReference<QuantumSessionJob>.From(job).Description;
}
