using Microsoft.Identity.Client;

namespace Fixtures;

/// <summary>Uses MSAL.</summary>
internal static class MsalLibrary
{
    public static IConfidentialClientApplication CreateApplication() => ConfidentialClientApplicationBuilder
        .Create(Guid.NewGuid().ToString())
        .WithTenantId(Guid.NewGuid().ToString())
        .WithClientSecret("fixture")
        .Build();
}
