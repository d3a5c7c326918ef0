using System.Security;
using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Adds the workspace's key to requests to the origin of the endpoint, and removes it from all other requests.</summary>
internal sealed class ApiKeyPolicy(SecureString key, Uri endpoint) : HttpPipelineSynchronousPolicy
{
    private const string Header = "x-ms-quantum-api-key";

    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.Remove(Header);
        if (UriOrigin.IsSame(message.Request.Uri.ToUri(), endpoint))
        {
            message.Request.Headers.SetValue(Header, SecureStringExtensions.ToPlainText(key));
        }
    }
}
