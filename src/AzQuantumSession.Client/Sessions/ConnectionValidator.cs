using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Sessions;

/// <summary>Validates the endpoint, the credential, and the role of a connection with one inexpensive request and a short timeout.</summary>
internal sealed class ConnectionValidator(ApiClient api, WorkspaceUriBuilder uriBuilder, HttpSettings settings)
{
    private const string PageSize = "1";

    public async Task ValidateAsync(CancellationToken cancellationToken)
    {
        RequestDescription request = new("list sessions");
        using CancellationTokenSource timeoutSource = new(settings.ValidationTimeout, settings.TimeProvider);
        using CancellationTokenSource linkedSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeoutSource.Token);
        try
        {
            await api.SendAsync(
                RequestMethod.Get, uriBuilder.Build("sessions", ("top", PageSize)), null, SessionsJsonContext.Instance.ListPageSessionDto, request, linkedSource.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            const string Action = "Check the network and the service's status page, or use -SkipValidation to connect without this request.";
            string seconds = settings.ValidationTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new QuantumServiceException(
                QuantumErrorKind.Timeout, $"{uriBuilder.HostAndPort} did not respond to the request to {request.Action} within {seconds} s.{api.Errors.Hint?.Problem} {Action}", exception)
            {
                RecommendedAction = Action,
            };
        }
    }
}
