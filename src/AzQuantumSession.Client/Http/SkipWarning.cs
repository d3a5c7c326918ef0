namespace AzQuantumSession.Client.Http;

/// <summary>Warns that items of a list were skipped: once for all of its pages.</summary>
/// <param name="request">The description of the requests.</param>
internal sealed class SkipWarning(RequestDescription request)
{
    private int _isWritten;

    /// <summary>Writes the warning, unless it was written.</summary>
    /// <param name="item">What was skipped, as it appears after "contains".</param>
    /// <param name="response">The response with the item.</param>
    public void Write(string item, Response response)
    {
        if (Interlocked.Exchange(ref _isWritten, 1) == 0)
        {
            ClientHost.Current?.WriteWarning(
                $"The response to the request to {request.Action} contains {item}. It was skipped (request id {ServiceErrorFactory.GetRequestId(response)}).");
        }
    }
}
