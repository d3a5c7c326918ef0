using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Handlers;

/// <summary>Lists the files of jobs.</summary>
/// <param name="output">Receives the errors for names that no file has.</param>
/// <param name="resolver">Resolves the workspaces of the jobs.</param>
/// <param name="names">The names to include, with wildcards; empty for all files.</param>
internal sealed class JobFileReader(ICmdletOutput output, WorkspaceResolver resolver, IReadOnlyCollection<string> names)
{
    private readonly Predicate<string>? _matches = WildcardMatcher.Create(names);
    private readonly HashSet<string> _literalNames = WildcardMatcher.GetLiteralNames(names);

    /// <summary>Returns the files of a job that have one of the names. A name without wildcards that no file has is an error.</summary>
    public async Task<IReadOnlyList<QuantumJobFile>> ReadAsync(
        ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IReadOnlyList<QuantumJobFile> files = await ListAsync(item, workspace, cancellationToken);
        foreach (string missing in _literalNames.Where(name => !files.Any(file => file.Name.EqualsIgnoreCase(name))))
        {
            output.WriteError(NotFound(item, missing, files).ToError());
        }

        return [.. files.Where(Matches)];
    }

    /// <summary>Returns a file with the connection to its workspace; null if it does not have one of the names.</summary>
    /// <exception cref="CmdletException">The file comes from another process, and no longer exists.</exception>
    public async Task<QuantumJobFile?> ReadAsync(JobFileReference reference, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (reference.KnownFile is { } known)
        {
            return Matches(known) ? known : null;
        }

        IReadOnlyList<QuantumJobFile> files = await ListAsync(reference.Job, workspace, cancellationToken);
        QuantumJobFile file = files.FirstOrDefault(file => file.Name == reference.Name) ?? throw NotFound(reference.Job, reference.Name, files);
        return Matches(file) ? file : null;
    }

    private bool Matches(QuantumJobFile file) => _matches?.Invoke(file.Name) is not false;

    private async Task<IReadOnlyList<QuantumJobFile>> ListAsync(
        ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSessionJob job = item.KnownItem ?? await client.GetJobAsync(item.Id, cancellationToken);
        return await client.ListJobFilesAsync(job, cancellationToken);
    }

    private static CmdletException NotFound(ItemReference<QuantumSessionJob> job, string name, IReadOnlyList<QuantumJobFile> files)
    {
        string found = files.Count == 0 ? "It has no files." : $"Its files are: {string.Join(", ", files.Select(file => file.Name))}.";
        return new CmdletException(ErrorIds.NotFound, ErrorCategory.ObjectNotFound, $"{job.Description} has no file '{name}'. {found}", name);
    }
}

/// <summary>A file that the user specified as an object.</summary>
/// <param name="Job">The job.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="KnownFile">The object; null if it comes from another process.</param>
internal sealed record JobFileReference(ItemReference<QuantumSessionJob> Job, string Name, QuantumJobFile? KnownFile);
