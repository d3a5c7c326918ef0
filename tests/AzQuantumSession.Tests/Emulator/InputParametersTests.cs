using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class InputParametersTests : EmulatorTests
{
    private const string Program = "BC\u00C0\u00DE Bell__main";

    private readonly Guid _job = Guid.NewGuid();

    [Theory]
    [InlineData("""{"entryPoint":"ENTRYPOINT__main","arguments":[]}""", "[0, 0]")]
    [InlineData("""{"entryPoint":"Bell__main","arguments":[1,true],"targetCapability":"AdaptiveExecution"}""", "[0, 0]")]
    [InlineData("""{"items":[{"entryPoint":"Bell__main","arguments":[]}]}""", "[0, 0]")]
    [InlineData("""{"items":[{"entryPoint":"Bell__main","arguments":[]},{"entryPoint":"ENTRYPOINT__main","arguments":[2]},{"entryPoint":"Bell__main","arguments":[]}]}""", "[0, 0]|[0, 1]|[1, 0]")]
    public async Task Qir_job_has_one_result_for_each_program(string inputParams, string outcomes)
    {
        await SubmitAsync(inputParams);

        JsonObject job = await Workspace.JobAsync(_job);
        JsonObject result = (await Workspace.GetAsync((string)job["outputDataUri"]!)).Json;
        Assert.Equal(outcomes, string.Join('|', result["Results"]!.AsArray().Select(program => (string)program!["Histogram"]![0]!["Display"]!)));
        Assert.All(result["Results"]!.AsArray(), program => Assert.Equal(500, program!["Shots"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("{}", "InvalidInputParams")]
    [InlineData("""{"entryPoint":"Bell__main"}""", "InvalidInputParams")]
    [InlineData("""{"entryPoint":"","arguments":[]}""", "InvalidInputParams")]
    [InlineData("""{"entryPoint":"Bell__main","arguments":"1"}""", "InvalidInputParams")]
    [InlineData("""{"entryPoint":"Bell__other","arguments":[]}""", "EntryPointNotFound")]
    [InlineData("""{"entryPoint":"Bell__main","arguments":[],"targetCapability":"Everything"}""", "InvalidInputParams")]
    [InlineData("""{"entryPoint":"Bell__main","arguments":[],"targetCapability":1}""", "InvalidInputParams")]
    [InlineData("""{"items":[]}""", "InvalidInputParams")]
    [InlineData("""{"items":{}}""", "InvalidInputParams")]
    [InlineData("""{"items":[1]}""", "InvalidInputParams")]
    [InlineData("""{"items":[{"entryPoint":"Bell__main"}]}""", "InvalidInputParams")]
    [InlineData("""{"items":[{"entryPoint":"Bell__other","arguments":[]}]}""", "EntryPointNotFound")]
    [InlineData("""{"items":[{"entryPoint":"Bell__main","arguments":[]}],"entryPoint":"Bell__main"}""", "InvalidInputParams")]
    [InlineData("""{"items":[{"entryPoint":"Bell__main","arguments":[]}]}""", "InvalidInputParams", "microsoft.quantum-results.v1")]
    [InlineData("""{"entryPoint":"Bell__main","arguments":[]}""", "InvalidOutputDataFormat", "honeywell.qir.v1")]
    public async Task Qir_job_with_invalid_parameters_fails(string inputParams, string code, string? output = null)
    {
        await SubmitAsync(inputParams, output);

        Assert.Equal(code, (string?)(await Workspace.JobAsync(_job))["errorData"]?["code"]);
    }

    private async Task SubmitAsync(string inputParams, string? output = null)
    {
        string container = await Workspace.UploadAsync(_job, Encoding.Latin1.GetBytes(Program));
        await Workspace.SubmitUploadedAsync(null, _job, container, job =>
        {
            job["providerId"] = "quantinuum";
            job["target"] = "quantinuum.sim.h2-1e";
            job["inputDataFormat"] = "qir.v1";
            job["outputDataFormat"] = output ?? "microsoft.quantum-results.v2";
            job["inputParams"] = JsonNode.Parse(inputParams);
        });
        await Workspace.AdvanceAsync(2);
    }
}
