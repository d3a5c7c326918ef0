using System.Security;

namespace AzQuantumSession.Client;

/// <summary>A token that the user gave. There is no other when it is refused.</summary>
internal sealed class GivenToken(SecureString token) : ITokenSource
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => new(SecureText.Reveal(token));

    public ValueTask<string?> ReplaceAsync(string refused, CancellationToken cancellationToken) => default;
}
