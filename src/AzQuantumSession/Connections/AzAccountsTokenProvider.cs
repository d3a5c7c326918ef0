using System.Security;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Connections;

/// <summary>Gets tokens for the account of Connect-AzAccount from the Az.Accounts module, if it is loaded in this runspace.</summary>
internal static class AzAccountsTokenProvider
{
    private const string ModuleName = "Az.Accounts";
    private const string CommandName = "Get-AzAccessToken";

    /// <summary>Gets a token. Must be called on the pipeline thread.</summary>
    /// <returns>The token; null if the module is not loaded.</returns>
    /// <exception cref="InvalidOperationException">The module returns no token. The message contains the reason.</exception>
    public static AccountToken? GetToken(string resource, string? tenantId, CancellationToken cancellationToken)
    {
        // Get-AzAccessToken waits synchronously, so its continuations must not be posted to this thread.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return FindCommand() is { } command ? InvokeGetAccessToken(command, resource, tenantId, cancellationToken) : null;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    // Searches the exported commands of the loaded module: a search by name could load the module, and would not find a command that was
    // imported with a prefix.
    private static CommandInfo? FindCommand()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Core\\Get-Module").AddParameter("Name", ModuleName);
        return shell.Invoke<PSModuleInfo>()
            .SelectMany(module => module.ExportedCommands.Values)
            .FirstOrDefault(command => string.Equals(command.Name, CommandName, StringComparison.OrdinalIgnoreCase));
    }

    private static AccountToken InvokeGetAccessToken(CommandInfo command, string resource, string? tenantId, CancellationToken cancellationToken)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command)
            .AddParameter("ResourceUrl", resource)
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .AddParameter("WarningAction", ActionPreference.SilentlyContinue)
            .AddParameter("InformationAction", ActionPreference.SilentlyContinue)
            .AddParameter("Verbose", false)
            .AddParameter("Debug", false);
        if (tenantId is not null)
        {
            shell.AddParameter("TenantId", tenantId);
        }

        // Versions that have this switch return a plain string without it.
        if (command.Parameters.ContainsKey("AsSecureString"))
        {
            shell.AddParameter("AsSecureString", true);
        }

        using CancellationTokenRegistration stop = cancellationToken.Register(() => shell.BeginStop(null, null));
        try
        {
            return ParseToken(shell.Invoke().FirstOrDefault());
        }
        catch (PipelineStoppedException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (RuntimeException e)
        {
            throw new InvalidOperationException(e.ErrorRecord?.Exception?.Message ?? e.Message, e);
        }
    }

    private static AccountToken ParseToken(PSObject? response)
    {
        object? token = GetProperty(response, "Token");
        DateTimeOffset expiresOn = GetProperty(response, "ExpiresOn") switch
        {
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(time),
            _ => DateTimeOffset.UtcNow.AddMinutes(10),
        };
        return token switch
        {
            SecureString { Length: > 0 } secret => new AccountToken(secret.Copy(), expiresOn),
            string { Length: > 0 } text => new AccountToken(SecretTransformationAttribute.ToSecureString(text), expiresOn),
            _ => throw new InvalidOperationException($"{CommandName} returned no token."),
        };
    }

    private static object? GetProperty(PSObject? response, string property) =>
        response?.Properties[property]?.Value is { } value ? value.Unwrap() : null;
}
