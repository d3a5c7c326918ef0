using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace AzQuantumSession;

/// <summary>
/// The traces and metrics of commands and requests (docs/tracing.md). They cost nothing until a listener in the process asks for them. Only
/// the module and the model create them: the client can have its own copy of the assembly with these types, which no listener knows.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source of activities, and of the meter.</summary>
    public const string SourceName = "AzQuantumSession";

    private const string Unit = "s";

    // The advice of the semantic conventions for the duration of requests.
    private static readonly double[] RequestBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // A command that waits for jobs takes minutes or hours.
    private static readonly double[] CommandBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 900, 3600];

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = new(SourceName, Version);

    /// <summary>The source of all activities.</summary>
    public static ActivitySource Source { get; } = new(SourceName, Version);

    /// <summary>The durations of requests.</summary>
    public static Histogram<double> RequestDuration { get; } = Create("http.client.request.duration", "Duration of HTTP client requests.", RequestBoundaries);

    /// <summary>The durations of commands.</summary>
    public static Histogram<double> CommandDuration { get; } = Create("azquantumsession.command.duration", "Duration of commands.", CommandBoundaries);

    /// <summary>Starts work that can outlive its command: on another thread, without the client host of the command, and with the parent of its traces.</summary>
    public static Task<T> RunDetached<T>(Func<Task<T>> work) => Task.Run(
        async () =>
        {
            // The rest of the context stays: the current activity cannot be set again after the command has ended.
            ClientHost.Current = null;
            return await work().ConfigureAwait(false);
        },
        CancellationToken.None);

    /// <inheritdoc cref="RunDetached{T}"/>
    public static Task RunDetached(Func<Task> work) => RunDetached(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    // Advice exists from .NET 9. On .NET 8, listeners use their own boundaries.
    private static Histogram<double> Create(string name, string description, double[] boundaries)
    {
        if (typeof(Meter).Assembly.GetType("System.Diagnostics.Metrics.InstrumentAdvice`1")?.MakeGenericType(typeof(double)) is not { } type)
        {
            return Meter.CreateHistogram<double>(name, Unit, description);
        }

        object advice = Activator.CreateInstance(type)!;
        type.GetProperty("HistogramBucketBoundaries")!.SetValue(advice, boundaries);
        MethodInfo create = typeof(Meter).GetMethods().Single(method => method.Name == nameof(Meter.CreateHistogram) && method.GetParameters().Length == 5);
        return (Histogram<double>)create.MakeGenericMethod(typeof(double)).Invoke(Meter, [name, Unit, description, null, advice])!;
    }
}
