using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>
/// Knows a workspace that came from another process. Its credential stayed there, which is said when it is used, not by
/// PowerShell's words for a conversion that fails.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WorkspaceTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized.AzQuantumSession.QuantumWorkspace";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject copy && copy.TypeNames.Contains(Deserialized) && copy.Properties["Id"]?.Value is string id
            ? QuantumWorkspace.Parse(id, isDetached: true)
            : inputData;
}
