using Azure.Identity;

namespace AzQuantumSession.Client;

/// <summary>Says in a few words why no token could be had.</summary>
internal static class CredentialFailure
{
    private const string Advice =
        "Sign in with Connect-AzAccount or 'az login', set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, "
        + "or connect with an API key or an access token.";

    /// <summary>The error for what a credential threw.</summary>
    public static QuantumServiceException Of(Exception exception)
    {
        string reason = exception switch
        {
            CredentialUnavailableException => "nothing that it knows is signed in here",
            AuthenticationFailedException failed => FirstLine((failed.InnerException ?? failed).Message),
            _ => FirstLine(exception.Message),
        };
        return new QuantumServiceException(
            QuantumErrorKind.Authentication,
            $"The default credential got no token: {ErrorText.Sentence(reason)} {Advice}",
            exception)
        {
            RecommendedAction = Advice,
        };
    }

    private static string FirstLine(string text)
    {
        string line = text.Split('\n').Select(part => part.Trim()).FirstOrDefault(part => part.Length > 0) ?? "";
        return ErrorText.Clean(line);
    }
}
