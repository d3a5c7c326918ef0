namespace AzQuantumSession.Client.Http;

/// <summary>Who asks whom: what every error of one connection has in common.</summary>
/// <param name="Service">Who answers, for sentences: <c>workspace 'w'</c>.</param>
/// <param name="Scope">Where things are looked for, for sentences: <c>workspace 'w'</c>.</param>
/// <param name="Credential">The credential, for sentences: <c>the API key</c>.</param>
/// <param name="RoleAdvice">The role that is needed, with what it is needed for.</param>
/// <param name="CredentialAdvice">What to do when the credential is not accepted.</param>
/// <param name="Endpoint">The address that is asked.</param>
/// <param name="Settings">The times and limits in force.</param>
internal sealed record ErrorMessageContext(
    string Service,
    string Scope,
    string Credential,
    string RoleAdvice,
    string CredentialAdvice,
    Uri Endpoint,
    HttpSettings Settings);
