using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Creates the error for a failed token request, with the reason and the recommended action.</summary>
internal static class CredentialErrorFactory
{
    /// <summary>Creates the error for an exception of a credential.</summary>
    public static QuantumServiceException Create(Exception exception, string credential, string resource)
    {
        string start = $"The {credential} could not get a token for {resource}:";
        return exception is CredentialChainException failed
            ? new QuantumServiceException(QuantumErrorKind.Authentication, $"{start}\n{failed.Message}\n{failed.Help}", failed.InnerException)
            {
                RecommendedAction = failed.Help,
            }
            : new QuantumServiceException(
                QuantumErrorKind.Authentication, $"{start} {MessageSanitizer.EnsurePeriod(CredentialChainErrors.Reason(exception))}", exception);
    }
}
