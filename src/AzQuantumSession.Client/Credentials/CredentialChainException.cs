namespace AzQuantumSession.Client.Credentials;

/// <summary>No way to sign in gave a token.</summary>
/// <param name="report">What was tried and what came of it, one line each.</param>
/// <param name="help">What would most likely help.</param>
/// <param name="inner">What the last of them threw.</param>
internal sealed class CredentialChainException(string report, string help, Exception? inner) : Exception(report, inner)
{
    /// <summary>What would most likely help.</summary>
    public string Help => help;
}
