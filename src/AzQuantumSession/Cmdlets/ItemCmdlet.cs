using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that process sessions or jobs, specified by id or as objects.</summary>
/// <typeparam name="T"><see cref="QuantumSession"/> or <see cref="QuantumSessionJob"/>.</typeparam>
public abstract class ItemCmdlet<T> : WorkspaceCmdlet
    where T : class
{
    internal const string IdSet = "Id";
    internal const string InputObjectSet = "InputObject";

    /// <summary>The ids of the sessions or jobs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The sessions or jobs. Each object is processed in its own workspace.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public T[] InputObject { get; set; } = [];
}
