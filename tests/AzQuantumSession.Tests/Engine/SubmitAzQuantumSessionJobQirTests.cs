using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of QIR programs: their parameters, and the programs that are not sent.</summary>
public sealed class SubmitAzQuantumSessionJobQirTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _session;

    public SubmitAzQuantumSessionJobQirTests(EngineFixture fixture)
        : base(fixture)
    {
        _session = Open(arguments: "quantinuum.sim.h2-1e -JobFailurePolicy Continue");
        Session["qir"] = Encoding.Latin1.GetBytes("BC\u00C0\u00DE Bell__main");
        Session["ll"] = "; ModuleID = 'bell'\nsource_filename = \"bell\"\n";
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_sends_the_default_entry_point()
    {
        QuantumSessionJob job = Submit(arguments: "-InputObject $qir -Shots 20");

        Assert.Equal(20L, job.InputParams["shots"]);
        Assert.Equal("ENTRYPOINT__main", job.InputParams["entryPoint"]);
        Assert.Empty(Assert.IsAssignableFrom<IEnumerable<object>>(job.InputParams["arguments"]));
        Assert.False(job.InputParams.ContainsKey("targetCapability"));
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_sends_EntryPoint_Argument_and_TargetProfile()
    {
        QuantumSessionJob job = Submit(arguments: "-InputObject $qir -EntryPoint Bell__main -Argument 3, $true, @(1, 2) -TargetProfile AdaptiveExecution");

        Assert.Equal(("Bell__main", "AdaptiveExecution"), (job.InputParams["entryPoint"], job.InputParams["targetCapability"]));
        object?[] arguments = [.. Assert.IsAssignableFrom<IEnumerable<object?>>(job.InputParams["arguments"])];
        Assert.Equal((3L, true), (arguments[0], arguments[1]));
        Assert.Equal([1L, 2L], Assert.IsAssignableFrom<IEnumerable<object>>(arguments[2]));
    }

    [Theory]
    [InlineData("-Argument 7", "7")]
    [InlineData("-Argument @()", "")]
    public void Submit_AzQuantumSessionJob_sends_a_list_of_arguments(string arguments, string expected)
    {
        QuantumSessionJob job = Submit(arguments: $"-InputObject $qir {arguments}");

        Assert.Equal(expected, string.Join(',', Assert.IsAssignableFrom<IEnumerable<object>>(job.InputParams["arguments"])));
    }

    [Theory]
    [InlineData("-EntryPoint Bell__other", "EntryPointNotFound", "The program has no entry point 'Bell__other'.")]
    [InlineData("-TargetProfile Everything", "InvalidInputParams", "does not support the targetCapability")]
    public async Task Submit_AzQuantumSessionJob_shows_the_answer_of_the_service_for_an_unknown_entry_point_or_profile(string arguments, string code, string message)
    {
        Submit(arguments: $"-InputObject $qir {arguments}");
        await Workspace.AdvanceAsync(10);

        ErrorRecord error = Run("$job | Receive-AzQuantumSessionJob").Error;

        Assert.StartsWith("JobFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{code}: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-InputObject $qir -EntryPoint a -InputParams @{ entryPoint = 'b' }", "The entry point is given twice: in -EntryPoint and in 'entryPoint' of -InputParams.")]
    [InlineData("-InputObject $qir -Argument 1 -InputParams @{ items = @() }", "The arguments are given twice: in -Argument and in 'items' of -InputParams.")]
    [InlineData("-InputObject $qir -Shots 1 -InputParams @{ count = 1 }", "The number of shots is given twice: in -Shots and in 'count' of -InputParams.")]
    [InlineData("-InputObject 'OPENQASM 2.0;' -EntryPoint a", "-EntryPoint is for QIR programs (qir.v1), but the format of the input is 'honeywell.openqasm.v1'")]
    [InlineData("-InputObject $qir -InputFormat my.own.v1 -OutputFormat my.own.v1 -TargetProfile a", "-TargetProfile is for QIR programs")]
    public async Task Submit_AzQuantumSessionJob_refuses_contradicting_parameters_without_a_request(string arguments, string message) => AssertError(
        await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob {arguments}"), "InputInvalid", ErrorCategory.InvalidArgument, message: message);

    [Theory]
    [InlineData("-InputObject $ll")]
    [InlineData("-InputObject $ll -InputFormat qir.v1")]
    public async Task Submit_AzQuantumSessionJob_refuses_IR_as_text_without_a_request(string arguments)
    {
        ErrorRecord error = await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob {arguments}");

        AssertError(error, "InputInvalid", ErrorCategory.InvalidData, _session, "it is LLVM IR as text, and targets run bitcode. Convert it with: llvm-as program.ll -o program.bc.");
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_submits_text_in_a_format_that_the_user_specified() =>
        Assert.Equal("honeywell.openqasm.v1", Submit(arguments: "-InputObject $ll -InputFormat honeywell.openqasm.v1").InputDataFormat);
}
