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
        // A bracket in a range, as in "[a-[b]", is a regular expression that .NET rejects.
        catch (Exception e) when (e is WildcardPatternException or ArgumentException)
        {
            throw new ValidationMetadataException($"'{name}' is not a valid name with wildcards. For a name with a bracket, use '{WildcardPattern.Escape(name)}'.", e);
        }
    }
}
