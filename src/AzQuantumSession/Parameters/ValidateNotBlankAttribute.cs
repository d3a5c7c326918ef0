using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Rejects null, and strings that are empty or consist of white space: a name must be visible in a table.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateNotBlankAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (string.IsNullOrWhiteSpace(element.Unwrap()?.ToString()))
        {
            throw new ValidationMetadataException("The argument is blank. Give a text with at least one visible character, or omit the parameter.");
        }
    }
}
