using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Says what was tried to get a token, why it did not work, and what would help.</summary>
internal static class CredentialErrorFactory
{
    /// <summary>The error for what a credential threw.</summary>
    public static QuantumServiceException Create(Exception exception, string credential, string resource)
    {
        string start = $"The {credential} got no token for {resource}:";
        return exception is CredentialChainException failed
            ? new QuantumServiceException(QuantumErrorKind.Authentication, $"{start}\n{failed.Message}\n{failed.Help}", failed.InnerException)
            {
                RecommendedAction = failed.Help,
            }
            : new QuantumServiceException(
                QuantumErrorKind.Authentication, $"{start} {MessageSanitizer.EnsurePeriod(CredentialChainErrors.Reason(exception))}", exception);
    }
}
