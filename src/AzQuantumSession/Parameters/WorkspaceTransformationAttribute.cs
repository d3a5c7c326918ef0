namespace AzQuantumSession.Parameters;

/// <summary>
/// Accepts a deserialized workspace. Its credential is not available in this process, which is reported when the workspace is used, instead
/// of a conversion error of PowerShell.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WorkspaceTransformationAttribute : ArgumentTransformationAttribute
{
    private const string DeserializedTypeName = "Deserialized.AzQuantumSession.QuantumWorkspace";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        PSObject { BaseObject: object[] items } => Array.ConvertAll(items, item => Transform(engineIntrinsics, item)),
        object[] items => Array.ConvertAll(items, item => Transform(engineIntrinsics, item)),
        PSObject deserialized when deserialized.TypeNames.Contains(DeserializedTypeName) && deserialized.Properties["Id"]?.Value is string id =>
            QuantumWorkspace.Parse(id, isDetached: true),
        _ => inputData,
    };
}
