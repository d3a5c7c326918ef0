using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace in a response of Azure Resource Manager.</summary>
internal sealed record WorkspaceResourceDto(string? Location, WorkspacePropertiesDto? Properties);

/// <summary>The properties of a workspace in a response of Azure Resource Manager.</summary>
internal sealed record WorkspacePropertiesDto(
    string? EndpointUri, string? WorkspaceKind, string? Usable, string? ProvisioningState, List<ProviderResourceDto?>? Providers = null)
{
    /// <summary>Returns a sentence with the reason why the workspace may not respond, or null if it is ready.</summary>
    public string? DescribeProblem() => IsOrUnknown(Usable, "Yes") && IsOrUnknown(ProvisioningState, "Succeeded")
        ? null
        : "Azure Resource Manager reports that the workspace is not ready: "
            + $"usable is '{Show(Usable)}', and provisioningState is '{Show(ProvisioningState)}'.";

    private static bool IsOrUnknown(string? value, string expected) => string.IsNullOrEmpty(value) || value.EqualsIgnoreCase(expected);

    private static string Show(string? value) => string.IsNullOrEmpty(value) ? "unknown" : MessageSanitizer.Sanitize(value);
}

/// <summary>A provider of a workspace in a response of Azure Resource Manager, with the limits of its quotas.</summary>
internal sealed record ProviderResourceDto(string? ProviderId, QuotaMinutesDto? Quotas, List<TargetQuotaDto?>? TargetQuotas);

/// <summary>The limits of a target.</summary>
internal sealed record TargetQuotaDto(string? TargetId, decimal? StandardMinutesLifetime, decimal? HighMinutesLifetime);

/// <summary>The minutes of execution with each priority, as a limit or as the used amount.</summary>
internal sealed record QuotaMinutesDto(decimal? StandardMinutesLifetime, decimal? HighMinutesLifetime);

/// <summary>The request body for Azure Resource Graph.</summary>
internal sealed record GraphRequestDto(string Query, IReadOnlyList<string>? Subscriptions = null, GraphOptionsDto? Options = null);

/// <summary>The options of a request to Azure Resource Graph.</summary>
internal sealed record GraphOptionsDto([property: JsonPropertyName("$skipToken")] string SkipToken);

/// <summary>The response body of Azure Resource Graph.</summary>
internal sealed record GraphResponseDto(List<GraphRowDto?>? Data, [property: JsonPropertyName("$skipToken")] string? SkipToken);

/// <summary>A workspace in a response of Azure Resource Graph.</summary>
internal sealed record GraphRowDto(
    string? Name,
    string? SubscriptionId,
    string? ResourceGroup,
    string? Location,
    string? EndpointUri,
    string? WorkspaceKind,
    string? Usable,
    string? ProvisioningState)
{
    /// <summary>The properties that Azure Resource Manager has under <c>properties</c>.</summary>
    public WorkspacePropertiesDto ToProperties() => new(EndpointUri, WorkspaceKind, Usable, ProvisioningState);
}

/// <summary>The source-generated JSON metadata of Azure Resource Manager and Azure Resource Graph.</summary>
[JsonSerializable(typeof(WorkspaceResourceDto))]
[JsonSerializable(typeof(GraphRequestDto))]
[JsonSerializable(typeof(GraphResponseDto))]
internal sealed partial class WorkspacesJsonContext : JsonSerializerContext
{
    public static WorkspacesJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
