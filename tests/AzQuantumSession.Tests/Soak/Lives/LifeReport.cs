using System.Management.Automation;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>What the commands of a life reported.</summary>
/// <param name="name">The name of the session.</param>
internal sealed class LifeReport(string name)
{
    private readonly List<(ErrorRecord Error, string Command)> _errors = [];
    private readonly List<string> _hostLines = [];

    public string Name => name;

    /// <summary>The session that a command returned; null if none did.</summary>
    public QuantumSession? Session { get; set; }

    /// <summary>The session as the last command returned it that waits for its end.</summary>
    public QuantumSession? Ended { get; set; }

    /// <summary>Whether a command returned without an error that the session is closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The inputs of each command that submits jobs, and the jobs that it returned.</summary>
    public List<(int[] Numbers, QuantumSessionJob[] Jobs)> Submissions { get; } = [];

    public IEnumerable<QuantumSessionJob> Jobs => Submissions.SelectMany(submission => submission.Jobs);

    /// <summary>The jobs as the commands returned them that wait for their ends.</summary>
    public List<QuantumSessionJob> EndedJobs { get; } = [];

    public List<QuantumJobResult> Results { get; } = [];

    public IEnumerable<ErrorRecord> Errors => _errors.Select(error => error.Error);

    /// <summary>Returns the id of an error: the part that does not depend on the command.</summary>
    public static string GetId(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    public void Add(string script, ScriptResult result, IEnumerable<string> hostLines)
    {
        IEnumerable<ErrorRecord> errors = result.Exception is IContainsErrorRecord e ? result.Errors.Append(e.ErrorRecord) : result.Errors;
        _errors.AddRange(errors.Select(error => (error, script)));
        _hostLines.AddRange(hostLines);
    }

    /// <summary>The limit of the number of jobs; null if there is none.</summary>
    public int? MaxJobs { get; set; }

    /// <summary>Returns whether the command that opens the session says that it may be open, or that it was opened and closed.</summary>
    public bool MentionsOpening(string id) =>
        Mentions($"The session may be open. Close it with: Stop-AzQuantumSession {id}")
        || Mentions($"Session '{id}' may be open. Close it with: Stop-AzQuantumSession {id}")
        || _errors.Exists(error => error.Command.StartsWith("Use-", StringComparison.Ordinal) && error.Error.ToString().Contains($"to open session '{id}'", StringComparison.Ordinal));

    /// <summary>Returns whether an error, or a line on the host, says that a session may still be open.</summary>
    public bool MentionsOpen(string id) =>
        Mentions($"may be open. Close it with: Stop-AzQuantumSession {id}")
        || _errors.Exists(error => GetCommand(error.Error) is "StopAzQuantumSession" or "UseAzQuantumSession" && (error.Error.TargetObject as QuantumSession)?.Id == id);

    /// <summary>Returns whether an error says that a job may have been submitted, or is about a submitted job that could not be waited for.</summary>
    public bool MentionsJob(string id) => Mentions($"The job may have been submitted. To read it: Get-AzQuantumSessionJob -Id {id}")
        || _errors.Exists(error => (error.Error.TargetObject as QuantumSessionJob)?.Id == id);

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"{name}: session {Session?.Id ?? "none"}, closed: {IsClosed}, {Jobs.Count()} jobs",
            .. _errors.Select(error => $"  {error.Command}{Environment.NewLine}    {error.Error.FullyQualifiedErrorId}: {error.Error}"),
            .. _hostLines.Select(line => $"  host: {line}"),
        ]);

    private bool Mentions(string text) =>
        _hostLines.Concat(_errors.Select(error => error.Error.ToString())).Any(line => line.Contains(text, StringComparison.Ordinal));

    private static string GetCommand(ErrorRecord error) => error.FullyQualifiedErrorId.Split('.')[^1];
}
