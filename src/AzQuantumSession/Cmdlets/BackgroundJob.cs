using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Runs a command again, as a thread job of PowerShell with its own connections.</summary>
internal sealed class BackgroundJob
{
    private const string StartCommand = "Start-ThreadJob";

    private readonly PSCmdlet _cmdlet;
    private readonly Hashtable _parameters;
    private readonly Dictionary<IWorkspaceClient, IWorkspaceClient> _duplicates = [];
    private readonly QuantumWorkspace? _default;

    /// <summary>Prepares a job with the parameters of a command.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="workspace">The workspace of the command; null if it is not connected.</param>
    public BackgroundJob(PSCmdlet cmdlet, QuantumWorkspace? workspace)
    {
        _cmdlet = cmdlet;
        _parameters = new Hashtable(cmdlet.MyInvocation.BoundParameters, StringComparer.OrdinalIgnoreCase);
        SetParameter("AsJob", null);
        SetParameter("Workspace", null);
        _default = workspace?.Client is { } client ? Duplicate(client).Workspace : workspace;
    }

    /// <summary>Sets a parameter of the command in the job; null to omit the parameter.</summary>
    public void SetParameter(string name, object? value)
    {
        if (value is null)
        {
            _parameters.Remove(name);
        }
        else
        {
            _parameters[name] = value;
        }
    }

    /// <summary>Returns a copy of a session or job that has the connection of the job. Returns other objects unchanged.</summary>
    public object Rebind(object item) => item.Unwrap() switch
    {
        QuantumSession { Client: { } client } session => session.WithClient(Duplicate(client)),
        QuantumSessionJob { Client: { } client } job => job.WithClient(Duplicate(client)),
        _ => item,
    };

    /// <summary>Starts the job.</summary>
    /// <param name="scriptBlock">The script block parameter of the command, which the job compiles again; null if there is none.</param>
    /// <returns>The job.</returns>
    /// <exception cref="CmdletException">PowerShell's module for thread jobs is not available.</exception>
    public object Start(ScriptBlock? scriptBlock = null)
    {
        string command = _cmdlet.MyInvocation.MyCommand.Name;
        SetParameter("ScriptBlock", null);
        if (_parameters.ContainsKey("Confirm") || scriptBlock is not null)
        {
            // The user confirmed before the job started, and a job cannot prompt.
            _parameters["Confirm"] = false;
        }

        string block = scriptBlock is null ? "" : $" -ScriptBlock {{{scriptBlock}}}";
        var script = ScriptBlock.Create(
            $$"""
            param($Module, $Connect, $Parameters)
            Import-Module -Name $Module
            $Connect.Invoke()
            try { {{command}} @Parameters{{block}} } finally { Disconnect-AzQuantumWorkspace }
            """);
        string module = Path.Combine(_cmdlet.MyInvocation.MyCommand.Module.ModuleBase, "AzQuantumSession.psd1");
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(StartCommand)
            .AddParameter("Name", command)
            .AddParameter("ScriptBlock", script)
            .AddParameter("ArgumentList", new object[] { module, (Action)Connect, _parameters });
        try
        {
            return shell.Invoke()[0];
        }
        catch (CommandNotFoundException)
        {
            DisposeDuplicates();
            throw new CmdletException(
                ErrorIds.ThreadJobNotFound,
                ErrorCategory.NotInstalled,
                $"-AsJob needs the command {StartCommand} of the module Microsoft.PowerShell.ThreadJob, which is not available in this session. "
                + "Install it with Install-PSResource Microsoft.PowerShell.ThreadJob, or omit -AsJob.")
            {
                IsTerminating = true,
            };
        }
    }

    // Runs in the runspace of the job, whose end closes the connections.
    private void Connect()
    {
        ConnectionStore connections = ConnectionStore.Current;
        foreach (IWorkspaceClient client in _duplicates.Values)
        {
            connections.Add(client.Workspace);
        }

        if (_default is not null)
        {
            connections.SetDefault(_default);
        }
    }

    private IWorkspaceClient Duplicate(IWorkspaceClient client) =>
        _duplicates.TryGetValue(client, out IWorkspaceClient? known) ? known : _duplicates[client] = client.Duplicate();

    private void DisposeDuplicates()
    {
        foreach (IWorkspaceClient client in _duplicates.Values)
        {
            client.Dispose();
        }
    }
}
