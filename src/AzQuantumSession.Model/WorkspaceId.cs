using System.Text.RegularExpressions;

namespace AzQuantumSession;

/// <summary>The ARM resource id of a workspace, checked against the service's rules for names before any request.</summary>
public sealed partial record WorkspaceId
{
    /// <summary>Checks and joins the three names.</summary>
    /// <param name="subscriptionId">A GUID.</param>
    /// <param name="resourceGroupName">1–90 characters: letters, digits, <c>_ ( ) - .</c>; not ending in a full stop.</param>
    /// <param name="workspaceName">2–54 characters: letters a–z, digits, hyphens; no hyphen first or last.</param>
    /// <exception cref="InvalidWorkspaceException">A name breaks its rule; the message names the part.</exception>
    public WorkspaceId(string? subscriptionId, string? resourceGroupName, string? workspaceName)
    {
        SubscriptionId = CheckSubscriptionId(subscriptionId);
        ResourceGroupName = CheckResourceGroupName(resourceGroupName);
        WorkspaceName = CheckWorkspaceName(workspaceName);
    }

    /// <summary>The subscription's id, in lower case.</summary>
    public string SubscriptionId { get; }

    /// <summary>The resource group's name.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The workspace's name.</summary>
    public string WorkspaceName { get; }

    /// <summary>Reads an ARM resource id.</summary>
    /// <param name="resourceId">The id; the fixed words may be in any case, a slash at the end is allowed.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="InvalidWorkspaceException">The text is not a workspace's id; the message names the wrong part.</exception>
    public static WorkspaceId Parse(string? resourceId)
    {
        const string Form =
            "/subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Quantum/workspaces/{name}";
        string[] parts = (resourceId ?? "").Trim().TrimEnd('/').Split('/');
        string[] words = ["", "subscriptions", "", "resourceGroups", "", "providers", "Microsoft.Quantum", "workspaces", ""];
        for (int i = 0; i < words.Length; i++)
        {
            bool isName = i is 2 or 4 or 8;
            if (i >= parts.Length || (!isName && !string.Equals(parts[i], words[i], StringComparison.OrdinalIgnoreCase)))
            {
                string expected = isName ? "a name" : $"'{words[i]}'";
                string found = i < parts.Length ? $"'{parts[i]}'" : "nothing";
                throw new InvalidWorkspaceException(
                    "ResourceId",
                    $"The resource id is not one of a workspace: expected {expected} where it has {found}. A workspace's id has the form {Form}.");
            }
        }

        if (parts.Length > words.Length)
        {
            throw new InvalidWorkspaceException(
                "ResourceId",
                $"The resource id goes on after the workspace's name ('{parts[words.Length]}'). A workspace's id has the form {Form}.");
        }

        return new WorkspaceId(parts[2], parts[4], parts[8]);
    }

    internal static string CheckSubscriptionId(string? given) => Check(
        nameof(SubscriptionId),
        given,
        Guid.TryParseExact(given?.Trim(), "D", out Guid guid) ? guid.ToString("D") : null,
        "a GUID such as 11111111-2222-3333-4444-555555555555");

    internal static string CheckResourceGroupName(string? given) => Check(
        nameof(ResourceGroupName),
        given,
        Match(ResourceGroupPattern(), given),
        "1 to 90 letters, digits, underscores, parentheses, hyphens and full stops, not ending in a full stop");

    internal static string CheckWorkspaceName(string? given) => Check(
        nameof(WorkspaceName),
        given,
        Match(WorkspacePattern(), given),
        "2 to 54 letters (a-z), digits and hyphens, with no hyphen first or last");

    /// <summary>The ARM resource id.</summary>
    /// <returns>The id, from <c>/subscriptions</c> to the workspace's name.</returns>
    public override string ToString() =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroupName}/providers/Microsoft.Quantum/workspaces/{WorkspaceName}";

    /// <summary>Whether two ids name the same workspace. ARM compares names without case.</summary>
    /// <param name="other">The other id.</param>
    /// <returns>True if they are the same but for case.</returns>
    public bool Equals(WorkspaceId? other) =>
        other is not null && string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>A hash that goes with <see cref="Equals(WorkspaceId?)"/>.</summary>
    /// <returns>The hash of the id without case.</returns>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    private static string? Match(Regex pattern, string? value) =>
        value is not null && pattern.IsMatch(value.Trim()) ? value.Trim() : null;

    private static string Check(string part, string? given, string? valid, string rule) =>
        valid ?? throw new InvalidWorkspaceException(
            part,
            string.IsNullOrWhiteSpace(given) ? $"{part} is missing. It is {rule}." : $"{part} '{given}' is not valid. It is {rule}.");

    [GeneratedRegex(@"^[\p{L}\p{Nd}_()\-.]{0,89}[\p{L}\p{Nd}_()\-]\z")]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9-]{0,52}[a-zA-Z0-9]\z")]
    private static partial Regex WorkspacePattern();
}
