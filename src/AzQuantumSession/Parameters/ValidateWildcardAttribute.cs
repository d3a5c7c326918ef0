using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Rejects names with invalid wildcards, such as <c>[a</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateWildcardAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string name = $"{element.Unwrap()}";
        try
        {
            // PowerShell parses a pattern when it is first used.
            WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch("");
        }
        catch (WildcardPatternException e)
        {
            throw new ValidationMetadataException($"'{name}' is not a valid name with wildcards. For a name with a bracket, use '{WildcardPattern.Escape(name)}'.", e);
        }
    }
}
