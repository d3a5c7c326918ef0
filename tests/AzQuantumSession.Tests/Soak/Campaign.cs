using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AzQuantumSession.Tests.Soak;

/// <summary>
/// Repeats random work until its time is over, and prints its figures. Each iteration has its own random numbers, which the seed and the number
/// of the iteration determine, so that a failed iteration can be repeated alone.
/// </summary>
internal sealed class Campaign([CallerMemberName] string name = "")
{
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly List<(string Name, string Value)> _figures = [];
    private int _iterations;
    private volatile bool _failed;

    /// <summary>Runs iterations, several at the same time.</summary>
    /// <param name="workers">How many iterations run at the same time.</param>
    /// <param name="iterate">One iteration: its number, and its random numbers.</param>
    public async Task RunAsync(int workers, Func<int, Random, Task> iterate)
    {
        Console.WriteLine($"{name}: seed {SoakOptions.Seed}");
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(iterate))));
        Add("Iterations", _iterations);
        Add("Time", $"{_time.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Adds a figure to the report.</summary>
    public void Add(string figure, object value) => _figures.Add((figure, Convert.ToString(value, CultureInfo.InvariantCulture)!));

    /// <summary>Prints the figures, and writes them to out/soak.</summary>
    public void Report()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{name}, seed {SoakOptions.Seed}");
        foreach ((string figure, string value) in _figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {figure}: {value}");
        }

        Console.Write(text);
        string folder = Path.Combine(Checkout.Root, "out", "soak");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.txt"), text.ToString());
    }

    private async Task WorkAsync(Func<int, Random, Task> iterate)
    {
        while (!_failed && TryStart(out int iteration))
        {
            try
            {
                await iterate(iteration, new Random(unchecked((SoakOptions.Seed * 486_187_739) + iteration)));
            }
            catch (Exception exception)
            {
                _failed = true;
                throw new InvalidOperationException(
                    $"Iteration {iteration} failed. To repeat it: ./build.ps1 -Task Soak -Campaign {name} -Seed {SoakOptions.Seed} -Iteration {iteration}",
                    exception);
            }
        }
    }

    // The first iteration always runs.
    private bool TryStart(out int iteration)
    {
        int started = Interlocked.Increment(ref _iterations) - 1;
        iteration = SoakOptions.Iteration ?? started;
        bool starts = started == 0 || (SoakOptions.Iteration is null && _time.Elapsed < SoakOptions.Duration);
        if (!starts)
        {
            Interlocked.Decrement(ref _iterations);
        }

        return starts;
    }
}
