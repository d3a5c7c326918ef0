using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Accepts a deserialized session for a parameter of type QuantumSession, and explains why another object, such as a job, is not accepted.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        QuantumSession or null => inputData,
        object[] items => Array.ConvertAll(items, item => Transform(engineIntrinsics, item)),
        var item when ItemInput.IsSession(item) => ItemInput.ReadSession(PSObject.AsPSObject(item)),
        QuantumSessionJob or QuantumJobResult or QuantumTarget or QuantumWorkspace =>
            throw new ArgumentTransformationMetadataException(new ItemInput("the command").NotSession(PSObject.AsPSObject(inputData)).Message),
        _ => inputData,
    };
}
