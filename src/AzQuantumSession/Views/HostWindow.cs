using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text;

namespace AzQuantumSession.Views;

/// <summary>What can be drawn where the output goes to.</summary>
internal static class HostWindow
{
    private const int DefaultWidth = 80;

    /// <summary>The width of the host's window in characters; 80 where the host has none.</summary>
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
                // A view's code gets the object and nothing else. The runspace's own way to its variables
                // (SessionStateProxy) is closed while a pipeline runs, which is always so here.
                object? host = PropertyReader.Unwrap(ScriptBlock.Create("$Host").InvokeReturnAsIs());
                return (host as PSHost)?.UI?.RawUI?.WindowSize.Width is > 0 and int width ? width : DefaultWidth;
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                // A host that cannot draw says so in any way it likes: NotImplementedException, HostException, IOException.
                return DefaultWidth;
            }
        }
    }

    /// <summary>Whether characters outside ASCII arrive: whether the console's encoding is UTF-8.</summary>
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
