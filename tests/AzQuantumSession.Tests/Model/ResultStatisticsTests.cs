namespace AzQuantumSession.Tests.Model;

/// <summary>The expected values are computed by hand, in the comments.</summary>
public sealed class ResultStatisticsTests
{
    private const double Level = 0.95;
    private const int Digits = 12;

    // 1000 shots of two qubits.
    private static readonly QuantumJobResult Counts = Results.FromCounts(("00", 500), ("01", 200), ("10", 200), ("11", 100));

    [Theory]
    // 0.5 - 0.2 - 0.2 + 0.1
    [InlineData("ZZ", 0.2)]
    [InlineData("zz", 0.2)]
    [InlineData("Z Z", 0.2)]
    // The last bit: 0.5 + 0.2 - 0.2 - 0.1
    [InlineData("IZ", 0.4)]
    [InlineData("ZI", 0.4)]
    [InlineData("II", 1)]
    public void GetExpectation_of_a_Pauli_string_weights_the_signs(string pauliString, double expected) =>
        Assert.Equal(expected, ResultStatistics.GetExpectation(Counts, pauliString, Level).Value, Digits);

    [Theory]
    [InlineData("IIZ", -1)]
    [InlineData("IZI", 1)]
    [InlineData("ZII", 1)]
    [InlineData("ZIZ", -1)]
    public void GetExpectation_assigns_the_last_letter_to_the_last_bit(string pauliString, double expected) =>
        Assert.Equal(expected, ResultStatistics.GetExpectation(Results.FromCounts(("001", 10)), pauliString, Level).Value, Digits);

    [Fact]
    public void GetExpectation_ignores_the_spaces_between_registers() =>
        Assert.Equal(-1, ResultStatistics.GetExpectation(Results.FromCounts(("00 1", 10)), "IIZ", Level).Value, Digits);

    [Fact]
    public void GetExpectation_has_a_standard_error_and_a_Wilson_interval()
    {
        QuantumExpectation expectation = ResultStatistics.GetExpectation(Counts, "ZZ", Level);

        Assert.Equal(("bell", Results.JobId, "ZZ", 1000L, (double?)Level), (expectation.JobName, expectation.JobId, expectation.Observable, expectation.ShotCount, expectation.ConfidenceLevel));
        // sqrt((1 - 0.2^2) / 1000)
        Assert.Equal(0.030983866769659335, expectation.StandardError!.Value, Digits);
        // The probability of the eigenvalue 1 is 0.6. The solutions of (p - 0.6)^2 = z^2 p (1 - p) / 1000, with z = 1.959963984540054, are
        // 0.569309429514 and 0.629925218789. The interval of the expectation value is 2 p - 1.
        Assert.Equal(0.138618859029, expectation.LowerBound!.Value, 10);
        Assert.Equal(0.259850437577, expectation.UpperBound!.Value, 10);
    }

    [Fact]
    public void GetExpectation_has_no_interval_if_the_number_of_shots_is_unknown()
    {
        QuantumExpectation expectation = ResultStatistics.GetExpectation(Results.FromProbabilities(("0", 0.75), ("1", 0.25)), "Z", Level);

        Assert.Equal(0.5, expectation.Value, Digits);
        Assert.Equal((null, null, null, null, null), (expectation.StandardError, expectation.LowerBound, expectation.UpperBound, expectation.ConfidenceLevel, expectation.ShotCount));
    }

    [Fact]
    public void GetExpectation_divides_by_the_sum_of_the_probabilities() =>
        Assert.Equal(0.5, ResultStatistics.GetExpectation(Results.FromProbabilities(("0", 0.375), ("1", 0.125)), "Z", Level).Value, Digits);

    [Fact]
    public void GetExpectation_of_a_sum_adds_the_weighted_values()
    {
        QuantumExpectation energy = ResultStatistics.GetExpectation(Counts, [new("II", -1), new("ZZ", 0.5), new("IZ", -0.25)]);

        // -1 + 0.5 * 0.2 - 0.25 * 0.4
        Assert.Equal(-1, energy.Value, Digits);
        Assert.Equal("-1 II - 0.25 IZ + 0.5 ZZ", energy.Observable);
        // The values of 00, 01, 10, and 11 are -0.75, -1.25, -1.75, and -0.25. The mean of their squares is
        // 0.5 * 0.5625 + 0.2 * 1.5625 + 0.2 * 3.0625 + 0.1 * 0.0625 = 1.2125, so the variance is 0.2125.
        Assert.Equal(Math.Sqrt(0.2125 / 1000), energy.StandardError!.Value, Digits);
        Assert.Equal((null, null, null), (energy.LowerBound, energy.UpperBound, energy.ConfidenceLevel));
    }

