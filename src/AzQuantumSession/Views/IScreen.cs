using System.Management.Automation.Host;

namespace AzQuantumSession.Views;

/// <summary>The window that a drawing appears in.</summary>
internal interface IScreen
{
    /// <summary>The width in characters.</summary>
    int Width { get; }

    /// <summary>The height in lines.</summary>
    int Height { get; }

    /// <summary>Whether the encoding is UTF-8, so that the window can show characters outside ASCII.</summary>
    bool IsUtf8 { get; }

    /// <summary>Whether the window moves the cursor on request, so that a drawing can replace itself, and shows colors. False if the output is redirected.</summary>
    bool CanRedraw { get; }

    /// <summary>The number of columns that a text takes. East Asian characters take two.</summary>
    int Measure(string text);

    /// <summary>Writes to the window, and not to the pipeline.</summary>
    void Write(string text);
}

/// <summary>The window of a PowerShell host.</summary>
internal sealed class HostScreen(PSHost host) : IScreen
{
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;

    public int Width => Read(ui => ui.WindowSize.Width, DefaultWidth);

    public int Height => Read(ui => ui.WindowSize.Height, DefaultHeight);

    public bool IsUtf8 => HostWindow.IsUtf8;

    public bool CanRedraw => host.UI is { SupportsVirtualTerminal: true } && !Console.IsOutputRedirected;

    public int Measure(string text) => Read(ui => ui.LengthInBufferCells(text), text.Length);

    public void Write(string text) => host.UI.Write(text);

    private int Read(Func<PSHostRawUserInterface, int> read, int defaultValue)
    {
        try
        {
            return host.UI?.RawUI is { } ui && read(ui) is > 0 and int value ? value : defaultValue;
        }
        catch (Exception e) when (e is NotImplementedException or HostException or IOException)
        {
            // The host has no window.
            return defaultValue;
        }
    }
}
