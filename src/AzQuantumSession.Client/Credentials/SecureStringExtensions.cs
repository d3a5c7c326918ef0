using System.Runtime.InteropServices;
using System.Security;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Reads a SecureString for as long as it is needed, and no longer.</summary>
internal static class SecureStringExtensions
{
    /// <summary>What is done with the characters.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<char> characters);

    /// <summary>Lends the characters; the copy is wiped afterwards.</summary>
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

    /// <summary>The characters as a string, for a header.</summary>
    public static string ToPlainText(SecureString secret) => Read(secret, characters => new string(characters));

    /// <summary>Keeps characters as a secret.</summary>
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

    /// <summary>A copy that lives as long as its new owner wants.</summary>
    public static SecureString Copy(SecureString secret)
    {
        SecureString copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    /// <summary>Whether the text may stand in a header: printable ASCII, and some of it.</summary>
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
