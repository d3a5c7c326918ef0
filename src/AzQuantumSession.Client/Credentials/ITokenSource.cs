namespace AzQuantumSession.Client.Credentials;

/// <summary>A source of bearer tokens.</summary>
internal interface ITokenSource
{
    /// <summary>Returns a token that is not known to have expired.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Returns a replacement for a token that the service rejected, or null if there is none.</summary>
    /// <param name="rejectedToken">The rejected token.</param>
    /// <param name="claims">The claims that the service requires, as JSON; null if it requires none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken);
}
