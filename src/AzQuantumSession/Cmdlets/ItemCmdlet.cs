using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>A command that works on sessions or jobs, given by their ids or as objects.</summary>
/// <typeparam name="T"><see cref="QuantumSession"/> or <see cref="QuantumSessionJob"/>.</typeparam>
public abstract class ItemCmdlet<T> : WorkspaceCmdlet
    where T : class
{
    internal const string IdSet = "Id";
    internal const string InputObjectSet = "InputObject";

    /// <summary>The ids.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The objects. Each is used in the workspace that it came from.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public T[] InputObject { get; set; } = [];
}
