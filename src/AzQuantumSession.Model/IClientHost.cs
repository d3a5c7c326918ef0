namespace AzQuantumSession;

/// <summary>What the client asks of the program that it runs in.</summary>
public interface IClientHost
{
    /// <summary>Gets a token from a login that the program itself holds, such as that of <c>Connect-AzAccount</c>.</summary>
    /// <param name="resource">What the token is for, for example <c>https://quantum.microsoft.com</c>.</param>
    /// <param name="tenantId">The tenant; null for the login's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token; null where the program holds no login.</returns>
    /// <exception cref="InvalidOperationException">The login gives no token; the message says why.</exception>
    Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken);

    /// <summary>Shows the user what to do to sign in.</summary>
    /// <param name="message">The text.</param>
    void ShowSignIn(string message);
}
