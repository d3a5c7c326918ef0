using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace Fixtures;

/// <summary>Uses the Azure libraries as a module does: a pipeline, a credential, an MSAL application, and JSON.</summary>
internal static class AzureLibraries
{
    public static IEnumerable<UsedAssembly> Use()
    {
        HttpPipeline pipeline = HttpPipelineBuilder.Build(new Options());
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri("https://example.org/"));
        ClientSecretCredential credential = new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), "fixture");
        string json = JsonSerializer.Serialize(new { Uri = message.Request.Uri.ToString(), MsalLibrary.CreateApplication().AppConfig.ClientId });
        if (!json.Contains("example.org", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(json);
        }

        return
        [
            UsedAssembly.FromType(typeof(HttpPipeline)),
            UsedAssembly.FromType(credential.GetType()),
            UsedAssembly.FromType(typeof(ConfidentialClientApplicationBuilder)),
            UsedAssembly.FromType(typeof(JsonSerializer)),
        ];
    }

    private sealed class Options : ClientOptions;
}
