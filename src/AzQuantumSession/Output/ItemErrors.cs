namespace AzQuantumSession.Output;

/// <summary>One error per failed item, then on to the next.</summary>
internal static class ItemErrors
{
    /// <summary>Works on one item; a failure that concerns only this item is written as an error.</summary>
    /// <param name="output">Where the error goes.</param>
    /// <param name="target">The id or object that the error is about.</param>
    /// <param name="work">The work.</param>
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
