using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Rejects values that cannot be an id: blank strings, and strings of dots, which would change the path of a URI.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string? id = element.Unwrap()?.ToString();
        if (!IsId(id))
        {
            throw new ValidationMetadataException($"'{id}' is not an id. An id is a GUID, as Get-AzQuantumSession shows it.");
        }
    }

    internal static bool IsId(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Trim().All(character => character == '.');
}
