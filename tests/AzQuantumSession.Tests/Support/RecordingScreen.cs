using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Support;

/// <summary>A window that records what is written to it.</summary>
internal sealed class RecordingScreen : IScreen
{
    private readonly List<string> _writes = [];

    public int Width { get; set; } = 80;

    public int Height { get; set; } = 24;

    public bool IsUtf8 { get; init; } = true;

    public bool CanRedraw { get; init; }

    /// <summary>The writes, one for each update of a drawing.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_writes)
            {
                return [.. _writes];
            }
        }
    }

    // East Asian characters of the tests take two columns, as in a terminal.
    public int Measure(string text) => text.Sum(character => character is >= '\u4E00' and <= '\u9FFF' ? 2 : 1);

    public void Write(string text)
    {
        lock (_writes)
        {
            _writes.Add(text);
        }
    }
}
