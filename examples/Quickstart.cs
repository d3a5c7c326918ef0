#:project ../src/AzQuantumSession.Client/AzQuantumSession.Client.csproj
#:property RestorePackagesWithLockFile=false

// The steps of Quickstart.ps1 through the client library, for a machine without PowerShell.
// It reads AZURE_QUANTUM_CONNECTION_STRING. Run it with: bash build.sh quickstart

using System.Text;
using AzQuantumSession;
using AzQuantumSession.Client;

const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";
CancellationToken none = CancellationToken.None;

Say("Connect to the workspace that the environment names");
QuantumWorkspace workspace = await new WorkspaceClientFactory().ConnectAsync(new WorkspaceConnectionOptions(), none);
IWorkspaceClient client = WorkspaceClientFactory.ClientOf(workspace);
Console.WriteLine($"{workspace.Name} at {workspace.Endpoint}, with the {workspace.Credential}");

Say("Open a session");
QuantumSession session = await client.OpenSessionAsync(
    new SessionOpenOptions { Id = Guid.NewGuid().ToString(), Name = "bell-pairs", ProviderId = "ionq", Target = "ionq.qpu.aria-1", Tags = ["demo"] },
    none);
Show(session);

Say("Let a job run in it");
using var circuit = new MemoryStream(Encoding.UTF8.GetBytes(Bell));
QuantumSessionJob job = await client.SubmitJobAsync(
    new JobSubmission
    {
        Id = Guid.NewGuid().ToString(),
        Name = "bell",
        SessionId = session.Id,
        ProviderId = session.ProviderId,
        Target = session.Target,
        InputDataFormat = "ionq.circuit.v1",
        OutputDataFormat = "ionq.quantum-results.v1",
        Input = circuit,
        InputParams = new Dictionary<string, object?> { ["shots"] = 500 },
    },
    none);
await foreach (Observation<QuantumSessionJob> seen in client.WatchJobsAsync([job.Id], _ => false, null, none))
{
    Console.WriteLine($"{job.Name} is {seen.Item?.Status}");
}

Say("Look at its result");
foreach (QuantumOutcome outcome in (await client.ReceiveResultAsync(job.Id, none)).Histogram)
{
    Console.WriteLine($"{outcome.Outcome}  {outcome.Probability:P1}");
}

Say("Close the session and wait for its end");
await client.CloseSessionAsync(session.Id, none);
await foreach (Observation<QuantumSession> seen in client.WatchSessionsAsync([session.Id], _ => false, null, none))
{
    Show(seen.Item!);
}

Say("List what happened, and what it cost");
await foreach (QuantumSession found in client.ListSessionsAsync(new SessionFilter { Tags = ["demo"] }, none))
{
    Show(found);
    foreach (QuantumCostEvent dimension in found.CostEstimate?.Events ?? [])
    {
        Console.WriteLine($"  {dimension} at {dimension.UnitPrice} {found.CostEstimate?.CurrencyCode}");
    }
}

static void Say(string step) => Console.WriteLine($"{Environment.NewLine}# {step}");

static void Show(QuantumSession session) =>
    Console.WriteLine($"{session.Name}  {session.Status}  {session.Target}  {session.Duration?.ToString("c") ?? "open"}  {session.CostEstimate}  {session.Id}");
