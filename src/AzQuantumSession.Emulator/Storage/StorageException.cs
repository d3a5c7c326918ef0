using System.Text;
using System.Xml.Linq;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>An error response in the XML form of Azure Storage.</summary>
internal sealed class StorageException(int status, string code, string message) : Exception(message)
{
    public static StorageException ContainerNotFound() =>
        new(StatusCodes.Status404NotFound, "ContainerNotFound", "The specified container does not exist.");

    public static StorageException PermissionMismatch() =>
        new(StatusCodes.Status403Forbidden, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");

    public static StorageException UnsupportedParameter(string name) =>
        BadRequest("InvalidQueryParameterValue", $"Value for the query parameter '{name}' is missing, invalid or not supported for this operation.");

    public static StorageException BadRequest(string code, string message) => new(StatusCodes.Status400BadRequest, code, message);

    public async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.Headers["x-ms-error-code"] = code;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.ContentLength = 0;
            return;
        }

        var error = new XElement("Error", new XElement("Code", code), new XElement("Message", Message));
        byte[] bytes = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{error.ToString(SaveOptions.DisableFormatting)}");
        response.ContentType = "application/xml";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
