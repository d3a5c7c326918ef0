using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text;
using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>The capabilities of the host's window.</summary>
internal static class HostWindow
{
    private const int DefaultWidth = 80;

    /// <summary>The width of the host's window in characters; 80 if the host has no window.</summary>
    public static int Width
    {
        get
        {
            if (Runspace.DefaultRunspace is null)
            {
                return DefaultWidth;
            }

            try
            {
                // The code of a view receives the object only, and the SessionStateProxy of a runspace is not available while a pipeline
                // runs.
                object? host = ScriptBlock.Create("$Host").InvokeReturnAsIs().Unwrap();
                return (host as PSHost)?.UI?.RawUI?.WindowSize.Width is > 0 and int width ? width : DefaultWidth;
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                // Hosts without a window throw different exceptions: NotImplementedException, HostException, IOException.
                return DefaultWidth;
            }
        }
    }

    /// <summary>Whether the encoding of the console is UTF-8, so that it can show characters outside ASCII.</summary>
    public static bool IsUtf8
    {
        get
        {
            try
            {
                return Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
