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
    Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken);

    /// <summary>Shows sign-in instructions to the user.</summary>
    /// <param name="message">The instructions.</param>
    void ShowSignIn(string message);
}
