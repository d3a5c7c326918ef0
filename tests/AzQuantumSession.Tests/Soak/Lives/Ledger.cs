using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Emulator;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>The sessions and jobs of the emulator, read over REST without the client under test.</summary>
internal sealed record Ledger(IReadOnlyList<LedgerSession> Sessions, IReadOnlyList<LedgerJob> Jobs, int TopLevelItemCount)
{
    /// <summary>Reads the ledger after all jobs have ended.</summary>
    public static async Task<Ledger> ReadAsync(TestWorkspace workspace)
    {
        JsonArray jobs;
        do
        {
            jobs = await ListAsync(workspace, "jobs");
        }
        while (jobs.Any(job => job!["endExecutionTime"] is null));

        JsonArray sessions = await ListAsync(workspace, "sessions");
        Dictionary<string, string> names = sessions.ToDictionary(session => (string)session!["id"]!, session => (string)session!["name"]!);
        var read = new List<LedgerJob>();
        foreach (JsonNode? job in jobs)
        {
            string id = (string)job!["id"]!;
            read.Add(new LedgerJob(id, names[(string)job["sessionId"]!], (string)job["status"]!, NumberedCircuit.Read(await workspace.ReadInputAsync(id))));
        }

        return new Ledger(
            [.. sessions.Select(session => new LedgerSession(
                (string)session!["id"]!, (string)session["name"]!, (string)session["status"]!, session["endExecutionTime"] is not null))],
            read,
            (await ListAsync(workspace, "topLevelItems")).Count);
    }

    // The oldest items first.
    private static async Task<JsonArray> ListAsync(TestWorkspace workspace, string list)
    {
        var all = new JsonArray();
        for (string? page = list; page is not null;)
        {
            JsonObject read = (await workspace.GetAsync(page)).Json;
            foreach (JsonNode? item in read["value"]!.AsArray())
            {
                all.Add(item!.DeepClone());
            }

            page = (string?)read["nextLink"];
        }

        return all;
    }
}

/// <summary>A session of the emulator.</summary>
internal sealed record LedgerSession(string Id, string Name, string Status, bool HasEnded);

/// <summary>A job of the emulator. Its number is the number of its input.</summary>
internal sealed record LedgerJob(string Id, string SessionName, string Status, int Number);
