using System.Management.Automation;
using System.Security;

namespace AzQuantumSession.Parameters;

/// <summary>Lets a secret be given as plain text where users have it so, and keeps it as a secure string from there on.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
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
