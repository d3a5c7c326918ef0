using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Reads the workspace from the environment variables of the Azure Quantum Python SDK.</summary>
internal static class EnvironmentWorkspace
{
    private const string Text = "AZURE_QUANTUM_CONNECTION_STRING";
    private const string Subscription = "AZURE_QUANTUM_SUBSCRIPTION_ID";
    private const string ResourceGroup = "AZURE_QUANTUM_WORKSPACE_RG";
    private const string Name = "AZURE_QUANTUM_WORKSPACE_NAME";
    private const string Location = "AZURE_QUANTUM_WORKSPACE_LOCATION";

    /// <summary>Reads the environment variables, and returns the options of the workspace.</summary>
    public static ResolvedWorkspaceOptions Read(Func<string, string?> environment)
    {
        if (environment(Text) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return WrapVariableError(Text, () => ConnectionString.Parse(text));
        }

        string[] missing = [.. new[] { Subscription, ResourceGroup, Name }.Where(variable => string.IsNullOrWhiteSpace(environment(variable)))];
        return missing.Length switch
        {
            0 => new ResolvedWorkspaceOptions(
                WrapVariableError(null, () => new WorkspaceId(environment(Subscription), environment(ResourceGroup), environment(Name))),
                Location: Region.Normalize(environment(Location), Location)),
            3 => throw new InvalidWorkspaceException(
                "Workspace",
                $"No workspace is given, and the environment variables do not specify a workspace: neither {Text} is set, nor {Subscription}, "
                    + $"{ResourceGroup}, and {Name}. Give a connection string, a resource id, or a subscription, resource group, and workspace name."),
            _ => throw new InvalidWorkspaceException(
                missing[0],
                $"The environment variable {missing[0]} is not set, but other variables of the workspace are. "
                    + $"{Subscription}, {ResourceGroup}, and {Name} are all required."),
        };
    }

    // The error must name the variable, because the user does not see the name of the property.
    private static T WrapVariableError<T>(string? variable, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidWorkspaceException exception)
        {
            string part = variable ?? exception.ParameterName switch
            {
                nameof(WorkspaceId.SubscriptionId) => Subscription,
                nameof(WorkspaceId.ResourceGroupName) => ResourceGroup,
                _ => Name,
            };
            throw new InvalidWorkspaceException(part, $"The environment variable {part} is not valid: {exception.Message}", exception);
        }
    }
}
