using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operation that lists sessions, and jobs without a session. The property itemType distinguishes them.</summary>
internal sealed class TopLevelItemEndpoints(WorkspaceState workspace, JobWriter jobs)
{
    public IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/topLevelItems", List) { Query = ListQuery.Parameters },
    ];

    private EndpointResponse List(EndpointRequest call) => ListQuery.Page(call, FilterScope.TopLevelItems, workspace.TopLevelItems, item => Write(item, call));

    private JsonObject Write(ITopLevelItem item, EndpointRequest call) =>
        item is Job job ? jobs.Write(job, call) : SessionWriter.Write((Session)item);
}
