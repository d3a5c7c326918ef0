using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>The last columns of a session, a job, or the result of a job in a table.</summary>
/// <param name="Target">The target.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">The id.</param>
internal sealed record ItemColumns(string Target, string Name, string Id)
{
    // The widths in AzQuantumSession.Format.ps1xml: of the columns before, with their separators, and of the targets. A longer target moves
    // the name to the right.
    private const int PrecedingWidth = 42;
    private const int TargetWidth = 20;

    public static ItemColumns Read(PSObject item) => item.BaseObject is IWorkspaceItem workspaceItem
        ? Create(workspaceItem.Target, workspaceItem.Name, workspaceItem.Id)
        : Create(
            item.Text(nameof(IWorkspaceItem.Target)),
            item.Text(nameof(IWorkspaceItem.Name)),
            item.Text(nameof(IWorkspaceItem.Id)) ?? item.Text(nameof(QuantumJobResult.JobId)));

    private static ItemColumns Create(string? target, string? name, string? id) =>
        new(VisibleText.Line(target ?? ""), VisibleText.Line(name ?? ""), VisibleText.Line(id ?? ""));

    /// <summary>Returns the columns as text. The id is whole, or absent if it does not fit.</summary>
    /// <param name="windowWidth">The width of the window, in characters.</param>
    public string Format(int windowWidth)
    {
        string targetAndName = $"{Target.PadRight(TargetWidth)} {Name}";
        string all = Name.Length == 0 ? targetAndName + Id : $"{targetAndName} ({Id})";
        // Out-String uses the width of the window minus one.
        return PrecedingWidth + all.Length < windowWidth ? all : targetAndName;
    }
}
