using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The runtime that the emulator needs, which PowerShell does not contain.</summary>
internal static class EmulatorRuntime
{
    public const string Action = "Install the ASP.NET Core Runtime 10 or later, or the .NET SDK, from https://dot.net/download.";

    // The exit code of "dotnet" for a program whose framework is missing: FrameworkMissingFailure. Unix systems keep the last byte only.
    private const int FrameworkMissing = 0x96;

    /// <summary>Creates the error for an emulator that ended before it accepted requests.</summary>
    /// <param name="exitCode">The exit code of its process.</param>
    /// <param name="text">What it wrote to its standard error.</param>
    public static CmdletException CreateError(int exitCode, string text) => (exitCode & 0xFF) == FrameworkMissing
        ? new CmdletException(
            ErrorIds.EmulatorNotInstalled,
            ErrorCategory.NotInstalled,
            $"The emulator runs on the ASP.NET Core Runtime, which is not installed in a suitable version. {Action}",
            recommendedAction: Action)
        {
            IsTerminating = true,
        }
        : new CmdletException(
            ErrorIds.EmulatorNotStarted, ErrorCategory.OpenError, $"The emulator did not start, and its exit code is {exitCode}. {text.Trim()}".TrimEnd())
        {
            IsTerminating = true,
        };
}
