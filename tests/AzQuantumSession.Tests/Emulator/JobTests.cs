using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class JobTests : EmulatorTests
{
    private readonly Guid _job = Guid.NewGuid();

    [Fact]
    public async Task Job_waits_executes_and_succeeds_with_a_histogram()
    {
        HttpResult submitted = await Workspace.SubmitAsync(null, _job, change: job => job["metadata"] = new JsonObject { ["label"] = "a", ["step"] = 3, ["last"] = true });
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        Assert.Equal("Waiting", submitted.ItemStatus);
        Assert.True(submitted.Json.TryGetPropertyValue("quantumComputingData", out JsonNode? programs));
        Assert.Null(programs);
        Assert.False(submitted.Json.ContainsKey("priority"));
        Assert.Equal("""{"label":"a","step":"3","last":"true"}""", submitted.Json["metadata"]!.ToJsonString());
        string container = (string)(await Workspace.JobAsync(_job))["containerUri"]!;
        Assert.Equal(HttpStatusCode.NotFound, (await Workspace.GetAsync(TestWorkspace.GetBlobUri(container, "rawOutputData"))).Status);

        await Workspace.AdvanceAsync(0.2);
        JsonObject executing = await Workspace.JobAsync(_job);
        Assert.Equal("Executing", (string?)executing["status"]);
        Assert.Equal("""{"count":1}""", executing["quantumComputingData"]!.ToJsonString());
        Assert.EndsWith("+00:00", (string?)executing["beginExecutionTime"], StringComparison.Ordinal);
        await Workspace.AdvanceAsync(1);
        JsonObject succeeded = await Workspace.JobAsync(_job);
        Assert.Equal("Succeeded", (string?)succeeded["status"]);
        Assert.Equal("""{"currencyCode":"USD","events":[],"estimatedTotal":0.0}""", succeeded["costEstimate"]!.ToJsonString());
        Assert.Equal("""{"histogram":{"0":0.5,"3":0.5}}""", (await Workspace.GetAsync((string)succeeded["outputDataUri"]!)).Text);
        Assert.Equal(Circuits.Bell, (await Workspace.GetAsync((string)succeeded["inputDataUri"]!)).Text);
    }

    [Fact]
    public async Task Job_with_a_compressed_input_succeeds()
    {
        string container = await Workspace.UploadAsync(_job, Gzip.Compress(Encoding.UTF8.GetBytes(Circuits.Bell)), "gzip");
        await Workspace.SubmitUploadedAsync(null, _job, container);
        await Workspace.AdvanceAsync(2);
        Assert.Equal("Succeeded", await Workspace.JobStatusAsync(_job));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"qubits":2}""")]
    [InlineData("""{"qubits":0,"circuit":[]}""")]
    [InlineData("""{"qubits":21,"circuit":[]}""")]
    [InlineData("""{"qubits":1.5,"circuit":[]}""")]
    [InlineData("""{"qubits":2,"circuit":[],"gateset":"native"}""")]
    [InlineData("""{"qubits":2,"circuit":[],"colour":"red"}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"h"}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"h","target":2}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"h","target":-1}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"h","target":0,"targets":[1]}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"warp","target":0}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"cnot","target":0}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"cnot","target":0,"control":0}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"rx","target":0}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"rx","target":0,"rotation":1e999}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"x","target":0,"rotation":1}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"swap","target":0}]}""")]
    [InlineData("""{"qubits":3,"circuit":[{"gate":"swap","targets":[0,1],"control":2}]}""")]
    [InlineData("""{"qubits":2,"circuit":[{"gate":"zz","targets":[0,1]}]}""")]
    public async Task Job_with_an_invalid_circuit_fails(string circuit)
    {
        HttpResult submitted = await Workspace.SubmitAsync(null, _job, circuit);
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        await Workspace.AdvanceAsync(0.2);
        JsonObject job = await Workspace.JobAsync(_job);
        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Equal("InvalidCircuit", (string?)job["errorData"]!["code"]);
        Assert.NotEmpty((string)job["errorData"]!["message"]!);
        Assert.NotNull(job["endExecutionTime"]);
        Assert.Null(job["costEstimate"]);
    }

    [Theory]
    [InlineData("inputDataFormat", "rigetti.quil.v1", "InvalidInputDataFormat")]
    [InlineData("outputDataFormat", "rigetti.quil-results.v1", "InvalidOutputDataFormat")]
    public async Task Job_with_a_format_of_another_provider_fails(string property, string format, string code)
    {
        await Workspace.SubmitAsync(null, _job, change: job => job[property] = format);
        await Workspace.AdvanceAsync(1);
        Assert.Equal(code, (string?)(await Workspace.JobAsync(_job))["errorData"]!["code"]);
    }

    [Theory]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "OPENQASM 2.0; creg m[2];", "honeywell.quantum-results.v1", """{"m":["00","00"]}""")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "OPENQASM 3.0; bit[3] c;", "honeywell.quantum-results.v1", """{"c":["000","000"]}""")]
    [InlineData("Microsoft.Test.FirstParty", "echo-quantinuum", "honeywell.openqasm.v1", "OPENQASM 2.0;", "honeywell.quantum-results.v1", """{"c":["00","00"]}""")]
    [InlineData("Microsoft.Test.FirstParty", "echo-quantinuum", "qir.v1", "BC\u00C0\u00DE", "honeywell.qir.v1", """{"c":["00","00"]}""")]
    [InlineData("quantinuum", "quantinuum.qpu.h2-1", "qir.v1", "BC\u00C0\u00DE", "microsoft.quantum-results.v1", """{"Histogram":["[0, 0]",1]}""")]
    [InlineData("rigetti", "rigetti.sim.qvm", "qir.v1", "BC\u00C0\u00DE", "microsoft.quantum-results.v2", """{"DataFormat":"microsoft.quantum-results.v2","Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":2}],"Shots":[[0,0],[0,0]]}]}""")]
    [InlineData("rigetti", "rigetti.sim.qvm", "rigetti.quil.v1", "DECLARE ro BIT[2]", "rigetti.quil-results.v1", """{"ro":[[0,0],[0,0]]}""")]
    [InlineData("pasqal", "pasqal.sim.emu-tn", "pasqal.pulser.v1", "{}", "pasqal.pulser-results.v1", """{"0000":2}""")]
    [InlineData("microsoft-qc", "microsoft.estimator", "qir.v1", "BC\u00C0\u00DE", "microsoft.resource-estimates.v1", """{"status":"success","logicalCounts":{"numQubits":2},"physicalCounts":{"physicalQubits":1200,"runtime":4000}}""")]
    public async Task Job_result_has_the_format_of_the_provider(string provider, string target, string format, string input, string output, string expected)
    {
        string container = await Workspace.UploadAsync(_job, Encoding.Latin1.GetBytes(input));
        HttpResult submitted = await Workspace.SubmitUploadedAsync(null, _job, container, job =>
        {
            job["providerId"] = provider;
            job["target"] = target;
            job["inputDataFormat"] = format;
            job["outputDataFormat"] = output;
            job["inputParams"] = new JsonObject { ["shots"] = 2 };
            if (format == "qir.v1")
            {
                job["inputParams"]!["entryPoint"] = "ENTRYPOINT__main";
                job["inputParams"]!["arguments"] = new JsonArray();
            }
        });
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        Assert.Equal(provider, (string?)submitted.Json["providerId"], ignoreCase: true);
        await Workspace.AdvanceAsync(2);
        HttpResult result = await Workspace.GetAsync((string)(await Workspace.JobAsync(_job))["outputDataUri"]!);
        Assert.Equal(expected, Encoding.Latin1.GetString(result.Content));
    }

    [Theory]
    [InlineData("""{"count":3}""", 3)]
    [InlineData("""{"shots":3}""", 3)]
    [InlineData("""{"runs":3}""", null)]
    [InlineData("""{"entryPoint":"main"}""", null)]
    [InlineData("{}", 500)]
    [InlineData("""{"shots":3,"count":3}""", null)]
    [InlineData("""{"count":"3"}""", null)]
    [InlineData("""{"count":0}""", null)]
    public async Task Job_reads_the_number_of_shots_from_the_parameter_of_the_provider(string inputParams, int? shots)
    {
        HttpResult submitted = await Workspace.SubmitAsync(null, _job, "OPENQASM 2.0; creg c[1];", job =>
        {
            job["providerId"] = "quantinuum";
            job["target"] = "quantinuum.sim.h2-1e";
            job["inputDataFormat"] = "honeywell.openqasm.v1";
            job["outputDataFormat"] = "honeywell.quantum-results.v1";
            job["inputParams"] = JsonNode.Parse(inputParams);
        });
        await Workspace.AdvanceAsync(2);
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        HttpResult result = await Workspace.GetAsync((string)(await Workspace.JobAsync(_job))["outputDataUri"]!);
        if (shots is null)
        {
            Assert.Equal("InvalidInputParams", (string?)(await Workspace.JobAsync(_job))["errorData"]!["code"]);
            Assert.Equal(HttpStatusCode.NotFound, result.Status);
            return;
        }

        Assert.Equal(shots, result.Json["c"]!.AsArray().Count);
    }

    [Fact]
    public async Task Jobs_list_their_cost_when_they_succeed_and_sessions_do_not()
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        Assert.Null((await Workspace.SessionAsync(session))["costEstimate"]);
        Guid[] jobs = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        foreach (Guid id in jobs)
        {
            await SubmitToHardwareAsync(session, id);
            await Workspace.AdvanceAsync(0.5);
            Assert.Null((await Workspace.JobAsync(id))["costEstimate"]);
            await Workspace.AdvanceAsync(1);
            Assert.Equal(500 * (0.000220m + 0.000975m), (decimal)(await Workspace.JobAsync(id))["costEstimate"]!["estimatedTotal"]!);
            await AssertEmptyEstimateAsync("Executing");
        }

        // A cancelled job costs nothing.
        var cancelled = Guid.NewGuid();
        await SubmitToHardwareAsync(session, cancelled);
        await Workspace.SendAsync(HttpMethod.Post, $"jobs/{cancelled}:cancel");
        await Workspace.CloseAsync(session);
        await Workspace.AdvanceAsync(1);
        Assert.Null((await Workspace.JobAsync(cancelled))["costEstimate"]);
        await AssertEmptyEstimateAsync("Succeeded");

        async Task AssertEmptyEstimateAsync(string status)
        {
            JsonObject read = await Workspace.SessionAsync(session);
            Assert.Equal(status, (string?)read["status"]);
            Assert.Equal("""{"currencyCode":"USD","events":[],"estimatedTotal":0.0}""", read["costEstimate"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Cost_of_a_hardware_job_has_an_event_for_each_kind_of_gate()
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        await SubmitToHardwareAsync(session, _job, shots: 1000);

        await Workspace.AdvanceAsync(2);
        JsonNode cost = (await Workspace.JobAsync(_job))["costEstimate"]!;
        Assert.Equal("USD", (string?)cost["currencyCode"]);
        Assert.Equal((1000 * 0.000220m) + (1000 * 0.000975m), (decimal)cost["estimatedTotal"]!);
        Assert.Equal(["gs1q", "gs2q"], cost["events"]!.AsArray().Select(line => (string)line!["dimensionId"]!));
        Assert.Equal(1000m, (decimal)cost["events"]![0]!["amountBilled"]!);
    }

    [Fact]
    public async Task Cancel_takes_effect_with_a_delay_and_not_for_an_ended_job()
    {
        await Workspace.SubmitAsync(null, _job);
        JsonObject cancelling = (await Workspace.SendAsync(HttpMethod.Post, $"jobs/{_job}:cancel")).Json;
        Assert.Equal("CancellationRequested", (string?)cancelling["status"]);
        await Workspace.AdvanceAsync(1);
        Assert.Equal("Cancelled", await Workspace.JobStatusAsync(_job));

        var ended = Guid.NewGuid();
        await Workspace.SubmitAsync(null, ended);
        await Workspace.AdvanceAsync(5);
        HttpResult secondCancellation = await Workspace.SendAsync(HttpMethod.Post, $"jobs/{ended}:cancel");
        Assert.Equal(HttpStatusCode.OK, secondCancellation.Status);
        Assert.Equal("Succeeded", secondCancellation.ItemStatus);
    }

    [Fact]
    public async Task Patch_updates_only_the_name_priority_and_tags_of_a_job()
    {
        await Workspace.SubmitAsync(null, _job);
        Assert.Equal("""{"name":"n0","tags":[]}""", (await PatchAsync("""{"name":"n0"}""")).Json.ToJsonString());
        HttpResult updated = await PatchAsync("""{"name":"n","priority":"High","tags":["t"]}""");
        Assert.Equal(HttpStatusCode.OK, updated.Status);
        Assert.Equal("""{"name":"n","priority":"High","tags":["t"]}""", updated.Json!.ToJsonString());
        JsonObject job = await Workspace.JobAsync(_job);
        Assert.Equal(("n", "High", """["t"]"""), ((string)job["name"]!, (string)job["priority"]!, job["tags"]!.ToJsonString()));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", "{}")).Status);
        foreach (string invalid in (string[])["""{"target":"x"}""", """{"priority":null}""", """{"tags":null}""", """{"name":null}"""])
        {
            (await PatchAsync(invalid)).RequireError(HttpStatusCode.BadRequest);
        }

        await Workspace.AdvanceAsync(5);
        (await PatchAsync("""{"name":"x"}""")).RequireError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Delete_removes_an_ended_job_and_reserves_its_id()
    {
        await Workspace.SubmitAsync(null, _job);
        (await Workspace.SendAsync(HttpMethod.Delete, $"jobs/{_job}")).RequireError(HttpStatusCode.BadRequest);
        await Workspace.AdvanceAsync(5);
        Assert.Equal(HttpStatusCode.NoContent, (await Workspace.SendAsync(HttpMethod.Delete, $"jobs/{_job}")).Status);
        (await Workspace.GetAsync($"jobs/{_job}")).RequireError(HttpStatusCode.NotFound);
        Assert.Empty((await Workspace.GetAsync("jobs")).Items);
        Assert.Empty((await Workspace.GetAsync("topLevelItems")).Items);
        (await Workspace.SubmitAsync(null, _job)).RequireError(HttpStatusCode.Conflict);
    }

    private Task<HttpResult> PatchAsync(string body) => Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", body, "application/merge-patch+json");

    private Task<HttpResult> SubmitToHardwareAsync(Guid session, Guid job, int shots = 500) => Workspace.SubmitAsync(session, job, change: body =>
    {
        body["target"] = "ionq.qpu.aria-1";
        body["inputParams"] = new JsonObject { ["shots"] = shots };
    });
}
