namespace AzQuantumSession;

/// <summary>A product of Pauli-Z operators, with one letter for each bit of an outcome: <c>Z</c>, or <c>I</c> for no operator.</summary>
/// <remarks>The letters are in the order of the bits of an outcome: the last letter belongs to the last bit, which is qubit 0.</remarks>
internal sealed class PauliString
{
    private readonly string _letters;

    private PauliString(string letters) => _letters = letters;

    /// <summary>Reads a Pauli string for a result. Case and spaces do not matter.</summary>
    /// <exception cref="InvalidMeasurementException">The string contains another letter, or does not fit the outcomes of the result.</exception>
    public static PauliString Parse(string text, QuantumJobResult result)
    {
        string letters = BitString.RemoveSpaces(text).ToUpperInvariant();
        if (letters.AsSpan().ContainsAnyExcept("IZ"))
        {
            throw new InvalidMeasurementException(letters.AsSpan().ContainsAnyExcept("IXYZ")
                ? $"'{text}' is not a Pauli string. It has one letter for each bit of an outcome: Z, or I for a qubit that does not matter."
                : $"The Pauli string '{text}' contains X or Y, but outcomes are measured in the Z basis. In the circuit, rotate the qubits of X and Y to Z before the measurement, and write Z.");
        }

        return letters.Length == GetBitCount(result)
            ? new PauliString(letters)
            : throw new InvalidMeasurementException(
                $"The Pauli string '{text}' has {letters.Length} {(letters.Length == 1 ? "letter" : "letters")}, but does not fit {result.DisplayName}: {result.DescribeForm()}.");
    }

    /// <summary>Creates the product of the Z operators of all qubits.</summary>
    /// <exception cref="InvalidMeasurementException">The outcomes of the result are not bit strings.</exception>
    public static PauliString ForAllQubits(QuantumJobResult result) => new(new string('Z', GetBitCount(result)));

    /// <summary>Returns the positions of qubits in an outcome without spaces, from left to right.</summary>
    /// <exception cref="InvalidMeasurementException">The result does not have a qubit, or a qubit is specified twice.</exception>
    public static int[] GetPositions(IReadOnlyCollection<int> qubits, QuantumJobResult result)
    {
        int bits = GetBitCount(result);
        foreach (int qubit in qubits)
        {
            if (qubit < 0 || qubit >= bits)
            {
                throw new InvalidMeasurementException(
                    $"There is no qubit {qubit} in {result.DisplayName}: {result.DescribeForm()}. Qubit 0 is {(bits == 1 ? "the only bit" : $"the last bit, and qubit {bits - 1} is the first bit")}.");
            }
        }

        int[] positions = [.. qubits.Select(qubit => bits - 1 - qubit).Distinct().Order()];
        return positions.Length == qubits.Count
            ? positions
            : throw new InvalidMeasurementException($"A qubit is specified twice: {string.Join(", ", qubits)}.");
    }

    /// <summary>Returns the eigenvalue for an outcome: 1 if an even number of its bits under a Z is 1, and -1 otherwise.</summary>
    /// <exception cref="InvalidMeasurementException">A bit under a Z was lost.</exception>
    public int GetSign(string outcome)
    {
        int sign = 1;
        string bits = BitString.RemoveSpaces(outcome);
        for (int position = 0; position < bits.Length; position++)
        {
            if (_letters[position] == 'Z')
            {
                sign *= bits[position] switch
                {
                    '0' => 1,
                    '1' => -1,
                    _ => throw new InvalidMeasurementException(
                        $"The outcome '{outcome}' has no value for qubit {bits.Length - 1 - position}, because the qubit was lost. Use I for this qubit."),
                };
            }
        }

        return sign;
    }

    public override string ToString() => _letters;

    private static int GetBitCount(QuantumJobResult result)
    {
        result.ThrowIfNotParsed();
        return result.BitCount ?? throw new InvalidMeasurementException(
            result.Histogram.Count == 0 ? $"The result of {result.DisplayName} has no outcomes." : $"The result of {result.DisplayName} has no bits to measure: {result.DescribeForm()}.");
    }
}
