using System.Security;

namespace AzQuantumSession;

/// <summary>The services that the host process provides to the client.</summary>
public interface IClientHost
{
    /// <summary>Gets a token of the account that is signed in to the host, for example with <c>Connect-AzAccount</c>.</summary>
    /// <param name="resource">The resource that the token grants access to, for example <c>https://quantum.microsoft.com</c>.</param>
    /// <param name="tenantId">The tenant; null for the default tenant of the account.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The token; null if no account is signed in to the host.</returns>
    /// <exception cref="InvalidOperationException">The host could not get a token. The message contains the reason.</exception>
    /// <exception cref="ClientHostBusyException">The host is busy, for example with code of the user.</exception>
    Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken);

    /// <summary>Shows sign-in instructions to the user.</summary>
    /// <param name="message">The instructions.</param>
    void ShowSignIn(string message);

    /// <summary>Shows a warning to the user.</summary>
    /// <param name="message">The warning.</param>
    void WriteWarning(string message);

    /// <summary>
    /// Shows a warning that a request waits, unless the user knows already that requests of the command wait until about the same time.
    /// </summary>
    /// <param name="message">The warning.</param>
    /// <param name="end">The time when the request is sent.</param>
    void WriteDelayWarning(string message, DateTimeOffset end);

    /// <summary>Whether the user sees the lines of <see cref="WriteVerbose"/>. If not, the client does not create them.</summary>
    bool IsVerbose { get; }

    /// <summary>
    /// Writes a line of the request log: an attempt with the method, the path, the status, the duration, and the request id, or a
    /// retry. A line contains no secrets: no queries that could grant access, no headers, and no bodies.
    /// </summary>
    /// <param name="line">The line.</param>
    void WriteVerbose(string line);
}

/// <summary>
/// The exception for a token that the host cannot get now, because it is busy. The caller must not keep others from getting a token while it
/// waits: the host can be busy with code that needs the token.
/// </summary>
/// <param name="available">Completes when the host is no longer busy. It can be busy again soon.</param>
public sealed class ClientHostBusyException(Task available) : Exception("The host is busy.")
{
    /// <summary>Completes when the host is no longer busy.</summary>
    public Task Available => available;
}

/// <summary>An access token of the account that is signed in to the host.</summary>
/// <param name="token">The token. This object owns and disposes it.</param>
/// <param name="expiresOn">The expiration time of the token.</param>
public sealed class AccountToken(SecureString token, DateTimeOffset expiresOn) : IDisposable
{
    /// <summary>The token.</summary>
    public SecureString Token => token;

    /// <summary>The expiration time of the token.</summary>
    public DateTimeOffset ExpiresOn => expiresOn;

    /// <summary>Disposes the token, and clears it from memory.</summary>
    public void Dispose() => token.Dispose();
}

/// <summary>
/// Provides the host of the client in the current asynchronous control flow. The host does not belong to a connection, so that
/// runspaces can share connections: a token is renewed through the host of the command that needs it.
/// </summary>
public static class ClientHost
{
    private static readonly AsyncLocal<IClientHost?> Local = new();

    /// <summary>The host in the current asynchronous control flow; null if there is none.</summary>
    public static IClientHost? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }
}
