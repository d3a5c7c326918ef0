using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>The program of the emulator, which is in a module of its own.</summary>
/// <param name="Host">The path of <c>dotnet</c>, which runs the program.</param>
/// <param name="Path">The path of the program.</param>
internal sealed record EmulatorProgram(string Host, string Path)
{
    private const string ModuleName = "AzQuantumSession.Emulator";

    /// <summary>Finds the program in the module that is imported, or installed, in the version of this module.</summary>
    /// <param name="cmdlet">The command that needs it.</param>
    /// <exception cref="CmdletException">The module or <c>dotnet</c> is not installed.</exception>
    public static EmulatorProgram Find(PSCmdlet cmdlet)
    {
        Version version = cmdlet.MyInvocation.MyCommand.Module.Version;
        PSModuleInfo[] modules = [.. ListModules(isImported: true), .. ListModules(isImported: false)];
        PSModuleInfo module = modules.FirstOrDefault(candidate => candidate.Version == version) ?? throw CreateError(version, modules);
        CommandInfo host = cmdlet.InvokeCommand.GetCommand("dotnet", CommandTypes.Application) ?? throw new CmdletException(
            ErrorIds.EmulatorNotInstalled,
            ErrorCategory.NotInstalled,
            $"The emulator runs on the ASP.NET Core Runtime, and the program 'dotnet' is not in PATH. {EmulatorRuntime.Action}",
            recommendedAction: EmulatorRuntime.Action)
        {
            IsTerminating = true,
        };
        return new EmulatorProgram(host.Source, System.IO.Path.Combine(module.ModuleBase, "program", $"{ModuleName}.dll"));
    }

    private static IReadOnlyList<PSModuleInfo> ListModules(bool isImported)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Core\\Get-Module").AddParameter("Name", ModuleName).AddParameter("ListAvailable", !isImported);
        return [.. shell.Invoke<PSModuleInfo>()];
    }

    private static CmdletException CreateError(Version version, PSModuleInfo[] others)
    {
        string action = $"Install it: Install-PSResource {ModuleName} -Version {version}";
        string found = others.Length == 0
            ? "is not installed"
            : $"is not installed in version {version} (installed: {string.Join(", ", others.Select(module => module.Version).Distinct())})";
        return new CmdletException(
            ErrorIds.EmulatorNotInstalled, ErrorCategory.NotInstalled, $"The emulator is in the module {ModuleName}, which {found}. {action}", ModuleName, action)
        {
            IsTerminating = true,
        };
    }
}
