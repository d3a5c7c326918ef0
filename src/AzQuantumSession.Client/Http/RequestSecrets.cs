using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// The secrets that a request contains: its credential, and the signatures of the URIs in it. While the response is read, they are removed
/// from every text that <see cref="MessageSanitizer"/> prepares, because a service can repeat them.
/// </summary>
internal sealed partial class RequestSecrets : IDisposable
{
    /// <summary>The header with the key of a workspace.</summary>
    public const string ApiKeyHeader = "x-ms-quantum-api-key";

    /// <summary>The header with a token.</summary>
    public const string TokenHeader = "Authorization";

    private static readonly ConditionalWeakTable<Response, RequestHead> ByResponse = [];

    // A response is read without interruption on one thread.
    [ThreadStatic]
    private static RequestSecrets? _current;

    private readonly RequestSecrets? _outer = _current;
    private readonly Lazy<SecretFilter> _filter;

    private RequestSecrets(Func<IEnumerable<string>> find)
    {
        _filter = new(() => new SecretFilter(find()));
        _current = this;
    }

    /// <summary>Removes the secrets of a request, with those in its body, from texts, until the returned object is disposed on the same thread.</summary>
    public static RequestSecrets Remove(Request request) => new(() => RequestHead.Read(request).FindSecrets().Concat(FindSignatures(ReadBody(request))));

    /// <summary>Removes the secrets in the headers and the URI of a request, whose body can be large, until the returned object is disposed on the same thread.</summary>
    public static RequestSecrets RemoveHead(Request request) => new(() => RequestHead.Read(request).FindSecrets());

    /// <summary>Removes the signatures of a URI from texts, until the returned object is disposed on the same thread.</summary>
    public static RequestSecrets Remove(Uri uri) => new(() => FindSignatures(uri.Query));

    /// <summary>Removes secrets from texts, until the returned object is disposed on the same thread.</summary>
    public static RequestSecrets Remove(IEnumerable<string> secrets) => new(() => secrets);

    /// <summary>Keeps the secrets in the headers and the URI of a request, for texts about its response that are created later.</summary>
    // Almost no response needs this, so that the secrets are found only when a text is created. The request is disposed by then.
    public static void Keep(Response response, Request request) => ByResponse.AddOrUpdate(response, RequestHead.Read(request));

    /// <summary>Removes the kept secrets of a response from texts, until the returned object is disposed on the same thread; null if there are none.</summary>
    public static RequestSecrets? RemoveKept(Response? response) =>
        response is not null && ByResponse.TryGetValue(response, out RequestHead? head) ? new(head.FindSecrets) : null;

    /// <summary>Returns a text without the secrets of the request whose response is read.</summary>
    public static string RemoveFrom(string text) => _current?._filter.Value.Remove(text) ?? text;

    public void Dispose() => _current = _outer;

    private static string ReadBody(Request request)
    {
        using MemoryStream body = new();
        request.Content?.WriteTo(body, CancellationToken.None);
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    // Few texts have a signature, and the first regular expression of a process takes a large part of the time of a first command.
    private static IEnumerable<string> FindSignatures(string text) => text.Contains("sig=", StringComparison.OrdinalIgnoreCase)
        ? SignaturePattern().Matches(text).Select(match => Uri.UnescapeDataString(match.Groups[1].Value))
        : [];

    // In JSON, the separator before the name is escaped: \u0026sig=
    [GeneratedRegex("(?:[?&]|u0026)sig=([A-Za-z0-9%+/=_-]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SignaturePattern();

    /// <summary>The parts of a request that can contain secrets, without its body.</summary>
    private sealed class RequestHead(string? key, string? authorization, string query)
    {
        public static RequestHead Read(Request request) => new(ReadHeader(request, ApiKeyHeader), ReadHeader(request, TokenHeader), request.Uri.Query);

        public IEnumerable<string> FindSecrets() =>
            new[] { key, authorization }.OfType<string>().Select(value => value.Split(' ')[^1]).Concat(FindSignatures(query));

        private static string? ReadHeader(Request request, string name) => request.Headers.TryGetValue(name, out string? value) ? value : null;
    }
}
