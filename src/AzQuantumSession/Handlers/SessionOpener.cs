using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Opens sessions, after confirming the operation and determining the provider.</summary>
/// <param name="output">Confirms the operation, and receives warnings.</param>
/// <param name="resolver">Resolves the workspace.</param>
/// <param name="targets">Finds the targets of the command.</param>
internal sealed class SessionOpener(ICmdletOutput output, WorkspaceResolver resolver, TargetFinder targets)
{
    /// <summary>Whether to close a session of which it is not known whether it was opened, because the caller would close it, too.</summary>
    public bool CloseUncertain { get; init; }

    /// <summary>Opens a session if <c>ShouldProcess</c> confirms it.</summary>
    /// <param name="request">The parameters of the session.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The session; null if the operation was not confirmed.</returns>
    public async Task<QuantumSession?> OpenAsync(
        SessionRequest request,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        string id = (request.SessionId ?? Guid.NewGuid()).ToString("D");
        string name = string.IsNullOrEmpty(request.Name) ? $"session-{id[..8]}" : request.Name;
        string description = $"session '{name}' on target '{request.Target}' in {resolver.Describe(workspace, request.Origin)}";
        if (!output.ShouldProcess(description, "Open"))
        {
            return null;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, request.Origin, cancellationToken);
        QuantumTarget? target = request.KnownTarget;
        if (request.ProviderId is null)
        {
            target = await targets.FindAsync(client, request.Target, cancellationToken);
        }

        targets.WarnIfNotAvailable(output, target, "Its jobs wait until the target is available, and an idle session times out");
        QuantumSession session = await SendAsync(
            client,
            new SessionOpenOptions
            {
                Id = id,
                Name = name,
                ProviderId = request.ProviderId ?? target!.ProviderId,
                Target = request.Target,
                JobFailurePolicy = request.JobFailurePolicy,
                Priority = request.Priority,
                Tags = request.Tags,
            },
            cancellationToken);
        WorkspaceCache cache = WorkspaceCache.For(client);
        cache.ForgetItems();
        cache.AddOpenedSession(session);
        return session;
    }

    private async Task<QuantumSession> SendAsync(IWorkspaceClient client, SessionOpenOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await client.OpenSessionAsync(options, cancellationToken);
        }
        catch (Exception e) when (CloseUncertain && MayBeOpen(e))
        {
            await SessionClosing.CloseUncertainAsync(output, client, options.Id);
            throw;
        }
        catch (QuantumServiceException e) when (e.MayHaveCreated)
        {
            throw e.Append($"The session may be open. Close it with: Stop-AzQuantumSession {options.Id}");
        }
    }

    private static bool MayBeOpen(Exception exception) => exception is OperationCanceledException or QuantumServiceException
    {
        Kind: QuantumErrorKind.Connection or QuantumErrorKind.Timeout or QuantumErrorKind.Unavailable or QuantumErrorKind.InvalidResponse,
    };
}

/// <summary>The parameters of a session that the user specified. Null values are determined when the session is opened.</summary>
internal sealed record SessionRequest(string Target)
{
    /// <summary>The connection and the workspace that the target comes from; null if only the id was specified.</summary>
    public ItemOrigin? Origin { get; init; }

    /// <summary>The target, if the user specified an object; null if only the id was specified.</summary>
    public QuantumTarget? KnownTarget { get; init; }

    public Guid? SessionId { get; init; }

    public string? Name { get; init; }

    public string? ProviderId { get; init; }

    public string? JobFailurePolicy { get; init; }

    public string? Priority { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
