using System.Text;

namespace AzQuantumSession.Tests.Client;

public sealed class JobEndToEndTests
{
    private const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";

    [Fact]
    public async Task A_job_is_submitted_into_a_session_and_its_result_is_read()
    {
        await using WorkspaceRig rig = await WorkspaceRig.StartAsync();
        QuantumSession session = await rig.OpenAsync();
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(Submission(session, Bell), ClientFixture.Token);

        Assert.Equal(session.Id, job.SessionId);
        Assert.Equal("step 1", job.Name);
        Assert.Equal(500L, job.InputParams["shots"]);
        Assert.Equal("a", job.Metadata["label"]);
        await rig.AdvanceAsync(60);

        QuantumJobResult result = await rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.True(result.IsRead);
        Assert.Equal(["00", "11"], result.Histogram.Select(item => item.Outcome));
        Assert.All(result.Histogram, item => Assert.Equal(0.5, item.Probability, 9));
        Assert.All(result.Histogram, item => Assert.Null(item.Count));
        Assert.Null(result.Shots);
        Assert.Equal(job.Id, result.JobId);
        Assert.Equal(session.Id, result.SessionId);
        Assert.Equal("ionq.simulator", result.Target);
        Assert.Equal(rig.Client.Workspace.Id, result.Workspace);

        using MemoryStream copy = new();
        await rig.Client.DownloadResultAsync(job.Id, copy, ClientFixture.Token);
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.StartsWith("{\"histogram\":", Encoding.UTF8.GetString(result.Raw), StringComparison.Ordinal);
    }

    internal static JobSubmission Submission(QuantumSession? session, string input, string? id = null) => new()
    {
        Id = id ?? Guid.NewGuid().ToString(),
        Name = "step 1",
        SessionId = session?.Id,
        ProviderId = "ionq",
        Target = "ionq.simulator",
        InputDataFormat = "ionq.circuit.v1",
        OutputDataFormat = "ionq.quantum-results.v1",
        Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        InputParams = new Dictionary<string, object?> { ["shots"] = 500 },
        Metadata = new Dictionary<string, string> { ["label"] = "a" },
    };
}
