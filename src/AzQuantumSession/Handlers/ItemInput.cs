using System.Runtime.CompilerServices;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Interprets what a user passes to a command: ids, objects of the module, the same objects after serialization (<c>Start-Job</c>,
/// <c>Import-Clixml</c>, CSV, JSON), and other objects with the property Id.
/// </summary>
/// <param name="command">The name of the command, for error messages.</param>
internal sealed class ItemInput(string command)
{
    private const string SessionKind = "Session";
    private const string JobKind = "SessionJob";
    private const string ResultKind = "JobResult";
    private const string TargetKind = "Target";

    /// <summary>Returns the session that an argument refers to.</summary>
    /// <exception cref="CmdletException">The argument is a job or another object that is not a session.</exception>
    public ItemReference<QuantumSession> ToSession(object input) => PSObject.AsPSObject(input) switch
    {
        { BaseObject: QuantumSession session } => ItemReference<QuantumSession>.From(session),
        var item when GetKind(item) == SessionKind => ItemReference<QuantumSession>.From(ReadSession(item)),
        var item => ToReference<QuantumSession>(item),
    };

    /// <summary>Returns the jobs that an argument refers to. A session stands for its jobs.</summary>
    /// <param name="input">The argument.</param>
    /// <param name="resolver">Resolves the session's workspace.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async IAsyncEnumerable<ItemReference<QuantumSessionJob>> ToJobsAsync(
        object input, WorkspaceResolver resolver, QuantumWorkspace? workspace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsSession(input))
        {
            yield return ToJob(input);
            yield break;
        }

        ItemReference<QuantumSession> session = ToSession(input);
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Origin, cancellationToken);
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, new ItemFilter { Descending = false }, cancellationToken))
        {
            yield return ItemReference<QuantumSessionJob>.From(job);
        }
    }

    /// <summary>Returns the job that an argument refers to.</summary>
    /// <exception cref="CmdletException">The argument is not a job.</exception>
    public ItemReference<QuantumSessionJob> ToJob(object input) => PSObject.AsPSObject(input) switch
    {
        { BaseObject: QuantumSessionJob job } => ItemReference<QuantumSessionJob>.From(job),
        var item when GetKind(item) == JobKind => ItemReference<QuantumSessionJob>.From(ReadJob(item)),
        var item when GetKind(item) == ResultKind => new(item.Text(nameof(QuantumJobResult.JobId)) ?? "")
        {
            Name = item.Text(nameof(QuantumJobResult.Name)),
            WorkspaceId = item.Text(nameof(QuantumJobResult.Workspace)),
        },
        var item => ToReference<QuantumSessionJob>(item),
    };

    /// <summary>Returns a request for a session on a target: an object or id of a target, or an object with the property Target.</summary>
    /// <exception cref="CmdletException">The argument is not a target.</exception>
    public SessionRequest ToSessionRequest(object input) => PSObject.AsPSObject(input) switch
    {
        { BaseObject: string text } => new(text),
        var item when GetKind(item) == TargetKind => new(item.Text(nameof(QuantumTarget.Id)) ?? "")
        {
            ProviderId = item.Text(nameof(QuantumTarget.ProviderId)),
            Origin = new ItemOrigin((item.BaseObject as QuantumTarget)?.Client, item.Text(nameof(QuantumTarget.Workspace))),
            KnownTarget = item.BaseObject as QuantumTarget,
        },
        var item when GetKind(item) is null && item.Text("Target") is { } target => new(target)
        {
            ProviderId = item.Text("ProviderId"),
            Origin = new ItemOrigin(null, item.Text("Workspace")),
        },
        var item when GetKind(item) is SessionKind or JobKind => throw new CmdletException(
            ErrorIds.InputInvalid,
            ErrorCategory.InvalidArgument,
            $"{command} needs a target, but got {Describe(item)}. For another session on its target, use: {command} {item.Text("Target")}",
            item.BaseObject),
        var item => throw Invalid(item, "target"),
    };

    /// <summary>Throws if an object of the module is given where the input of a job is expected.</summary>
    /// <exception cref="CmdletException">The argument is an object of the module.</exception>
    public void ThrowIfItem(object input)
    {
        PSObject item = PSObject.AsPSObject(input);
        if (GetKind(item) is not null)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"{command} needs the input of a job, but got {Describe(item)}. Give the input with -Path, -LiteralPath, or -InputObject.",
                item.BaseObject);
        }
    }

    /// <summary>Whether an argument is a session, or was one before serialization.</summary>
    public static bool IsSession(object input) => GetKind(PSObject.AsPSObject(input)) == SessionKind;

    /// <summary>Creates a session from an object that was one before serialization. It has no connection.</summary>
    public static QuantumSession ReadSession(PSObject item) => new()
    {
        Id = item.Text(nameof(QuantumSession.Id)) ?? "",
        Name = item.Text(nameof(QuantumSession.Name)) ?? "",
        ProviderId = item.Text(nameof(QuantumSession.ProviderId)) ?? "",
        Target = item.Text(nameof(QuantumSession.Target)) ?? "",
        Status = item.Text(nameof(QuantumSession.Status)) ?? "",
        Workspace = item.Text(nameof(QuantumSession.Workspace)) ?? "",
    };

    /// <summary>Returns the error for an argument that is not a session.</summary>
    public CmdletException NotSession(PSObject item)
    {
        if (GetKind(item) is not (JobKind or ResultKind))
        {
            return Invalid(item, "session");
        }

        string job = item.Text(nameof(QuantumJobResult.JobId)) ?? item.Text(nameof(QuantumSessionJob.Id)) ?? "";
        string description = item.Text(nameof(QuantumSessionJob.Name)) is { } name ? $"'{name}' ({job})" : $"'{job}'";
        string session = item.Text(nameof(QuantumSessionJob.SessionId)) is { } sessionId
            ? $"Its session is {sessionId}: use Get-AzQuantumSession -Id {sessionId} | {command}."
            : "It has no session.";
        return new CmdletException(
            ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, $"{description} is a job, but {command} needs a session. {session}", item.BaseObject);
    }

    private ItemReference<T> ToReference<T>(PSObject item)
        where T : class, IWorkspaceItem
    {
        string? id = item.BaseObject switch
        {
            string text => text.Trim(),
            Guid guid => guid.ToString("D"),
            _ when GetKind(item) is null => item.Text("Id"),
            _ => null,
        };
        if (id is null)
        {
            throw typeof(T) == typeof(QuantumSession) ? NotSession(item) : Invalid(item, T.TypeName);
        }

        return ValidateIdAttribute.IsId(id)
            ? new ItemReference<T>(id) { Name = item.Text("Name"), WorkspaceId = item.Text("Workspace") }
            : throw new CmdletException(
                ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, $"'{id}' is not the id of a {T.TypeName}. An id is a GUID.", item.BaseObject);
    }

    private CmdletException Invalid(PSObject item, string expected) => new(
        ErrorIds.InputInvalid,
        ErrorCategory.InvalidArgument,
        $"{command} needs a {expected}, its id, or an object with the property Id, but got {Describe(item)}.",
        item.BaseObject);

    private static string Describe(PSObject item) => GetKind(item) switch
    {
        JobKind => "a job",
        SessionKind => "a session",
        ResultKind => "the result of a job",
        TargetKind => $"the target '{item.Text("Id")}'",
        "Workspace" => $"the workspace '{item.Text("Name")}'",
        _ => $"a {item.BaseObject.GetType().Name} without an Id",
    };

    private static QuantumSessionJob ReadJob(PSObject item) => new()
    {
        Id = item.Text(nameof(QuantumSessionJob.Id)) ?? "",
        Name = item.Text(nameof(QuantumSessionJob.Name)) ?? "",
        SessionId = item.Text(nameof(QuantumSessionJob.SessionId)),
        Target = item.Text(nameof(QuantumSessionJob.Target)) ?? "",
        Status = item.Text(nameof(QuantumSessionJob.Status)) ?? "",
        Workspace = item.Text(nameof(QuantumSessionJob.Workspace)) ?? "",
    };

    // The type of an object of the module, also after serialization. CSV and JSON keep only ItemType.
    private static string? GetKind(PSObject item)
    {
        const string Prefix = "AzQuantumSession.Quantum";
        foreach (string typeName in item.TypeNames)
        {
            int start = typeName.IndexOf(Prefix, StringComparison.Ordinal);
            if (start == 0 || (start > 0 && typeName.StartsWith("Deserialized.", StringComparison.Ordinal)))
            {
                return typeName[(start + Prefix.Length)..];
            }
        }

        return item.BaseObject is string
            ? null
            : item.Text("ItemType") switch
            {
                "Session" => SessionKind,
                "Job" => JobKind,
                _ => null,
            };
    }
}
