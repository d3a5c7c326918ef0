using System.Management.Automation;
using System.Security;
using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Converts a plain-text secret to a secure string.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object data = inputData.Unwrap();
        return data is string { Length: > 0 } text ? ToSecureString(text) : inputData;
    }

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
