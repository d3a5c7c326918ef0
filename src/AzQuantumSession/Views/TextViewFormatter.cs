using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>
/// Returns texts of the service for the views of <c>AzQuantumSession.Format.ps1xml</c>, as <see cref="ViewFormatter"/> does, with
/// visible characters instead of control characters. The properties have the unchanged texts.
/// </summary>
public static class TextViewFormatter
{
    /// <summary>The name.</summary>
    /// <param name="item">A session, job, file, result, or workspace.</param>
    public static string? GetName(PSObject item) => Line(item, "Name", static known => known.Name);

    /// <summary>The id.</summary>
    /// <param name="item">A session, job, target, or workspace.</param>
    public static string? GetId(PSObject item) => Line(item, "Id", static known => known.Id);

    /// <summary>The target.</summary>
    /// <param name="item">A session, job, or result.</param>
    public static string? GetTarget(PSObject item) => Line(item, "Target", static known => known.Target);

    /// <summary>The id of the provider.</summary>
    /// <param name="item">A session, job, or target.</param>
    public static string? GetProviderId(PSObject item) => Line(item, "ProviderId", static known => known.ProviderId);

    /// <summary>The policy for failed jobs.</summary>
    /// <param name="item">A session.</param>
    public static string? GetJobFailurePolicy(PSObject item) => Line(item, "JobFailurePolicy");

    /// <summary>The priority.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetPriority(PSObject item) => Line(item, "Priority");

    /// <summary>The priority of jobs.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetJobPriority(PSObject item) => Line(item, "JobPriority");

    /// <summary>The first job that failed, with its error.</summary>
    /// <param name="item">A session that was read with its jobs.</param>
    public static string? GetFirstFailure(PSObject item) => Line(item, "FirstFailure");

    /// <summary>The creator.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreatedBy(PSObject item) => Line(item, "CreatedBy");

    /// <summary>The type of the creator.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetCreatedByType(PSObject item) => Line(item, "CreatedByType");

    /// <summary>The user who made the last change.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetLastModifiedBy(PSObject item) => Line(item, "LastModifiedBy");

    /// <summary>The type of the user who made the last change.</summary>
    /// <param name="item">A session or job.</param>
    public static string? GetLastModifiedByType(PSObject item) => Line(item, "LastModifiedByType");

    /// <summary>The workspace.</summary>
    /// <param name="item">A session, job, or result.</param>
    public static string? GetWorkspace(PSObject item) => Line(item, "Workspace");

    /// <summary>The id of the session.</summary>
    /// <param name="item">A job or result.</param>
    public static string? GetSessionId(PSObject item) => Line(item, "SessionId");

    /// <summary>The type of a job.</summary>
    /// <param name="item">A job.</param>
    public static string? GetJobType(PSObject item) => Line(item, "JobType");

    /// <summary>The format of the input.</summary>
    /// <param name="item">A job.</param>
    public static string? GetInputDataFormat(PSObject item) => Line(item, "InputDataFormat");

    /// <summary>The format of the result.</summary>
    /// <param name="item">A job or result.</param>
    public static string? GetOutputDataFormat(PSObject item) => Line(item, "OutputDataFormat");

    /// <summary>The URI of the input.</summary>
    /// <param name="item">A job.</param>
    public static string? GetInputDataUri(PSObject item) => Line(item, "InputDataUri");

    /// <summary>The URI of the result.</summary>
    /// <param name="item">A job.</param>
    public static string? GetOutputDataUri(PSObject item) => Line(item, "OutputDataUri");

    /// <summary>The id of the job.</summary>
    /// <param name="item">A file, a result, or a value that was computed from a result.</param>
    public static string? GetJobId(PSObject item) => Line(item, "JobId");

    /// <summary>The content type.</summary>
    /// <param name="item">A file.</param>
    public static string? GetContentType(PSObject item) => Line(item, "ContentType");

    /// <summary>The dimension.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetDimension(PSObject item) => Line(item, "Dimension");

    /// <summary>The unit of the amounts.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetMeasureUnit(PSObject item) => Line(item, "MeasureUnit");

    /// <summary>The reason why the result could not be parsed.</summary>
    /// <param name="item">A result.</param>
    public static string? GetParseError(PSObject item) => Line(item, "ParseError");

    /// <summary>The measured bits.</summary>
    /// <param name="item">An outcome, or the interval of a probability.</param>
    public static string? GetOutcome(PSObject item) => Line(item, "Outcome");

    /// <summary>The name of the job.</summary>
    /// <param name="item">A value that was computed from a result.</param>
    public static string? GetJobName(PSObject item) => Line(item, "JobName");

    /// <summary>The name of the job that a result is compared with.</summary>
    /// <param name="item">A comparison of results.</param>
    public static string? GetReferenceName(PSObject item) => Line(item, "ReferenceName");

    /// <summary>The scope.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetScope(PSObject item) => Line(item, "Scope");

    /// <summary>The period.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetPeriod(PSObject item) => Line(item, "Period");

    /// <summary>The unit of the amounts.</summary>
    /// <param name="item">A quota.</param>
    public static string? GetUnit(PSObject item) => Line(item, "Unit");

    /// <summary>The id of the dimension.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetDimensionId(PSObject item) => Line(item, "DimensionId");

    /// <summary>The name of the dimension.</summary>
    /// <param name="item">A cost event.</param>
    public static string? GetDimensionName(PSObject item) => Line(item, "DimensionName");

    /// <summary>The Pauli string.</summary>
    /// <param name="item">An expectation value.</param>
    public static string? GetObservable(PSObject item) => Line(item, "Observable");

    /// <summary>The id of the job that a result is compared with.</summary>
    /// <param name="item">A comparison of results.</param>
    public static string? GetReferenceJobId(PSObject item) => Line(item, "ReferenceJobId");

    /// <summary>The name of the resource group.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetResourceGroupName(PSObject item) => Line(item, "ResourceGroupName");

    /// <summary>The id of the subscription.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetSubscriptionId(PSObject item) => Line(item, "SubscriptionId");

    /// <summary>The region.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetLocation(PSObject item) => Line(item, "Location");

    /// <summary>The kind.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetKind(PSObject item) => Line(item, "Kind");

    /// <summary>The endpoint.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetEndpoint(PSObject item) => Line(item, "Endpoint");

    /// <summary>The type of the credential.</summary>
    /// <param name="item">A workspace.</param>
    public static string? GetCredential(PSObject item) => Line(item, "Credential");

    /// <summary>The id of the session.</summary>
    /// <param name="item">A drawing.</param>
    public static string? GetSession(PSObject item) => Line(item, "Session");

    // Tables of thousands of items read these properties. A lookup by name takes as long as a column of PowerShell's own.
    private static string? Line(PSObject item, string property, Func<IWorkspaceItem, string?> read) =>
        item.BaseObject is IWorkspaceItem known ? VisibleText.Line(read(known)) : Line(item, property);

    private static string? Line(PSObject item, string property) => VisibleText.Line(item.Text(property));
}
