namespace AzQuantumSession;

/// <summary>The ARM resource id of a workspace. The names are validated before any request, with the rules of the service.</summary>
public sealed record WorkspaceId
{
    /// <summary>Creates a resource id from validated names.</summary>
    /// <param name="subscriptionId">A GUID.</param>
    /// <param name="resourceGroupName">1–90 characters: letters, digits, <c>_ ( ) - .</c>; not ending in a period.</param>
    /// <param name="workspaceName">2–54 characters: letters a–z, digits, hyphens; no hyphen first or last.</param>
    /// <exception cref="InvalidWorkspaceException">A name is not valid. The message names the part.</exception>
    public WorkspaceId(string? subscriptionId, string? resourceGroupName, string? workspaceName)
    {
        SubscriptionId = CheckSubscriptionId(subscriptionId);
        ResourceGroupName = CheckResourceGroupName(resourceGroupName);
        WorkspaceName = CheckWorkspaceName(workspaceName);
    }

    /// <summary>The subscription id, in lower case.</summary>
    public string SubscriptionId { get; }

    /// <summary>The name of the resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The name of the workspace.</summary>
    public string WorkspaceName { get; }

    /// <summary>Parses an ARM resource id.</summary>
    /// <param name="resourceId">The id. The fixed segments can be in any case, and a trailing slash is allowed.</param>
    /// <returns>The resource id.</returns>
    /// <exception cref="InvalidWorkspaceException">The string is not a workspace id. The message names the invalid part.</exception>
    public static WorkspaceId Parse(string? resourceId)
    {
        const string Form =
            "/subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Quantum/workspaces/{name}";
        if (resourceId?.Contains('/', StringComparison.Ordinal) is false && !string.IsNullOrWhiteSpace(resourceId))
        {
            throw new InvalidWorkspaceException(
                "ResourceId",
                $"'{resourceId}' is not the resource id of a workspace. A workspace id has the form {Form}. To find a workspace by its name, use Connect-AzQuantumWorkspace.");
        }

        string[] parts = (resourceId ?? "").Trim().TrimEnd('/').Split('/');
        string[] segments = ["", "subscriptions", "", "resourceGroups", "", "providers", "Microsoft.Quantum", "workspaces", ""];
        for (int i = 0; i < segments.Length; i++)
        {
            bool isName = i is 2 or 4 or 8;
            if (i >= parts.Length || (!isName && !string.Equals(parts[i], segments[i], StringComparison.OrdinalIgnoreCase)))
            {
                string expected = isName ? "a name" : i == 0 ? "'/subscriptions'" : $"'{segments[i]}'";
                string found = i < parts.Length ? $"'{parts[i]}'" : "nothing";
                throw new InvalidWorkspaceException(
                    "ResourceId",
                    $"The resource id is not the id of a workspace: expected {expected}, but found {found}. A workspace id has the form {Form}.");
            }
        }

        if (parts.Length > segments.Length)
        {
            throw new InvalidWorkspaceException(
                "ResourceId",
                $"The resource id continues after the workspace name ('{parts[segments.Length]}'). A workspace id has the form {Form}.");
        }

        return new WorkspaceId(parts[2], parts[4], parts[8]);
    }

    internal static string CheckSubscriptionId(string? subscriptionId) => Check(
        nameof(SubscriptionId),
        subscriptionId,
        Guid.TryParseExact(subscriptionId?.Trim(), "D", out Guid guid) ? guid.ToString("D") : null,
        "a GUID such as 11111111-2222-3333-4444-555555555555");

    internal static string CheckResourceGroupName(string? resourceGroupName) => Check(
        nameof(ResourceGroupName),
        resourceGroupName,
        Match(IsResourceGroupName, resourceGroupName),
        "1 to 90 letters, digits, underscores, parentheses, hyphens, and periods, not ending in a period");

    internal static string CheckWorkspaceName(string? workspaceName) => Check(
        nameof(WorkspaceName),
        workspaceName,
        Match(IsWorkspaceName, workspaceName),
        "2 to 54 letters (a-z), digits, and hyphens, without a hyphen at the start or end");

    /// <summary>Returns the ARM resource id.</summary>
    /// <returns>The id, from <c>/subscriptions</c> to the workspace's name.</returns>
    public override string ToString() =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroupName}/providers/Microsoft.Quantum/workspaces/{WorkspaceName}";

    /// <summary>Returns whether two ids refer to the same workspace. ARM compares names without regard to case.</summary>
    /// <param name="other">The other id.</param>
    /// <returns>True if the ids are equal without regard to case.</returns>
    public bool Equals(WorkspaceId? other) =>
        other is not null && string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns a hash code that is consistent with <see cref="Equals(WorkspaceId?)"/>.</summary>
    /// <returns>The hash code of the id without regard to case.</returns>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    private static string? Match(Predicate<string> isValid, string? value) => value?.Trim() is { } name && isValid(name) ? name : null;

    // Not with regular expressions, whose first use takes longer than the rest of the command.
    private static bool IsResourceGroupName(string name) =>
        name.Length is >= 1 and <= 90 && name[^1] != '.' && name.All(c => char.IsLetter(c) || char.IsDigit(c) || c is '_' or '(' or ')' or '-' or '.');

    private static bool IsWorkspaceName(string name) =>
        name.Length is >= 2 and <= 54 && name[0] != '-' && name[^1] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string Check(string part, string? value, string? valid, string rule) =>
        valid ?? throw new InvalidWorkspaceException(
            part,
            string.IsNullOrWhiteSpace(value) ? $"{part} is missing. It is {rule}." : $"{part} '{value}' is not valid. It is {rule}.");
}
