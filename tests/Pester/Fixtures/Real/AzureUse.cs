using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace Fixtures;

/// <summary>Uses the Azure libraries as a module does: a pipeline, a credential, a client of MSAL, some JSON.</summary>
internal static class AzureUse
{
    public static IEnumerable<UsedAssembly> Run()
    {
        HttpPipeline pipeline = HttpPipelineBuilder.Build(new Options());
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri("https://example.org/"));
        ClientSecretCredential credential = new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), "fixture");
        IConfidentialClientApplication application = ConfidentialClientApplicationBuilder
            .Create(Guid.NewGuid().ToString())
            .WithTenantId(Guid.NewGuid().ToString())
            .WithClientSecret("fixture")
            .Build();
        string json = JsonSerializer.Serialize(new { Address = message.Request.Uri.ToString(), application.AppConfig.ClientId });
        if (!json.Contains("example.org", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(json);
        }

        return
        [
            UsedAssembly.Of(typeof(HttpPipeline)),
            UsedAssembly.Of(credential.GetType()),
            UsedAssembly.Of(typeof(ConfidentialClientApplicationBuilder)),
            UsedAssembly.Of(typeof(JsonSerializer)),
        ];
    }

    private sealed class Options : ClientOptions;
}
