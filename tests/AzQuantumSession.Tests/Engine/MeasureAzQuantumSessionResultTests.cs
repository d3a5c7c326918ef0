using System.Management.Automation;
using AzQuantumSession.Tests.Model;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

public sealed class MeasureAzQuantumSessionResultTests : IDisposable
{
    private static readonly Dictionary<string, Type> Commands = new()
    {
        ["ConvertFrom-Json"] = typeof(ConvertFromJsonCommand),
        ["ConvertTo-Json"] = typeof(ConvertToJsonCommand),
    };

    private readonly EngineSession _session = new(new EngineSessionOptions { Commands = Commands });

    public MeasureAzQuantumSessionResultTests()
    {
        _session["counts"] = Results.FromCounts(("00", 500), ("01", 200), ("10", 200), ("11", 100));
        _session["bit"] = Results.FromCounts(("0", 3), ("1", 1));
        _session["unparsed"] = Results.CreateUnparsed();
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Measure_AzQuantumSessionResult_returns_the_interval_of_each_outcome()
    {
        IReadOnlyList<QuantumProbabilityInterval> intervals = Run<QuantumProbabilityInterval>("$bit, $counts | Measure-AzQuantumSessionResult -ConfidenceLevel 0.9");

        Assert.Equal(["0", "1", "00", "01", "10", "11"], intervals.Select(item => item.Outcome));
        Assert.All(intervals, item => Assert.Equal(0.9, item.ConfidenceLevel));
    }

    [Theory]
    [InlineData("Measure-AzQuantumSessionResult ZZ, IZ -InputObject $counts", 0.2, 0.4)]
    [InlineData("$counts | Measure-AzQuantumSessionResult -PauliString ZZ, IZ -ConfidenceLevel 0.99", 0.2, 0.4)]
    [InlineData("$counts | Measure-AzQuantumSessionResult -Hamiltonian @{ II = -1; ZZ = 0.5; IZ = '-0.25' }", -1.0)]
    [InlineData("$counts, $bit | Measure-AzQuantumSessionResult -Parity", 0.2, 0.5)]
    [InlineData("$counts | Measure-AzQuantumSessionResult -Qubit 0 | Measure-AzQuantumSessionResult -Parity", 0.4)]
    public void Measure_AzQuantumSessionResult_returns_expectation_values(string script, params double[] expected) =>
        Assert.Equal(expected, Run<QuantumExpectation>(script).Select(item => Math.Round(item.Value, 12)));

    [Fact]
    public void Measure_AzQuantumSessionResult_returns_the_marginal_distribution()
    {
        QuantumJobResult marginal = Assert.Single(Run<QuantumJobResult>("$counts | Measure-AzQuantumSessionResult -Qubit 1"));

        Assert.Equal([("0", 700L), ("1", 300L)], marginal.Histogram.Select(item => (item.Outcome, item.Count!.Value)));
    }

    [Theory]
    [InlineData("-Reference $bit", 0, 1)]
    [InlineData("-Reference @{ '0' = 75; '1' = 25 }", 0, 1)]
    [InlineData("-Reference @{ '0' = 1 }", 0.25, 0.75)]
    public void Measure_AzQuantumSessionResult_compares_with_a_result_or_a_distribution(string arguments, double distance, double fidelity)
    {
        QuantumResultComparison comparison = Assert.Single(Run<QuantumResultComparison>($"$bit | Measure-AzQuantumSessionResult {arguments}"));

        Assert.Equal((distance, fidelity), (Math.Round(comparison.TotalVariationDistance, 12), Math.Round(comparison.HellingerFidelity, 12)));
        Assert.Equal(arguments.Contains("$bit", StringComparison.Ordinal) ? "bell" : null, comparison.ReferenceName);
    }

    [Theory]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($counts, 1))")]
    [InlineData("$counts | ConvertTo-Json | ConvertFrom-Json")]
    public void Measure_AzQuantumSessionResult_accepts_serialized_results(string script)
    {
        QuantumExpectation expectation = Assert.Single(Run<QuantumExpectation>($"{script} | Measure-AzQuantumSessionResult ZZ"));

        Assert.Equal((0.2, 1000L, "bell", Results.JobId), (Math.Round(expectation.Value, 12), expectation.ShotCount, expectation.JobName, expectation.JobId));
    }

