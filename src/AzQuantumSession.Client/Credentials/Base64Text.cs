namespace AzQuantumSession.Client.Credentials;

/// <summary>Decodes base64 and base64url, with and without padding.</summary>
internal static class Base64Text
{
    /// <summary>Returns the decoded bytes, or null if the string is not base64.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        string plain = text.TrimEnd('=').ToString().Replace('-', '+').Replace('_', '/');
        string padded = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length / 4 * 3];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out int written) ? bytes[..written] : null;
    }
}
