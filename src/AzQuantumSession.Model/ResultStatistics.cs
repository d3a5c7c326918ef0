using System.Globalization;

namespace AzQuantumSession;

/// <summary>
/// Computes the statistics of results. Qubits count from the end of an outcome: qubit 0 is the last bit. The probabilities of a result are
/// divided by their sum, because providers can omit or round small probabilities.
/// </summary>
internal static class ResultStatistics
{
    /// <summary>Returns the expectation value of a Pauli string, such as <c>ZI</c>.</summary>
    /// <exception cref="InvalidMeasurementException">The Pauli string does not fit the result.</exception>
    public static QuantumExpectation GetExpectation(QuantumJobResult result, string pauliString, double confidenceLevel) =>
        GetExpectation(result, PauliString.Parse(pauliString, result), confidenceLevel);

    /// <summary>Returns the parity: the probability of an even number of ones, minus the probability of an odd number.</summary>
    /// <exception cref="InvalidMeasurementException">The outcomes of the result are not bit strings.</exception>
    public static QuantumExpectation GetParity(QuantumJobResult result, double confidenceLevel) =>
        GetExpectation(result, PauliString.ForAllQubits(result), confidenceLevel);

    /// <summary>Returns the expectation value of a weighted sum of Pauli strings.</summary>
    /// <param name="result">The result.</param>
    /// <param name="coefficients">The coefficient of each Pauli string.</param>
    /// <exception cref="InvalidMeasurementException">A Pauli string does not fit the result.</exception>
    public static QuantumExpectation GetExpectation(QuantumJobResult result, IReadOnlyCollection<KeyValuePair<string, double>> coefficients)
    {
        (PauliString Pauli, double Coefficient)[] terms = [.. coefficients.Select(term => (PauliString.Parse(term.Key, result), term.Value))];
        (double mean, double variance) = GetMoments(result, outcome => terms.Sum(term => term.Coefficient * term.Pauli.GetSign(outcome)));
        return CreateExpectation(result, FormatSum(terms), mean, variance, null, null);
    }

    /// <summary>
    /// Returns the distribution of some qubits, regardless of the others. The order of the bits is unchanged. The bits of several registers
    /// are no longer separated.
    /// </summary>
    /// <exception cref="InvalidMeasurementException">The result does not have a qubit, or a qubit is specified twice.</exception>
    public static QuantumJobResult GetMarginal(QuantumJobResult result, IReadOnlyCollection<int> qubits)
    {
        int[] positions = PauliString.GetPositions(qubits, result);
        string Reduce(string outcome)
        {
            string bits = BitString.RemoveSpaces(outcome);
            return string.Concat(positions.Select(position => bits[position]));
        }

        IEnumerable<(string, double, long?)> outcomes = result.Histogram
            .GroupBy(outcome => Reduce(outcome.Outcome), StringComparer.Ordinal)
            .Select(group => (
                group.Key,
                group.Sum(outcome => outcome.Probability),
                group.All(outcome => outcome.Count is not null) ? group.Sum(outcome => outcome.Count) : null));
        // A shot that failed has no bits. It is in no outcome either.
        IEnumerable<string>? shots = result.Shots?.Where(shot => BitString.IsBitString(shot) && BitString.GetForm(shot) == result.Form).Select(Reduce);
        return result.WithOutcomes(
            QuantumOutcome.CreateHistogram(result.JobId, result.Name, outcomes, result.IsCountDerived, result.ItemIndex), shots is null ? null : new ReadableList<string>(shots));
    }

    /// <summary>Returns the total variation distance and the Hellinger fidelity between two results.</summary>
    /// <exception cref="InvalidMeasurementException">The outcomes of the results have a different form.</exception>
    public static QuantumResultComparison Compare(QuantumJobResult result, QuantumJobResult reference)
    {
        Dictionary<string, double> first = Normalize(result);
        Dictionary<string, double> second = Normalize(reference);
        if (result.Form != reference.Form)
        {
            throw new InvalidMeasurementException(
                $"The result of {result.DisplayName} cannot be compared with {reference.DisplayName}: {result.DescribeForm()}, but the outcomes of the reference have {reference.BitCount?.ToString(CultureInfo.InvariantCulture) ?? "no"} bits.");
        }

        (double First, double Second)[] pairs = [.. first.Keys.Union(second.Keys).Select(outcome => (first.GetValueOrDefault(outcome), second.GetValueOrDefault(outcome)))];
        double overlap = pairs.Sum(pair => Math.Sqrt(pair.First * pair.Second));
        return new QuantumResultComparison
        {
            JobName = result.Name,
            JobId = result.JobId,
            ItemIndex = result.ItemIndex,
            ReferenceName = reference.Name,
            ReferenceJobId = reference.JobId,
            TotalVariationDistance = Math.Min(1, pairs.Sum(pair => Math.Abs(pair.First - pair.Second)) / 2),
            HellingerFidelity = Math.Min(1, overlap * overlap),
        };
    }

