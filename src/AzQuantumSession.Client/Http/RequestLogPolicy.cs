using System.Text.RegularExpressions;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Writes each attempt to the verbose output of the host, without secrets.</summary>
internal sealed partial class RequestLogPolicy(TimeProvider time) : AsyncPolicy
{
    private static readonly string[] SafeQuery = ["filter", "orderby", "top", "skip", "providerId", "api-version"];

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (ClientHost.Current is not { IsVerbose: true } host)
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            return;
        }

        long start = time.GetTimestamp();
        string outcome = "";
        Response? response = null;
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            outcome = message.Response.Status.ToString(CultureInfo.InvariantCulture);
            response = message.Response;
        }
        catch (Exception exception)
        {
            // The reason can quote the response: a status line that is not valid.
            using RequestSecrets secrets = RequestSecrets.RemoveHead(message.Request);
            outcome = message.CancellationToken.IsCancellationRequested
                ? "cancelled"
                : TransportError.From(exception)?.Reason ?? exception.GetType().Name;
            throw;
        }
        finally
        {
            using RequestSecrets secrets = RequestSecrets.RemoveHead(message.Request);
            string milliseconds = time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            string id = response is null ? message.Request.ClientRequestId : ServiceErrorFactory.GetRequestId(response);
            host.WriteVerbose($"{message.Request.Method} {Describe(message.Request.Uri.ToUri())} -> {outcome} ({milliseconds} ms, request id {id})");
        }
    }

    /// <summary>Returns the URI without the path of the workspace, which is always the same, and without query parameters that could grant access.</summary>
    internal static string Describe(Uri uri)
    {
        string path = WorkspacePath().Replace(uri.AbsolutePath, "/.../");
        IEnumerable<string> query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => SafeQuery.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase))
            .Select(Uri.UnescapeDataString);
        string shown = string.Join('&', query);
        return MessageSanitizer.Sanitize($"{UriOrigin.Format(uri)}{path}{(shown.Length > 0 ? "?" : "")}{shown}");
    }

    [GeneratedRegex("^.*/providers/Microsoft\\.Quantum/workspaces/", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex WorkspacePath();
}
