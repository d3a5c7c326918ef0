namespace AzQuantumSession.Output;

/// <summary>Reports errors item by item, so that a command can continue with the next item.</summary>
internal static class ItemErrors
{
    /// <summary>Processes one item. A failure that concerns only this item is written as an error.</summary>
    /// <param name="output">Receives the error.</param>
    /// <param name="target">The id or object that the error is about.</param>
    /// <param name="work">Processes the item.</param>
    public static async Task RunForItemAsync(this ICmdletOutput output, object target, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is QuantumServiceException or CmdletException { IsTerminating: false })
        {
            output.WriteError(ErrorMapper.ToError(e, target));
        }
    }
}
