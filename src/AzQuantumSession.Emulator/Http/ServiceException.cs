namespace AzQuantumSession.Emulator.Http;

/// <summary>An error response in the form of the service: <c>{"error":{"code","message","target"?}}</c>.</summary>
internal sealed class ServiceException(int status, string code, string message, string? target = null) : Exception(message)
{
    public EndpointResponse Response { get; } = EndpointResponse.Error(status, code, message, target);

    public static ServiceException InvalidInput(string message, string? target = null) => BadRequest("InvalidInput", message, target);

    public static ServiceException InvalidJob(string message) => BadRequest("InvalidJobDefinition", message);

    public static ServiceException BadRequest(string code, string message, string? target = null) =>
        new(StatusCodes.Status400BadRequest, code, message, target);

    public static ServiceException NotFound(string code, string message) => new(StatusCodes.Status404NotFound, code, message);

    public static ServiceException Conflict(string message) => new(StatusCodes.Status409Conflict, "ResourceAlreadyExists", message);
}
