using System.Reflection;
using System.Runtime.InteropServices;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Sets the User-Agent header: <c>AzQuantumSession/1.2.3 (PowerShell/7.4.6; Linux)</c>.</summary>
internal sealed class UserAgentPolicy(string? host) : HttpPipelineSynchronousPolicy
{
    private static readonly string Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0";

    private readonly string _value = $"AzQuantumSession/{Version} ({string.Join("; ", Comment(host))})";

    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("User-Agent", _value);

    private static IEnumerable<string> Comment(string? host)
    {
        string clean = Clean(host);
        if (clean.Length > 0)
        {
            yield return clean;
        }

        yield return Clean(RuntimeInformation.OSDescription);
    }

    // A header comment must not contain its own delimiters or characters other than printable ASCII.
    private static string Clean(string? text) =>
        string.Concat((text ?? "").Where(c => c is >= ' ' and <= '~' and not ('(' or ')' or '\\'))).Trim();
}