    [Theory]
    [InlineData("ZZ", "does not fit job 'bell'")]
    [InlineData("-Qubit 1", "There is no qubit 1")]
    [InlineData("-Reference $counts", "cannot be compared with job 'bell'")]
    public void Measure_AzQuantumSessionResult_reports_a_result_that_does_not_fit_and_continues(string arguments, string message)
    {
        ScriptResult result = _session.Run($"$bit, $counts | Measure-AzQuantumSessionResult {arguments}");

        EngineTests.AssertError(result.Error, "MeasurementInvalid", ErrorCategory.InvalidArgument, _session["bit"], message);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Measure_AzQuantumSessionResult_reports_a_result_that_was_not_parsed() => EngineTests.AssertError(
        _session.Run("$unparsed | Measure-AzQuantumSessionResult").Error, "MeasurementInvalid", ErrorCategory.InvalidArgument, message: "'new.v9' could not be parsed");

    [Theory]
    [InlineData("1", "got an object of type Int32")]
    [InlineData("$job", "got the job 'step' (2)")]
    [InlineData("$open", "got the session 'vqe' (1)")]
    [InlineData("[pscustomobject] @{ JobId = 'a'; Histogram = @('00: 0.5') }", "needs the result of a job")]
    [InlineData("[pscustomobject] @{ Histogram = @([pscustomobject] @{ Outcome = '0'; Probability = 1 }) }", "needs the result of a job")]
    public void Measure_AzQuantumSessionResult_reports_an_object_that_is_not_a_result_and_continues(string input, string message)
    {
        _session["job"] = new QuantumSessionJob { Id = "2", Name = "step" };
        _session["open"] = new QuantumSession { Id = "1", Name = "vqe" };

        ScriptResult result = _session.Run($"{input}, $bit | Measure-AzQuantumSessionResult -Parity");

        EngineTests.AssertError(result.Error, "InputInvalid", ErrorCategory.InvalidArgument, message: message);
        Assert.Contains("Receive-AzQuantumSessionJob", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(result.As<QuantumExpectation>());
    }

    [Theory]
    [InlineData("-Hamiltonian @{ ZZ = 'much' }", "The value of the Pauli string 'ZZ' is not a number: 'much'.")]
    [InlineData("-Hamiltonian @{ ZZ = $null }", "is not a number")]
    [InlineData("-Hamiltonian @{ ZZ = [double]::NaN }", "is not a number")]
    [InlineData("-Hamiltonian @{ 1 = 1 }", "'1' is not a string. Enclose each Pauli string in quotes.")]
    [InlineData("-Reference @{ 0 = 1 }", "'0' is not a string. Enclose each outcome in quotes.")]
    [InlineData("-Reference @{ '00' = -1 }", "The value of the outcome '00' is negative.")]
    [InlineData("-Reference @{ '00' = 0 }", "The distribution has no outcomes.")]
    [InlineData("-Reference 5", "needs the result of a job, but got an object of type Int32")]
    public void Measure_AzQuantumSessionResult_reports_an_argument_that_fits_no_result(string arguments, string message)
    {
        ScriptResult result = _session.Run($"$counts, $counts | Measure-AzQuantumSessionResult {arguments}");

        EngineTests.AssertError(result.Error, "InputInvalid", ErrorCategory.InvalidArgument, message: message);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("-ConfidenceLevel 1")]
    [InlineData("-ConfidenceLevel 0")]
    [InlineData("-PauliString @()")]
    [InlineData("-Qubit @()")]
    [InlineData("-Parity -Qubit 0")]
    [InlineData("-Reference $null")]
    public void Measure_AzQuantumSessionResult_rejects_invalid_arguments(string arguments) => Assert.Matches(
        "^(ParameterArgument|CannotConvertArgument|AmbiguousParameterSet)", _session.Run($"$counts | Measure-AzQuantumSessionResult {arguments}").Error.FullyQualifiedErrorId);

    private IReadOnlyList<T> Run<T>(string script) => _session.Run(script).AssertNoErrors().As<T>();
}
