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
        Assert.Equal(HttpStatusCode.Created, submitted.Status);
        Assert.Equal("Waiting", submitted.ItemStatus);
        Assert.Equal("""{"label":"a","step":"3","last":"true"}""", submitted.Json["metadata"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await Workspace.GetAsync((string)submitted.Json["outputDataUri"]!)).Status);

        await Workspace.AdvanceAsync(0.2);
        JsonObject executing = await Workspace.JobAsync(_job);
        Assert.Equal("Executing", (string?)executing["status"]);
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
        Assert.Equal(HttpStatusCode.Created, submitted.Status);
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
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "OPENQASM 2.0; creg m[2];", null, """{"m":["00","00"]}""")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "OPENQASM 3.0; bit[3] c;", null, """{"c":["000","000"]}""")]
    [InlineData("Microsoft.Test.FirstParty", "echo-quantinuum", "honeywell.openqasm.v1", "OPENQASM 2.0;", null, """{"c":["00","00"]}""")]
    [InlineData("quantinuum", "quantinuum.qpu.h2-1", "qir.v1", "BC\u00C0\u00DE", "honeywell.qir.v1", """{"c":["00","00"]}""")]
    [InlineData("quantinuum", "quantinuum.qpu.h2-1", "qir.v1", "BC\u00C0\u00DE", "microsoft.quantum-results.v1", """{"Histogram":["[0, 0]",1]}""")]
    [InlineData("rigetti", "rigetti.sim.qvm", "qir.v1", "BC\u00C0\u00DE", null, """{"DataFormat":"microsoft.quantum-results.v2","Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":2}],"Shots":[[0,0],[0,0]]}]}""")]
    [InlineData("rigetti", "rigetti.sim.qvm", "rigetti.quil.v1", "DECLARE ro BIT[2]", null, """{"ro":[[0,0],[0,0]]}""")]
    [InlineData("pasqal", "pasqal.sim.emu-tn", "pasqal.pulser.v1", "{}", null, """{"0000":2}""")]
    [InlineData("microsoft-qc", "microsoft.estimator", "qir.v1", "BC\u00C0\u00DE", null, "BC\u00C0\u00DE")]
    public async Task Job_result_has_the_format_of_the_provider(string provider, string target, string format, string input, string? output, string expected)
    {
        string container = await Workspace.UploadAsync(_job, Encoding.Latin1.GetBytes(input));
        HttpResult submitted = await Workspace.SubmitUploadedAsync(null, _job, container, job =>
        {
            job["providerId"] = provider;
            job["target"] = target;
            job["inputDataFormat"] = format;
            job["outputDataFormat"] = output;
            job["inputParams"] = new JsonObject { ["shots"] = 2 };
        });
        Assert.Equal(HttpStatusCode.Created, submitted.Status);
        Assert.Equal(provider, (string?)submitted.Json["providerId"], ignoreCase: true);
        await Workspace.AdvanceAsync(2);
        HttpResult result = await Workspace.GetAsync((string)(await Workspace.JobAsync(_job))["outputDataUri"]!);
        Assert.Equal(expected, Encoding.Latin1.GetString(result.Content));
    }

    [Theory]
    [InlineData("""{"shots":3}""", 3)]
    [InlineData("""{"count":3}""", 3)]
    [InlineData("""{"runs":3}""", 3)]
    [InlineData("{}", 500)]
    [InlineData("""{"shots":3,"count":3}""", null)]
    [InlineData("""{"count":"3"}""", null)]
    [InlineData("""{"count":0}""", null)]
    public async Task Job_reads_the_number_of_shots_from_each_parameter_name(string inputParams, int? shots)
    {
        HttpResult submitted = await Workspace.SubmitAsync(null, _job, "OPENQASM 2.0; creg c[1];", job =>
        {
            job["providerId"] = "quantinuum";
            job["target"] = "quantinuum.sim.h2-1e";
            job["inputDataFormat"] = "honeywell.openqasm.v1";
            job["outputDataFormat"] = null;
            job["inputParams"] = JsonNode.Parse(inputParams);
        });
        await Workspace.AdvanceAsync(2);
        HttpResult result = await Workspace.GetAsync((string)submitted.Json["outputDataUri"]!);
        if (shots is null)
        {
            Assert.Equal("InvalidInputParams", (string?)(await Workspace.JobAsync(_job))["errorData"]!["code"]);
            Assert.Equal(HttpStatusCode.NotFound, result.Status);
            return;
        }

        Assert.Equal(shots, result.Json["c"]!.AsArray().Count);
    }

    [Fact]
    public async Task Session_cost_grows_as_jobs_succeed()
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        decimal total = 0;
        for (int i = 1; i <= 3; i++)
        {
            await Workspace.SubmitAsync(session, change: job => job["target"] = "ionq.qpu.aria-1");
            await Workspace.AdvanceAsync(0.5);
            Assert.Equal(total, (decimal?)(await Workspace.SessionAsync(session))["costEstimate"]?["estimatedTotal"] ?? 0);
            await Workspace.AdvanceAsync(1);
            JsonObject open = await Workspace.SessionAsync(session);
            total = i * 500 * (0.000220m + 0.000975m);
            Assert.Equal(total, (decimal)open["costEstimate"]!["estimatedTotal"]!);
            Assert.Equal(("Executing", null), ((string)open["status"]!, (string?)open["endExecutionTime"]));
        }

        // A cancelled job costs nothing.
        var cancelled = Guid.NewGuid();
        await Workspace.SubmitAsync(session, cancelled, change: job => job["target"] = "ionq.qpu.aria-1");
        await Workspace.SendAsync(HttpMethod.Post, $"jobs/{cancelled}:cancel");
        await Workspace.CloseAsync(session);
        await Workspace.AdvanceAsync(1);
        JsonObject ended = await Workspace.SessionAsync(session);
        Assert.Equal(("Succeeded", total), ((string)ended["status"]!, (decimal)ended["costEstimate"]!["estimatedTotal"]!));
    }

    [Fact]
    public async Task Session_cost_is_the_sum_of_its_hardware_jobs()
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        for (int i = 0; i < 2; i++)
        {
            await Workspace.SubmitAsync(session, change: job =>
            {
                job["target"] = "ionq.qpu.aria-1";
                job["inputParams"] = new JsonObject { ["shots"] = 1000 };
            });
        }

        await Workspace.AdvanceAsync(2);
        JsonNode cost = (await Workspace.SessionAsync(session))["costEstimate"]!;
        Assert.Equal("USD", (string?)cost["currencyCode"]);
        Assert.Equal(2 * ((1000 * 0.000220m) + (1000 * 0.000975m)), (decimal)cost["estimatedTotal"]!);
        Assert.Equal(["gs1q", "gs2q"], cost["events"]!.AsArray().Select(line => (string)line!["dimensionId"]!));
        Assert.Equal(2000m, (decimal)cost["events"]![0]!["amountBilled"]!);
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
        HttpResult updated = await Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", """{"name":"n","priority":"High","tags":["t"]}""", "application/merge-patch+json");
        Assert.Equal(HttpStatusCode.OK, updated.Status);
        Assert.Equal("""{"name":"n","priority":"High","tags":["t"]}""", updated.Json!.ToJsonString());
        JsonObject job = await Workspace.JobAsync(_job);
        Assert.Equal(("n", "High", """["t"]"""), ((string)job["name"]!, (string)job["priority"]!, job["tags"]!.ToJsonString()));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", "{}")).Status);
        (await Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", """{"target":"x"}""", "application/merge-patch+json")).RequireError(HttpStatusCode.BadRequest);

        await Workspace.AdvanceAsync(5);
        (await Workspace.SendAsync(HttpMethod.Patch, $"jobs/{_job}", """{"name":"x"}""", "application/merge-patch+json"))
            .RequireError(HttpStatusCode.BadRequest);
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
}
