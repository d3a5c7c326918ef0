using System.Management.Automation;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads sessions by id, or lists them.</summary>
internal sealed class SessionReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Whether to read the jobs of each session, and the properties that are computed from them.</summary>
    public bool IncludeJobs { get; init; }

    /// <summary>The names without wildcards. A name that no session has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Reads a session by id. A missing session is an error.</summary>
    public async Task ReadAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session = await client.GetSessionAsync(item.Id, cancellationToken);
        output.WriteObject(await AddJobsAsync(client, session, cancellationToken));
    }

    /// <summary>Lists sessions. A filter without matches is not an error, except for <see cref="RequiredNames"/>.</summary>
    public async Task ListAsync(
        SessionFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, null, cancellationToken);
        var missing = new HashSet<string>(RequiredNames, StringComparer.OrdinalIgnoreCase);
        bool isComplete = false;
        await paging.WriteAsync(
            ListAsync(),
            async session => output.WriteObject(await AddJobsAsync(client, session, cancellationToken)));
        if (isComplete && missing.Count > 0)
        {
            await WriteMissingAsync(client, filter, missing, cancellationToken);
        }

        async IAsyncEnumerable<QuantumSession> ListAsync()
        {
            await foreach (QuantumSession session in client.ListSessionsAsync(filter, cancellationToken))
            {
                missing.Remove(session.Name);
                yield return session;
            }

            isComplete = true;
        }
    }

    private async Task WriteMissingAsync(
        IWorkspaceClient client, SessionFilter filter, HashSet<string> missing, CancellationToken cancellationToken)
    {
        if (!filter.HasNameOnly)
        {
            // Another condition can have excluded a session with the name.
            var named = new SessionFilter { Name = missing.Contains };
            await foreach (QuantumSession session in client.ListSessionsAsync(named, cancellationToken))
            {
                missing.Remove(session.Name);
            }
        }

        foreach (string name in missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"No session in workspace '{client.Workspace.Name}' has the name '{name}'. Check the name, or use wildcards, such as '*{name}*'.",
                name).ToError());
        }
    }

    private async Task<QuantumSession> AddJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken)
    {
        if (!IncludeJobs)
        {
            return session;
        }

        var jobs = new List<QuantumSessionJob>();
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, new JobFilter(), cancellationToken))
        {
            jobs.Add(job);
        }

        return session.WithJobs(jobs);
    }
}
