using System.Security;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>Puts the workspace's key on requests to the origin that it is meant for, and on no others.</summary>
internal sealed class ApiKeyPolicy(SecureString key, Uri endpoint) : HttpPipelineSynchronousPolicy
{
    private const string Header = "x-ms-quantum-api-key";

    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.Remove(Header);
        if (Origin.Same(message.Request.Uri.ToUri(), endpoint))
        {
            message.Request.Headers.SetValue(Header, SecureText.Reveal(key));
        }
    }
}