    [Theory]
    [InlineData("Z", "The Pauli string 'Z' has 1 letter, but does not fit job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0): its outcomes have 2 bits in the form '00'.")]
    [InlineData("ZZZ", "The Pauli string 'ZZZ' has 3 letters, but")]
    [InlineData("XX", "The Pauli string 'XX' contains X or Y, but outcomes are measured in the Z basis. In the circuit, rotate")]
    [InlineData("ZY", "The Pauli string 'ZY' contains X or Y")]
    [InlineData("0Z", "'0Z' is not a Pauli string. It has one letter for each bit of an outcome: Z, or I for a qubit that does not matter.")]
    public void GetExpectation_rejects_a_Pauli_string_that_does_not_fit(string pauliString, string message)
    {
        AssertThrows(message, () => ResultStatistics.GetExpectation(Counts, pauliString, Level));
        AssertThrows(message, () => ResultStatistics.GetExpectation(Counts, [new("ZZ", 1), new(pauliString, 1)]));
    }

    [Fact]
    public void GetExpectation_rejects_a_lost_qubit_under_a_Z()
    {
        QuantumJobResult result = Results.FromCounts(("0-", 10), ("01", 10));

        AssertThrows(
            "The outcome '0-' has no value for qubit 0, because the qubit was lost. Use I for this qubit.", () => ResultStatistics.GetExpectation(result, "ZZ", Level));
        Assert.Equal(1, ResultStatistics.GetExpectation(result, "ZI", Level).Value, Digits);
    }

    [Fact]
    public void GetParity_is_the_expectation_value_of_Z_on_all_qubits()
    {
        QuantumExpectation parity = ResultStatistics.GetParity(Results.FromCounts(("000", 4), ("011", 3), ("111", 1)), Level);

        // The ones are even in 7 of 8 shots: 7/8 - 1/8.
        Assert.Equal(("ZZZ", 0.75), (parity.Observable, parity.Value));
    }

    [Fact]
    public void GetMarginal_adds_the_outcomes_that_differ_in_other_qubits()
    {
        QuantumJobResult marginal = ResultStatistics.GetMarginal(Results.FromCounts(("001", 1), ("011", 2), ("100", 3), ("101", 4)), [0, 2]);

        // Qubits 2 and 0: 001 and 011 become 01.
        Assert.Equal([("11", 0.4, 4L), ("01", 0.3, 3L), ("10", 0.3, 3L)], marginal.Histogram.Select(item => (item.Outcome, Math.Round(item.Probability, 9), item.Count!.Value)));
        Assert.Equal((10L, 2, Results.JobId, "bell", "ionq.simulator"), (marginal.ShotCount, marginal.BitCount, marginal.JobId, marginal.Name, marginal.Target));
        Assert.All(marginal.Histogram, item => Assert.Equal((Results.JobId, "bell"), (item.JobId, item.JobName)));
    }

    [Fact]
    public void GetMarginal_does_not_depend_on_the_order_of_the_qubits() =>
        Assert.Equal("01", Assert.Single(ResultStatistics.GetMarginal(Results.FromCounts(("0 01", 1)), [0, 2]).Histogram).Outcome);

    [Fact]
    public void GetMarginal_reduces_the_shots_and_omits_failed_shots()
    {
        QuantumJobResult result = Results.FromCounts(("01", 1), ("10", 1))
            .WithOutcomes(Results.FromCounts(("01", 1), ("10", 1)).Histogram, ["01", """{"Error":{"Code":20}}""", "10"]);

        Assert.Equal(["1", "0"], ResultStatistics.GetMarginal(result, [0]).Shots);
    }

    [Fact]
    public void GetMarginal_of_probabilities_has_no_counts() =>
        Assert.All(ResultStatistics.GetMarginal(Results.FromProbabilities(("00", 0.5), ("11", 0.5)), [1]).Histogram, item => Assert.Null(item.Count));

    [Theory]
    [InlineData(2, "There is no qubit 2 in job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0): its outcomes have 2 bits in the form '00'. Qubit 0 is the last bit, and qubit 1 is the first bit.")]
    [InlineData(-1, "There is no qubit -1 in")]
    [InlineData(1, "A qubit is specified twice: 1, 1.")]
    public void GetMarginal_rejects_other_qubits(int qubit, string message) =>
        AssertThrows(message, () => ResultStatistics.GetMarginal(Counts, [1, qubit]));

    [Fact]
    public void GetMarginal_of_one_bit_names_the_only_qubit() =>
        AssertThrows("There is no qubit 5 in job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0): its outcomes have 1 bit in the form '0'. Qubit 0 is the only bit.", () => ResultStatistics.GetMarginal(Results.FromCounts(("0", 1)), [5]));

    [Fact]
    public void Compare_returns_distance_and_fidelity()
    {
        QuantumResultComparison comparison = ResultStatistics.Compare(
            Results.FromProbabilities(("00", 0.5), ("11", 0.5)), Results.FromProbabilities(("00", 0.25), ("01", 0.25), ("11", 0.5)));

        // (0.25 + 0.25 + 0) / 2
        Assert.Equal(0.25, comparison.TotalVariationDistance, Digits);
        // (sqrt(0.125) + sqrt(0.25))^2 = 0.125 + 0.25 + 2 sqrt(0.03125)
        Assert.Equal(0.375 + (2 * Math.Sqrt(0.03125)), comparison.HellingerFidelity, Digits);
        Assert.Equal(("bell", Results.JobId, "bell", Results.JobId), (comparison.JobName, comparison.JobId, comparison.ReferenceName, comparison.ReferenceJobId));
    }

