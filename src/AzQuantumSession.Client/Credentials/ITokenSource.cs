namespace AzQuantumSession.Client;

/// <summary>Where bearer tokens come from.</summary>
internal interface ITokenSource
{
    /// <summary>A token that has not expired, as far as is known.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Another token than the one that the service refused; null where there is none.</summary>
    ValueTask<string?> ReplaceAsync(string refused, CancellationToken cancellationToken);
}
