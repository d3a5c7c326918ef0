using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that process piped sessions or jobs.</summary>
public abstract class InputCmdlet : InputCmdlet<QuantumWorkspace>
{
    private protected sealed override QuantumWorkspace? ItemWorkspace => Workspace;
}

/// <summary>The base class of commands that process piped sessions or jobs, and can list several workspaces.</summary>
/// <typeparam name="T">The type of <c>-Workspace</c>.</typeparam>
public abstract class InputCmdlet<T> : WorkspaceCmdlet<T>
    where T : class
{
    internal const string IdSet = "Id";
    internal const string InputObjectSet = "InputObject";

    /// <summary>
    /// The sessions or jobs, their ids, or objects with the property Id, such as deserialized objects and rows of a CSV file. Each object
    /// is processed in its own workspace.
    /// </summary>
    // The engine prefers a default parameter set with a parameter that binds by property name, unless another set has one, too. With the
    // property name, all piped objects bind to this parameter by value.
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The workspace of the ids, and the only workspace that the objects can belong to; null if it is not specified.</summary>
    private protected abstract QuantumWorkspace? ItemWorkspace { get; }

    /// <summary>The ids that are specified as arguments.</summary>
    private protected abstract IReadOnlyList<string> Ids { get; }

    /// <summary>Interprets the arguments of the command.</summary>
    private protected ItemInput Input => field ??= new ItemInput(MyInvocation.MyCommand.Name);

    /// <summary>Explains the errors for ids that are names.</summary>
    private protected IdAdvisor Advisor => field ??= new IdAdvisor(MyInvocation.MyCommand.Name);

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        foreach (object input in Ids.Concat(InputObject.Select(item => item.Unwrap())))
        {
            await AddInputAsync(input, output, cancellationToken);
        }
    }

    /// <summary>Adds an input to the items that are processed at the same time.</summary>
    private protected virtual Task AddInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        Items.AddAsync((itemOutput, itemCancellation) => RunForInputAsync(input, itemOutput, itemCancellation));

    /// <summary>Processes an input. Its errors do not end the command.</summary>
    private protected Task RunForInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        output.RunForItemAsync(input, async () =>
        {
            try
            {
                await ProcessInputAsync(input, output, cancellationToken);
            }
            catch (QuantumServiceException e) when (input is string)
            {
                IWorkspaceClient client = await Resolver.ResolveAsync(ItemWorkspace, null, cancellationToken);
                throw await Advisor.ExplainAsync(client, (string)input, e, cancellationToken);
            }
        });

    private protected abstract Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken);
}
