using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The options of a runspace.</summary>
internal sealed record EngineSessionOptions
{
    /// <summary>The width of the host's window, in characters.</summary>
    public int Width { get; init; } = 120;

    public PSLanguageMode LanguageMode { get; init; } = PSLanguageMode.FullLanguage;

    /// <summary>
    /// Commands of PowerShell's modules that the test uses, such as <c>Select-Object</c>. The engine alone doesn't have them, and the
    /// module doesn't need them.
    /// </summary>
    public IReadOnlyDictionary<string, Type> Commands { get; init; } = new Dictionary<string, Type>();

    public InitialSessionState CreateSessionState()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.LanguageMode = LanguageMode;
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows())
        {
            // The default of the engine on a Windows client, Restricted, does not load the views. PowerShell has this policy.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        }

        state.ImportPSModule([EngineSession.ModulePath]);
        foreach ((string name, Type type) in Commands)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, helpFileName: null));
        }

        return state;
    }
}
