namespace AzQuantumSession.Operations;

/// <summary>A session that a command was given: by its id, or as an object that knows where it came from.</summary>
internal sealed record SessionItem(string Id, QuantumSession? Known = null)
{
    public static SessionItem Of(QuantumSession session) => new(session.Id, session);

    /// <summary>Where the object came from; null for an id.</summary>
    public IWorkspaceClient? Client => Known?.Client;

    /// <summary>What an error about the session is about.</summary>
    public object ErrorTarget => Known is null ? Id : Known;

    /// <summary>The session's name as far as it is known, for questions to the user.</summary>
    public string Description => Known is { Name.Length: > 0 } ? $"session '{Known.Name}' ({Id})" : $"session '{Id}'";
}
