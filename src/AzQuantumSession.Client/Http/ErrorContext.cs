namespace AzQuantumSession.Client;

/// <summary>Who asks whom: what every error of one connection has in common.</summary>
/// <param name="Service">Who answers, for sentences: <c>workspace 'w'</c>.</param>
/// <param name="Where">Where things are looked for, for sentences: <c>workspace 'w'</c>.</param>
/// <param name="Credential">The credential, for sentences: <c>the API key</c>.</param>
/// <param name="Role">The role that is needed, with what it is needed for.</param>
/// <param name="CredentialAdvice">What to do when the credential is not accepted.</param>
/// <param name="Endpoint">The address that is asked.</param>
/// <param name="Settings">The times and limits in force.</param>
internal sealed record ErrorContext(
    string Service,
    string Where,
    string Credential,
    string Role,
    string CredentialAdvice,
    Uri Endpoint,
    WorkspaceClientSettings Settings);
