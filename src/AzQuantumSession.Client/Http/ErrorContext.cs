namespace AzQuantumSession.Client;

/// <summary>Who asks whom: what every error of one connection has in common.</summary>
/// <param name="Where">The workspace, for sentences: <c>workspace 'w'</c>.</param>
/// <param name="Credential">The credential, for sentences: <c>the API key</c>.</param>
/// <param name="Role">The role that is needed, with what it is needed for.</param>
/// <param name="CredentialAdvice">What to do when the credential is not accepted.</param>
/// <param name="Endpoint">The address that is asked.</param>
/// <param name="Settings">The times and limits in force.</param>
internal sealed record ErrorContext(
    string Where,
    string Credential,
    string Role,
    string CredentialAdvice,
    Uri Endpoint,
    WorkspaceClientSettings Settings);
