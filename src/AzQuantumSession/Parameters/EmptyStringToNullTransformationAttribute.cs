using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Converts an empty string to null, because properties of piped objects can be empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyStringToNullTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() is string text && string.IsNullOrWhiteSpace(text) ? null! : inputData;
}
