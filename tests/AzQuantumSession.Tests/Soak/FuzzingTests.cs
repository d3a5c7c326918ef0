using System.Diagnostics;
using System.Globalization;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;
using AzQuantumSession.Tests.Soak.Fuzzing;

namespace AzQuantumSession.Tests.Soak;

/// <summary>
/// Parses random texts, which are created from the corpus, with each parser that reads from outside. A parser accepts a text or throws the
/// exception that it documents.
/// </summary>
[Collection(CampaignGroup.Name)]
public sealed class FuzzingTests
{
    private const int TextsPerIteration = 50;
    private const int MaxShownText = 5000;

    // A text takes milliseconds. A parser that does not end is a defect, too.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Targets { get; } = [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Corpus_has_texts_that_are_accepted_and_texts_that_are_not(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == name);

        Assert.Equal([false, true], target.Corpus.Select(text => Parse(target, text)).Distinct().Order());
    }

    [Fact]
    public void Corpus_has_a_file_for_each_parser() => Assert.Equal(
        FuzzTargets.All.Select(target => $"{target.Name}.txt").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Soak", "Corpus")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Campaign]
    public async Task Fuzzing()
    {
        Campaign campaign = new();
        int[] texts = new int[FuzzTargets.All.Count];
        int[] accepted = new int[FuzzTargets.All.Count];
        long slowest = 0;
        await campaign.RunAsync(2, async (iteration, random) =>
        {
            int index = iteration % FuzzTargets.All.Count;
            FuzzTarget target = FuzzTargets.All[index];
            TextMutator mutator = new(random, target.Corpus);
            await Task.Run(() =>
            {
                for (int i = 0; i < TextsPerIteration; i++)
                {
                    string text = mutator.Create();
                    long start = Stopwatch.GetTimestamp();
                    if (Parse(target, text))
                    {
                        Interlocked.Increment(ref accepted[index]);
                    }

                    InterlockedMax(ref slowest, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                CompareFilter(random);
            }).WaitAsync(MaxTime, ClientFixture.Token);
            Interlocked.Add(ref texts[index], TextsPerIteration);
        });
        campaign.Add("Texts", texts.Sum());
        campaign.Add("By parser, and accepted", string.Join(", ", FuzzTargets.All.Select((target, i) => string.Create(CultureInfo.InvariantCulture, $"{target} {texts[i]} ({accepted[i]})"))));
        campaign.Add("Slowest", $"{slowest} ms");
        campaign.Report();
    }

    private static bool Parse(FuzzTarget target, string text)
    {
        try
        {
            return target.Parse(text);
        }
        catch (Exception exception)
        {
            string line = CorpusText.Encode(text);
            throw new InvalidOperationException(
                $"{target.Name} failed with a text of {text.Length} characters. Add it to the corpus: {line[..Math.Min(line.Length, MaxShownText)]}", exception);
        }
    }

    // The emulator selects the items that the filter means.
    private static void CompareFilter(Random random)
    {
        (string text, Func<TopLevelItem, bool> matches) = FilterGenerator.Create(random, 0);
        Func<TopLevelItem, bool> parsed = new FilterParser(text, FilterScope.TopLevelItems).Parse();
        foreach (string name in new[] { "vqe-h2", "it's", "a b c", "", "\u00e9" })
        {
            DateTimeOffset created = new(2026, 10, random.Next(1, 28), random.Next(24), 0, 0, TimeSpan.Zero);
            Session item = new(Guid.Empty, new SessionProperties(name, TargetCatalog.All[0], "Abort", null, null), created);
            Assert.True(parsed(item) == matches(item), $"{text}: '{name}', {created}");
        }
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (long current = Interlocked.Read(ref target); value > current; current = Interlocked.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, current);
        }
    }
}
