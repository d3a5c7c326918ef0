using AzQuantumSession.Completion;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that process sessions or jobs, specified by id or as objects.</summary>
public abstract class ItemCmdlet : InputCmdlet
{
    /// <summary>The ids of the sessions or jobs.</summary>
    // ByPropertyName allows a script block that computes the id: Import-Csv sessions.csv | Stop-AzQuantumSession -Id { $_.SessionId }
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    private protected sealed override IReadOnlyList<string> Ids => Id;
}
