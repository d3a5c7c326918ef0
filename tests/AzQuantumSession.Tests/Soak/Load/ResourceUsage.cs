using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;

namespace AzQuantumSession.Tests.Soak.Load;

/// <summary>What this process uses while no command runs.</summary>
/// <param name="Memory">The live managed memory, in bytes.</param>
/// <param name="Handles">The file descriptors, or the handles on Windows.</param>
/// <param name="Sockets">The open connections to the emulator.</param>
/// <param name="Threads">The threads.</param>
internal sealed record ResourceUsage(long Memory, int Handles, int Sockets, int Threads)
{
    /// <summary>Connections, threads of the pool, and files come and go. A leak of one per iteration exceeds this in seconds.</summary>
    private const int MaxGrowth = 60;

    /// <summary>Compiled code, and caches that are not full after the warm-up.</summary>
    private const long MaxMemoryGrowth = 2_000_000;

    /// <summary>The growth for each iteration, which is less than the smallest object of a session or job.</summary>
    private const long MaxMemoryGrowthPerIteration = 128;

    // Idle threads of the pool and their handles end after about 20 seconds.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task<ResourceUsage> MeasureAsync(int port)
    {
        // Objects with finalizers are collected after they are finalized.
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        using var process = Process.GetCurrentProcess();
        return new ResourceUsage(
            GC.GetTotalMemory(forceFullCollection: true),
            OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount,
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
                .Count(connection => connection.RemoteEndPoint.Port == port && connection.State == TcpState.Established),
            process.Threads.Count);
    }

    /// <summary>Measures until a condition is met, or the process has settled.</summary>
    public static async Task<ResourceUsage> MeasureUntilAsync(int port, Func<ResourceUsage, bool> isSettled)
    {
        long start = Stopwatch.GetTimestamp();
        ResourceUsage usage = await MeasureAsync(port);
        while (!isSettled(usage) && Stopwatch.GetElapsedTime(start) < SettlingTime)
        {
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
            usage = await MeasureAsync(port);
        }

        return usage;
    }

    /// <summary>Returns what has grown, or null if nothing has grown more than it may.</summary>
    public string? FindGrowth(ResourceUsage before, int iterations)
    {
        long allowed = MaxMemoryGrowth + (MaxMemoryGrowthPerIteration * iterations);
        return Memory - before.Memory > allowed ? $"Memory: {Memory - before.Memory} bytes in {iterations} iterations, and {allowed} are allowed."
            : Handles - before.Handles > MaxGrowth ? $"Handles: {before.Handles}, and then {Handles}."
            : Sockets - before.Sockets > MaxGrowth ? $"Sockets: {before.Sockets}, and then {Sockets}."
            : Threads - before.Threads > MaxGrowth ? $"Threads: {before.Threads}, and then {Threads}."
            : null;
    }

    public void AddTo(Campaign campaign, string moment) => campaign.Add($"Usage {moment}", string.Create(
        CultureInfo.InvariantCulture, $"{Memory / 1e6:0.0} MB, {Handles} handles, {Sockets} connections, {Threads} threads"));
}
