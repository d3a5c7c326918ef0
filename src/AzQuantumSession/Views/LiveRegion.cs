using System.Text;

namespace AzQuantumSession.Views;

/// <summary>Lines at the end of the window that replace themselves.</summary>
internal sealed class LiveRegion(IScreen screen)
{
    private const string ClearToEndOfLine = "\e[K";
    private const string ClearToEndOfScreen = "\e[J";

    private int _height;
    private int _width;

    /// <summary>Replaces the lines. Lines that the window has no room for are omitted at the beginning.</summary>
    public void Update(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder(MoveToStart());
        // The cursor needs a line of its own below the region.
        string[] shown = [.. lines.TakeLast(Math.Max(1, screen.Height - 1))];
        foreach (string line in shown)
        {
            text.Append(line).Append(ClearToEndOfLine).Append('\n');
        }

        // One write, so that the window shows no incomplete drawing.
        screen.Write(text.Append(ClearToEndOfScreen).ToString());
        _height = shown.Length;
        _width = screen.Width;
    }

    /// <summary>Removes the lines.</summary>
    public void Clear()
    {
        if (_height > 0)
        {
            screen.Write(MoveToStart() + ClearToEndOfScreen);
            _height = 0;
        }
    }

    // After a change of the width, the terminal has wrapped the lines, and their number is not known. A new region begins below.
    private string MoveToStart() => _height == 0 || _width != screen.Width ? "" : $"\r\e[{_height}A";
}
