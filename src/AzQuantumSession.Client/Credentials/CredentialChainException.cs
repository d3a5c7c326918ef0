namespace AzQuantumSession.Client.Credentials;

/// <summary>The exception for a chain in which every credential source failed.</summary>
/// <param name="report">The failure of each source, one per line.</param>
/// <param name="help">The recommended action.</param>
/// <param name="inner">The exception of the last source that failed.</param>
internal sealed class CredentialChainException(string report, string help, Exception? inner) : Exception(report, inner)
{
    /// <summary>The recommended action.</summary>
    public string Help => help;
}
