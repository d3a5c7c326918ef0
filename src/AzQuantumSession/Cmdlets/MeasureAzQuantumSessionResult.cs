using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Computes expectation values, parities, marginal distributions, distances, and confidence intervals of results. Sends no request.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "AzQuantumSessionResult", DefaultParameterSetName = IntervalSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumProbabilityInterval), ParameterSetName = [IntervalSet])]
[OutputType(typeof(QuantumExpectation), ParameterSetName = [PauliStringSet, HamiltonianSet, ParitySet])]
[OutputType(typeof(QuantumJobResult), ParameterSetName = [MarginalSet])]
[OutputType(typeof(QuantumResultComparison), ParameterSetName = [ComparisonSet])]
public sealed class MeasureAzQuantumSessionResult : AsyncCmdlet
{
    private const string IntervalSet = "Interval";
    private const string PauliStringSet = "PauliString";
    private const string HamiltonianSet = "Hamiltonian";
    private const string ParitySet = "Parity";
    private const string MarginalSet = "Marginal";
    private const string ComparisonSet = "Comparison";

    private Func<QuantumJobResult, IEnumerable<object>>? _measure;

    /// <summary>The results of jobs, also after serialization.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The Pauli strings of I and Z whose expectation values to compute. The last letter is qubit 0.</summary>
    [Parameter(ParameterSetName = PauliStringSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] PauliString { get; set; } = [];

    /// <summary>The coefficient of each Pauli string of I and Z in a sum whose expectation value to compute.</summary>
    [Parameter(ParameterSetName = HamiltonianSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public IDictionary Hamiltonian { get; set; } = new Hashtable();

    /// <summary>Whether to compute the parity of all qubits.</summary>
    [Parameter(ParameterSetName = ParitySet, Mandatory = true)]
    public SwitchParameter Parity { get; set; }

    /// <summary>The qubits of the marginal distribution. Qubit 0 is the last bit of an outcome.</summary>
    [Parameter(ParameterSetName = MarginalSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public int[] Qubit { get; set; } = [];

    /// <summary>The result to compare with, or a dictionary with the probability or count of each outcome.</summary>
    [Parameter(ParameterSetName = ComparisonSet, Mandatory = true)]
    [ValidateNotNull]
    public object Reference { get; set; } = "";

    /// <summary>The confidence level of intervals.</summary>
    [Parameter(ParameterSetName = IntervalSet)]
    [Parameter(ParameterSetName = PauliStringSet)]
    [Parameter(ParameterSetName = ParitySet)]
    [ValidateRange(0.01, 0.9999)]
    public double ConfidenceLevel { get; set; } = 0.95;

    private ResultInput Input => field ??= new ResultInput(MyInvocation.MyCommand.Name);

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _measure = CreateMeasure();
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        foreach (object input in InputObject)
        {
            await output.RunForItemAsync(input.Unwrap(), () =>
            {
                QuantumJobResult result = Input.ToResult(input);
                foreach (object measured in Measure(result))
                {
                    output.WriteObject(measured);
                }

                return Task.CompletedTask;
            });
        }
    }

    private object[] Measure(QuantumJobResult result)
    {
        try
        {
            return [.. _measure!(result)];
        }
        catch (InvalidMeasurementException e)
        {
            throw new CmdletException(ErrorIds.MeasurementInvalid, ErrorCategory.InvalidArgument, e.Message, result);
        }
    }

    private Func<QuantumJobResult, IEnumerable<object>> CreateMeasure()
    {
        switch (ParameterSetName)
        {
            case PauliStringSet:
                return result => PauliString.Select(text => ResultStatistics.GetExpectation(result, text, ConfidenceLevel));
            case HamiltonianSet:
                IReadOnlyList<KeyValuePair<string, double>> terms = ResultInput.ToNumbers(Hamiltonian, "Pauli string");
                return result => [ResultStatistics.GetExpectation(result, terms)];
            case ParitySet:
                return result => [ResultStatistics.GetParity(result, ConfidenceLevel)];
            case MarginalSet:
                return result => [ResultStatistics.GetMarginal(result, Qubit)];
            case ComparisonSet:
                QuantumJobResult reference = Input.ToReference(Reference);
                return result => [ResultStatistics.Compare(result, reference)];
            default:
                return result => ResultStatistics.GetIntervals(result, ConfidenceLevel);
        }
    }
}
