using System.Runtime.InteropServices;
using System.Security;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Converts between secure strings and plain text, and clears temporary copies.</summary>
internal static class SecureStringExtensions
{
    /// <summary>Reads the characters of a secret.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<char> characters);

    /// <summary>Passes the characters to a reader, and clears the copy afterwards.</summary>
    public static T Read<T>(this SecureString secret, Reader<T> reader)
    {
        // The garbage collector does not move a pinned array, so that clearing it leaves no copy behind.
        char[] characters = GC.AllocateArray<char>(secret.Length, pinned: true);
        IntPtr copy = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(copy, characters, 0, characters.Length);
            return reader(characters);
        }
        finally
        {
            Array.Clear(characters);
            Marshal.ZeroFreeGlobalAllocUnicode(copy);
        }
    }

    /// <summary>Returns the characters as a string, for a header.</summary>
    public static string ToPlainText(this SecureString secret) => secret.Read(characters => new string(characters));

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
    public static SecureString CopyReadOnly(this SecureString secret)
    {
        SecureString copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    /// <summary>Returns whether the secret is a valid header value: printable ASCII without spaces, and not empty.</summary>
    public static bool IsHeaderValue(this SecureString secret) =>
        secret.Length > 0 && secret.Read(characters => !characters.ContainsAnyExceptInRange('!', '~'));
}
