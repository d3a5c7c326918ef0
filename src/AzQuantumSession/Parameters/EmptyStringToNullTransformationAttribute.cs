using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>Takes an empty text, as a piped object may have it, as nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyStringToNullTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null! : inputData;
}
