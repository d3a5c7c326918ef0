using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Loads a certificate with its private key from a PFX or PEM file.</summary>
internal static class CertificateFile
{
    private const string PemBegin = "-----BEGIN";

    // Only macOS requires the private key in a key store. Elsewhere, the key stays in memory.
    private static readonly X509KeyStorageFlags Flags =
        OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    /// <summary>Loads the certificate.</summary>
    /// <exception cref="InvalidWorkspaceException">The file contains no usable certificate. The message describes the reason.</exception>
    public static X509Certificate2 Load(string path, SecureString? password)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = IsPem(path) ? LoadPem(path, password) : new X509Certificate2(path, password, Flags);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error($"cannot be read: {MessageSanitizer.Sanitize(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            string hint = password is null ? "If it has a password, give -CertificatePassword." : "Check -CertificatePassword.";
            throw Error($"cannot be used: {MessageSanitizer.EnsurePeriod(MessageSanitizer.Sanitize(exception.Message))} {hint}", exception);
        }

        if (certificate.HasPrivateKey)
        {
            return certificate;
        }

        certificate.Dispose();
        throw Error("contains no private key, which is required to sign in.");

        InvalidWorkspaceException Error(string problem, Exception? inner = null) =>
            new("CertificatePath", $"The certificate file '{path}' {problem}", inner);
    }

    private static bool IsPem(string path)
    {
        using StreamReader reader = new(path);
        Span<char> head = stackalloc char[4096];
        return head[..reader.Read(head)].Contains(PemBegin, StringComparison.Ordinal);
    }

    private static X509Certificate2 LoadPem(string path, SecureString? password) => password is null
        ? X509Certificate2.CreateFromPemFile(path)
        : password.Read(characters => X509Certificate2.CreateFromEncryptedPemFile(path, characters));
}
