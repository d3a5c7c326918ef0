namespace AzQuantumSession.Completion;

/// <summary>Completes the known statuses of jobs for job commands, and of sessions otherwise. The service can return other statuses.</summary>
public sealed class StatusCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        IsForJobs(command)
            ? JobStatus.All.Select(status => CreateItem(status, JobStatus.IsTerminal(status)))
            : SessionStatus.All.Select(status => CreateItem(status, SessionStatus.IsTerminal(status)));

    private static CompletionItem CreateItem(string status, bool isTerminal) =>
        new(status, isTerminal ? $"{status}: it has ended" : $"{status}: it has not ended");
}
