namespace AzQuantumSession.Client.Http;

/// <summary>The parts that the error messages of a connection have in common.</summary>
/// <param name="Service">The service as it appears in a sentence: <c>workspace 'w'</c>.</param>
/// <param name="Scope">The resource that contains the requested items, as it appears in a sentence: <c>workspace 'w'</c>.</param>
/// <param name="Credential">The credential as it appears in a sentence: <c>the API key</c>.</param>
/// <param name="RoleAdvice">The advice for a 403 response: the required role and its purpose.</param>
/// <param name="CredentialAdvice">The advice for a 401 response.</param>
/// <param name="Endpoint">The endpoint of the requests.</param>
/// <param name="Settings">The timeouts and limits of the requests.</param>
internal sealed record ErrorMessageContext(
    string Service,
    string Scope,
    string Credential,
    string RoleAdvice,
    string CredentialAdvice,
    Uri Endpoint,
    HttpSettings Settings);
