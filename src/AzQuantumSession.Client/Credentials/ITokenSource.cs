namespace AzQuantumSession.Client.Credentials;

/// <summary>Where bearer tokens come from.</summary>
internal interface ITokenSource
{
    /// <summary>A token that has not expired, as far as is known.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Another token than the one that the service refused; null where there is none.</summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="claims">What the service asks of the next token, as JSON; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<string?> ReplaceAsync(string refused, string? claims, CancellationToken cancellationToken);
}
