using System.Runtime.InteropServices;
using System.Security;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Converts between secure strings and plain text, and clears temporary copies.</summary>
internal static class SecureStringExtensions
{
    /// <summary>Reads the characters of a secret.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<char> characters);

    /// <summary>Passes the characters to a reader, and clears the copy afterwards.</summary>
    public static unsafe T Read<T>(SecureString secret, Reader<T> reader)
    {
        IntPtr copy = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return reader(new ReadOnlySpan<char>((void*)copy, secret.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(copy);
        }
    }

    /// <summary>Returns the characters as a string, for a header.</summary>
    public static string ToPlainText(SecureString secret) => Read(secret, characters => new string(characters));

    /// <summary>Creates a read-only secure string from characters.</summary>
    public static SecureString ToSecureString(ReadOnlySpan<char> characters)
    {
        SecureString secret = new();
        foreach (char character in characters)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Creates a read-only copy that is independent of the lifetime of the original.</summary>
    public static SecureString Copy(SecureString secret)
    {
        SecureString copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    /// <summary>Returns whether the secret is a valid header value: printable ASCII without spaces, and not empty.</summary>
    public static bool IsHeaderValue(SecureString secret) => Read(secret, IsHeaderValue);

    private static bool IsHeaderValue(ReadOnlySpan<char> characters)
    {
        foreach (char character in characters)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return characters.Length > 0;
    }
}
