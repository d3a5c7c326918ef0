using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>Properties of deserialized sessions and jobs (<c>Start-Job</c>, <c>Import-Clixml</c>) whose serialized value is a string.</summary>
public static class DeserializedProperties
{
    /// <summary>The creation time, so that sessions and jobs sort by it.</summary>
    /// <param name="item">A deserialized session or job.</param>
    /// <returns>A <see cref="DateTimeOffset"/>; null if the creation time is not known.</returns>
    public static object? GetCreated(PSObject item) => item.Time(nameof(IWorkspaceItem.CreationTime));
}
