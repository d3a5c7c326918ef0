namespace AzQuantumSession.Handlers;

/// <summary>What sessions and jobs are called in texts.</summary>
internal static class Noun
{
    public static string Of<T>()
        where T : IWorkspaceItem => typeof(T) == typeof(QuantumSession) ? "session" : "job";

    /// <summary>With a capital, for the beginning of a sentence, and with name and id.</summary>
    public static string Sentence<T>(T item)
        where T : IWorkspaceItem =>
        $"{(typeof(T) == typeof(QuantumSession) ? "Session" : "Job")} '{item.Name}' ({item.Id})";
}
