using System.Collections;
using System.Text.Json;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobParametersTests
{
    [Theory]
    [InlineData("ionq", "ionq.circuit.v1", """{"shots":5}""")]
    [InlineData("Quantinuum", "honeywell.openqasm.v1", """{"shots":5}""")]
    [InlineData("rigetti", "rigetti.quil.v1", """{"shots":5}""")]
    [InlineData("pasqal", "pasqal.pulser.v1", """{"shots":5}""")]
    [InlineData("somebody", "some.format", """{"shots":5}""")]
    [InlineData("ionq", "qir.v1", """{"entryPoint":"ENTRYPOINT__main","arguments":[],"shots":5}""")]
    [InlineData("somebody", "QIR.V1", """{"entryPoint":"ENTRYPOINT__main","arguments":[],"shots":5}""")]
    [InlineData("microsoft-qc", "qir.v1", """{"shots":5}""")]
    public void ToInputParams_uses_the_names_and_defaults_of_the_provider(string provider, string format, string expected) =>
        Assert.Equal(expected, Write(new JobParameters { Shots = 5 }, provider, format));

    [Fact]
    public void ToInputParams_writes_the_parameters_of_a_QIR_program() => Assert.Equal(
        """{"entryPoint":"Bell__main","arguments":[3,"a"],"targetCapability":"AdaptiveExecution"}""",
        Write(new JobParameters { EntryPoint = "Bell__main", Arguments = [3, "a"], TargetProfile = "AdaptiveExecution" }, "quantinuum", "qir.v1"));

    [Theory]
    [InlineData("entryPoint", """{"entryPoint":"x","arguments":[]}""")]
    [InlineData("items", """{"items":"x"}""")]
    public void ToInputParams_keeps_the_values_of_InputParams(string name, string expected) =>
        Assert.Equal(expected, Write(new JobParameters { InputParams = new Dictionary<string, object?> { [name] = "x" } }, "ionq", "qir.v1"));

    [Theory]
    [InlineData("-EntryPoint")]
    [InlineData("-Argument")]
    [InlineData("-TargetProfile")]
    public void ToInputParams_refuses_parameters_of_QIR_for_other_formats(string parameter)
    {
        CmdletException error = Assert.Throws<CmdletException>(() => Create(parameter).ToInputParams("ionq", "ionq.circuit.v1"));

        Assert.Equal("InputInvalid", error.ToError().Id);
        Assert.StartsWith($"{parameter} is for QIR programs (qir.v1), but the format of the input is 'ionq.circuit.v1'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Shots", "COUNT")]
    [InlineData("-Shots", "runs")]
    [InlineData("-EntryPoint", "entryPoint")]
    [InlineData("-EntryPoint", "items")]
    [InlineData("-Argument", "arguments")]
    [InlineData("-Argument", "items")]
    [InlineData("-TargetProfile", "targetCapability")]
    public void ThrowIfAmbiguous_refuses_a_value_that_is_given_twice(string parameter, string name)
    {
        CmdletException error = Assert.Throws<CmdletException>(() => Create(parameter).ThrowIfAmbiguous(new Hashtable { [name] = 1 }));

        Assert.EndsWith($"given twice: in {parameter} and in '{name}' of -InputParams.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-TargetProfile", "items")]
    [InlineData("-Shots", "noise")]
    public void ThrowIfAmbiguous_accepts_different_values(string parameter, string name) =>
        Create(parameter).ThrowIfAmbiguous(new Hashtable { [name] = 1 });

    private static JobParameters Create(string parameter) => parameter switch
    {
        "-Shots" => new() { Shots = 1 },
        "-EntryPoint" => new() { EntryPoint = "main" },
        "-Argument" => new() { Arguments = [] },
        _ => new() { TargetProfile = "AdaptiveExecution" },
    };

    private static string Write(JobParameters parameters, string provider, string format) =>
        JsonSerializer.Serialize(parameters.ToInputParams(provider, format));
}
