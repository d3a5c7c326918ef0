namespace AzQuantumSession.Tests.Soak.Fuzzing;

/// <summary>A parser that reads text from outside.</summary>
/// <param name="Name">The name, which is also the name of the file with its corpus.</param>
/// <param name="Parse">Parses a text, and asserts what is true for any text. Returns whether the text was accepted.</param>
internal sealed record FuzzTarget(string Name, Func<string, bool> Parse)
{
    private readonly Lazy<string[]> _corpus = new(() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Soak", "Corpus", $"{Name}.txt")).Select(CorpusText.Decode)]);

    /// <summary>The texts of the corpus: valid texts, texts that are almost valid, and all texts that have failed.</summary>
    public IReadOnlyList<string> Corpus => _corpus.Value;

    public override string ToString() => Name;
}
