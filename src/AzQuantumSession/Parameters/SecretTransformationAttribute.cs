using System.Security;
using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>
/// Converts a plain-text secret to a secure string, or rejects it. The error of PowerShell would show the secret.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether plain text is accepted. If it is not, the secret must be a secure string, which is not in the command history.</summary>
    public bool AcceptsText { get; init; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        SecureString or null => inputData,
        string text when AcceptsText && !string.IsNullOrWhiteSpace(text) => ToSecureString(text),
        string when AcceptsText => throw new ArgumentTransformationMetadataException("The text is empty."),
        _ => throw new ArgumentTransformationMetadataException(
            "The value is not a SecureString. Give one from Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText."),
    };

    internal static SecureString ToSecureString(string text)
    {
        var secret = new SecureString();
        foreach (char character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
