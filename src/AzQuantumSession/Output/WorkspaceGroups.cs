namespace AzQuantumSession.Output;

/// <summary>
/// Groups the objects of several workspaces in tables. The type name that the objects get has a property in
/// <c>AzQuantumSession.Types.ps1xml</c> that the tables group by. Other objects don't have the property, so their tables have no headings.
/// </summary>
internal static class WorkspaceGroups
{
    internal const string TypeName = "AzQuantumSession.GroupedByWorkspace";

    /// <summary>Adds the type name to an object, and returns the object.</summary>
    public static T GroupByWorkspace<T>(this T item)
        where T : class
    {
        // At the end, so that Get-Member and errors show the type of the object.
        PSObject.AsPSObject(item).TypeNames.Add(TypeName);
        return item;
    }
}
