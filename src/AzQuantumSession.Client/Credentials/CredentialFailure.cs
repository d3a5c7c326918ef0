namespace AzQuantumSession.Client;

/// <summary>Says what was tried to get a token, why it did not work, and what would help.</summary>
internal static class CredentialFailure
{
    /// <summary>The error for what a credential threw.</summary>
    public static QuantumServiceException Of(Exception exception, string credential, string resource)
    {
        string start = $"The {credential} got no token for {resource}:";
        return exception is LoginException failed
            ? new QuantumServiceException(QuantumErrorKind.Authentication, $"{start}\n{failed.Message}\n{failed.Help}", failed.InnerException)
            {
                RecommendedAction = failed.Help,
            }
            : new QuantumServiceException(
                QuantumErrorKind.Authentication, $"{start} {ErrorText.Sentence(LoginReport.Reason(exception))}", exception);
    }
}
