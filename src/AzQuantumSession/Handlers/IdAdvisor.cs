using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Explains the error for an id that is the name of a session or job.</summary>
/// <param name="command">The name of the command that received the id.</param>
internal sealed class IdAdvisor(string command)
{
    private bool IsJobCommand => command.EndsWith("Job", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns an error that shows how to find the item by its name, or the error itself if no item has the name.</summary>
    /// <param name="client">The client of the workspace.</param>
    /// <param name="id">The argument of the user.</param>
    /// <param name="error">The error of the service.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<Exception> ExplainAsync(
        IWorkspaceClient client, string id, QuantumServiceException error, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(id, out _) || error.Kind is not (QuantumErrorKind.NotFound or QuantumErrorKind.Rejected))
        {
            return error;
        }

        IWorkspaceItem[] named;
        try
        {
            IReadOnlyList<IWorkspaceItem> items = await WorkspaceCache.For(client).GetRecentItemsAsync(IsJobCommand, cancellationToken);
            named = [.. items.Where(item => item.Name.EqualsIgnoreCase(id))];
        }
        catch (QuantumServiceException)
        {
            return error;
        }

        string kind = IsJobCommand ? "job" : "session";
        return named switch
        {
            [] => error,
            [var only] => NotAnId($"The {kind} with this name has the id {only.Id}."),
            _ => NotAnId($"{named.Length} {kind}s have this name; the newest has the id {named[0].Id}."),
        };

        CmdletException NotAnId(string found)
        {
            string name = $"'{id.Replace("'", "''", StringComparison.Ordinal)}'";
            string find = named[0] is QuantumSessionJob { SessionId: { } sessionId }
                ? $"Get-AzQuantumSessionJob -SessionId {sessionId} -Name {name}"
                : $"Get-AzQuantumSession {name}";
            return new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"'{id}' is a name, but {command} needs the id of a {kind}. {found} Check the id, or use: {find} | {command}",
                id,
                $"{find} | {command}");
        }
    }
}
