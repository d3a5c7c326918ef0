using System.Globalization;
using System.Reflection;

namespace AzQuantumSession.Tests.Soak;

/// <summary>What the task Soak of build.ps1 sets with environment variables.</summary>
internal static class SoakOptions
{
    // The tests of a build run the short form.
    private const double DefaultSeconds = 120;

    private const int TestSeed = 1;

    /// <summary>The time of each campaign: an equal share of AZQS_SOAK_SECONDS, which is the time of all.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds((Read("AZQS_SOAK_SECONDS") ?? DefaultSeconds) / CountCampaigns());

    /// <summary>The start of all random numbers. Default: a new one; in a test run always the same one, so that a change and not chance fails the tests.</summary>
    public static int Seed { get; } = (int?)Read("AZQS_SOAK_SEED") ?? (Read("AZQS_SOAK_SECONDS") is null ? TestSeed : Random.Shared.Next());

    /// <summary>The only iteration to run, to repeat a failure. Default: iterations until the time is over.</summary>
    public static int? Iteration { get; } = (int?)Read("AZQS_SOAK_ITERATION");

    private static double? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static int CountCampaigns() =>
        typeof(SoakOptions).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Count(method => method.IsDefined(typeof(CampaignAttribute)));
}
