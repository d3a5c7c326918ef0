using System.Management.Automation;
using System.Security;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Connections;

/// <summary>The login of Connect-AzAccount, where the Az.Accounts module is loaded in this runspace.</summary>
internal static class AzAccountsTokenProvider
{
    private const string ModuleName = "Az.Accounts";
    private const string CommandName = "Get-AzAccessToken";

    /// <summary>Gets a token. To be called on the pipeline's thread.</summary>
    /// <returns>The token; null where the module is not loaded.</returns>
    /// <exception cref="InvalidOperationException">The module gives no token; the message says why.</exception>
    public static AccountToken? GetToken(string resource, string? tenantId, CancellationToken cancellationToken)
    {
        // What waits for its own continuations must not wait for this thread.
        SynchronizationContext? own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return FindCommand() is { } command ? InvokeGetAccessToken(command, resource, tenantId, cancellationToken) : null;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
    }

    // By the module and not by the name alone: nothing is loaded for it, and it may have been imported with a prefix.
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

        // In the versions between: a plain string unless asked for otherwise.
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

    private static AccountToken ParseToken(PSObject? answer)
    {
        object? token = GetProperty(answer, "Token");
        DateTimeOffset expiresOn = GetProperty(answer, "ExpiresOn") switch
        {
            DateTimeOffset time => time,
            DateTime time => time,
            _ => DateTimeOffset.UtcNow.AddMinutes(10),
        };
        return token switch
        {
            SecureString { Length: > 0 } secret => new AccountToken(secret.Copy(), expiresOn),
            string { Length: > 0 } text => new AccountToken(SecretTransformationAttribute.ToSecureString(text), expiresOn),
            _ => throw new InvalidOperationException($"{CommandName} gave no token."),
        };
    }

    private static object? GetProperty(PSObject? answer, string property) =>
        answer?.Properties[property]?.Value is { } value ? value is PSObject wrapped ? wrapped.BaseObject : value : null;
}
