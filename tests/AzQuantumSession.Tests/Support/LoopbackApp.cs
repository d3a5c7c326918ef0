using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AzQuantumSession.Tests.Support;

/// <summary>A web server on free ports of 127.0.0.1 that only calls a delegate.</summary>
internal static class LoopbackApp
{
    /// <summary>Creates a server.</summary>
    /// <param name="ports">The number of ports.</param>
    public static WebApplication Create(int ports = 1)
    {
        // Without the defaults: they watch files, and systems limit the number of watchers.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls([.. Enumerable.Repeat("http://127.0.0.1:0", ports)]);
        return builder.Build();
    }

    /// <summary>Starts a server, and returns the URI of each port.</summary>
    public static async Task<IReadOnlyList<Uri>> StartAsync(WebApplication app, RequestDelegate respond)
    {
        app.Run(respond);
        await app.StartAsync();
        return [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address + "/"))];
    }
}