    [Fact]
    public void Compare_of_equal_and_of_disjoint_results_returns_the_limits()
    {
        QuantumResultComparison same = ResultStatistics.Compare(Counts, Counts);
        QuantumResultComparison disjoint = ResultStatistics.Compare(Results.FromCounts(("0", 3)), Results.FromCounts(("1", 5)));

        Assert.Equal((0, 1), (same.TotalVariationDistance, Math.Round(same.HellingerFidelity, Digits)));
        Assert.Equal((1, 0), (disjoint.TotalVariationDistance, disjoint.HellingerFidelity));
    }

    [Fact]
    public void Compare_rejects_outcomes_of_different_length() => AssertThrows(
        "The result of job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0) cannot be compared with job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0): its outcomes have 2 bits in the form '00', but the outcomes of the reference have 1 bits.",
        () => ResultStatistics.Compare(Counts, Results.FromCounts(("0", 1))));

    [Theory]
    // The solutions x of (x - p)^2 = z^2 x (1 - x) / n, with z = 1.959963984540054 for 95 %, and z = 2.575829303548901 for 99 %.
    [InlineData(0.5, 100, 0.95, 0.403831530366, 0.596168469634)]
    [InlineData(0.5, 100, 0.99, 0.375279625045, 0.624720374955)]
    // No success: from 0 to z^2 / (n + z^2).
    [InlineData(0, 10, 0.95, 0, 0.277532799863)]
    [InlineData(0, 1, 0.95, 0, 0.793450685623)]
    [InlineData(1, 10, 0.95, 0.722467200137, 1)]
    public void GetWilsonInterval_returns_the_bounds(double probability, long shots, double level, double lower, double upper)
    {
        (double actualLower, double actualUpper) = ResultStatistics.GetWilsonInterval(probability, shots, level);

        Assert.Equal(lower, actualLower, 10);
        Assert.Equal(upper, actualUpper, 10);
    }

    [Fact]
    public void GetIntervals_returns_an_interval_for_each_outcome()
    {
        IReadOnlyList<QuantumProbabilityInterval> intervals = ResultStatistics.GetIntervals(Results.FromCounts(("0", 50), ("1", 50)), Level);

        Assert.Equal([("0", 50L, 0.5, 100L), ("1", 50L, 0.5, 100L)], intervals.Select(item => (item.Outcome, item.Count!.Value, item.Probability, item.ShotCount)));
        Assert.All(intervals, item => Assert.Equal((0.4038, 0.5962, Level), (Math.Round(item.LowerBound, 4), Math.Round(item.UpperBound, 4), item.ConfidenceLevel)));
    }

    [Fact]
    public void GetIntervals_needs_the_number_of_shots() => AssertThrows(
        "The result of job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0) has no confidence intervals, because the number of its shots is unknown. Submit jobs with -Shots.",
        () => ResultStatistics.GetIntervals(Results.FromProbabilities(("0", 1)), Level));

    [Fact]
    public void All_statistics_reject_a_result_without_outcomes()
    {
        const string NotParsed = "The result of job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0) has no outcomes, because its format 'new.v9' could not be parsed. Text contains the result.";
        const string Empty = "The result of job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0) has no outcomes.";
        foreach ((QuantumJobResult result, string message) in new[] { (Results.CreateUnparsed(), NotParsed), (Results.FromCounts(), Empty) })
        {
            AssertThrows(message, () => ResultStatistics.GetExpectation(result, "Z", Level));
            AssertThrows(message, () => ResultStatistics.GetExpectation(result, [new("Z", 1)]));
            AssertThrows(message, () => ResultStatistics.GetParity(result, Level));
            AssertThrows(message, () => ResultStatistics.GetMarginal(result, [0]));
            AssertThrows(message, () => ResultStatistics.Compare(result, Counts));
            AssertThrows(message, () => ResultStatistics.Compare(Counts, result));
            AssertThrows(message, () => ResultStatistics.GetIntervals(result, Level));
        }
    }

    [Fact]
    public void GetParity_rejects_outcomes_that_are_not_bit_strings_of_the_same_length()
    {
        const string Message = "The result of job 'bell' (5ea4e69e-b5e0-459a-b225-57ac9ea1bca0) has no bits to measure: its outcomes are not bit strings of the same length.";

        AssertThrows(Message, () => ResultStatistics.GetParity(Results.FromCounts(("[3.5]", 1)), Level));
        AssertThrows(Message, () => ResultStatistics.GetParity(Results.FromCounts(("0", 1), ("00", 1)), Level));
    }

    private static void AssertThrows(string message, Func<object> action) =>
        Assert.StartsWith(message, Assert.Throws<InvalidMeasurementException>(action).Message, StringComparison.Ordinal);
}