    /// <summary>Returns the probability of each outcome with its confidence interval.</summary>
    /// <exception cref="InvalidMeasurementException">The number of shots is unknown, or the result has no outcomes.</exception>
    public static IReadOnlyList<QuantumProbabilityInterval> GetIntervals(QuantumJobResult result, double confidenceLevel)
    {
        Dictionary<string, double> probabilities = Normalize(result);
        if (result.ShotCount is not (> 0 and { } shots))
        {
            throw new InvalidMeasurementException(
                $"The result of {result.DisplayName} has no confidence intervals, because the number of its shots is unknown. Submit jobs with -Shots.");
        }

        return
        [
            .. result.Histogram.Select(outcome =>
            {
                double probability = probabilities[outcome.Outcome];
                (double lower, double upper) = GetWilsonInterval(probability, shots, confidenceLevel);
                return new QuantumProbabilityInterval
                {
                    JobName = result.Name,
                    JobId = result.JobId,
                    ItemIndex = result.ItemIndex,
                    Outcome = outcome.Outcome,
                    Count = outcome.Count,
                    Probability = probability,
                    LowerBound = lower,
                    UpperBound = upper,
                    ConfidenceLevel = confidenceLevel,
                    ShotCount = shots,
                };
            }),
        ];
    }

    /// <summary>Returns the Wilson score interval of a probability that was estimated from shots.</summary>
    /// <param name="probability">The proportion of the shots, from 0 to 1.</param>
    /// <param name="shots">The number of shots, at least 1.</param>
    /// <param name="confidenceLevel">The confidence level: more than 0, and less than 1.</param>
    public static (double Lower, double Upper) GetWilsonInterval(double probability, long shots, double confidenceLevel)
    {
        double z = NormalDistribution.GetHalfWidth(confidenceLevel);
        double scale = 1 + (z * z / shots);
        double center = (probability + (z * z / (2 * shots))) / scale;
        double halfWidth = z / scale * Math.Sqrt((probability * (1 - probability) / shots) + (z * z / (4.0 * shots * shots)));
        return (Math.Max(0, center - halfWidth), Math.Min(1, center + halfWidth));
    }

    private static QuantumExpectation GetExpectation(QuantumJobResult result, PauliString pauli, double confidenceLevel)
    {
        (double mean, double variance) = GetMoments(result, outcome => pauli.GetSign(outcome));
        // The value is 2 p - 1, where p is the probability of the eigenvalue 1.
        (double Lower, double Upper)? interval = result.ShotCount is > 0 and { } shots
            ? GetWilsonInterval(Math.Clamp((1 + mean) / 2, 0, 1), shots, confidenceLevel)
            : null;
        return CreateExpectation(result, $"{pauli}", mean, variance, interval is { } found ? ((2 * found.Lower) - 1, (2 * found.Upper) - 1) : null, interval is null ? null : confidenceLevel);
    }

    private static QuantumExpectation CreateExpectation(
        QuantumJobResult result, string observable, double mean, double variance, (double Lower, double Upper)? interval, double? confidenceLevel) => new()
        {
            JobName = result.Name,
            JobId = result.JobId,
            ItemIndex = result.ItemIndex,
            Observable = observable,
            Value = mean,
            StandardError = result.ShotCount is > 0 and { } shots ? Math.Sqrt(variance / shots) : null,
            LowerBound = interval?.Lower,
            UpperBound = interval?.Upper,
            ConfidenceLevel = confidenceLevel,
            ShotCount = result.ShotCount,
        };

    private static (double Mean, double Variance) GetMoments(QuantumJobResult result, Func<string, double> getValue)
    {
        (double Value, double Probability)[] values = [.. Normalize(result).Select(outcome => (getValue(outcome.Key), outcome.Value))];
        double mean = values.Sum(item => item.Value * item.Probability);
        return (mean, values.Sum(item => (item.Value - mean) * (item.Value - mean) * item.Probability));
    }

    private static Dictionary<string, double> Normalize(QuantumJobResult result)
    {
        result.ThrowIfNotParsed();
        double total = result.Histogram.Sum(outcome => outcome.Probability);
        return total > 0
            ? result.Probabilities.ToDictionary(item => item.Key, item => item.Value / total, StringComparer.Ordinal)
            : throw new InvalidMeasurementException($"The result of {result.DisplayName} has no outcomes.");
    }

    private static string FormatSum(IEnumerable<(PauliString Pauli, double Coefficient)> terms) => string.Concat(
        terms.OrderBy(term => $"{term.Pauli}", StringComparer.Ordinal).Select((term, index) =>
        {
            string sign = (term.Coefficient < 0, index) switch { (true, 0) => "-", (true, _) => " - ", (false, 0) => "", _ => " + " };
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(term.Coefficient):G6} {term.Pauli}");
        }));
}
