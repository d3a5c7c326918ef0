using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Sessions;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>Sessions and stand-alone jobs in one list, told apart by their itemType.</summary>
internal sealed class TopLevelItemOperations(WorkspaceState workspace, JobWriter jobs)
{
    public IEnumerable<Operation> All =>
    [
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/topLevelItems", List) { Query = ListQuery.Parameters },
    ];

    private Reply List(Call call) => ListQuery.Page(call, FilterScope.TopLevelItems, workspace.TopLevelItems, item => Write(item, call));

    private JsonObject Write(IWorkspaceItem item, Call call) =>
        item is Job job ? jobs.Write(job, call) : SessionWriter.Write((Session)item);
}
