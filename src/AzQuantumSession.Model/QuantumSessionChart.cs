namespace AzQuantumSession;

/// <summary>A drawing of a session, for a window.</summary>
public sealed class QuantumSessionChart : QuantumObject
{
    internal QuantumSessionChart(QuantumSession session, string text, string coloredText)
    {
        Session = session;
        Text = text;
        ColoredText = coloredText;
    }

    /// <summary>The session that was drawn, with its jobs and their <see cref="QuantumSession.Timing"/>.</summary>
    public QuantumSession Session { get; }

    /// <summary>The lines of the drawing, without colors.</summary>
    public string Text { get; }

    /// <summary>The lines of the drawing, with control sequences for colors if the window can show them.</summary>
    internal string ColoredText { get; }

    /// <summary>Returns the drawing as text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
