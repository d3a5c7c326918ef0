using System.Numerics;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>
/// The matrices of IonQ's abstract ("qis") gates, with the names of docs.ionq.com, "Writing quantum programs".
/// Angles are in radians: r{P}(θ) = exp(-iθ/2 P). The two-qubit gates xx, yy, and zz follow the same rule, exp(-iθ/2 P⊗P):
/// the cirq-ionq serializer writes cirq.XXPowGate(exponent=t), which is this matrix for θ = πt up to a global phase, as "xx"
/// with the rotation πt.
/// </summary>
internal static class GateMatrices
{
    private static readonly Complex I = Complex.ImaginaryOne;
    private static readonly Complex[] PauliX = [0, 1, 1, 0];
    private static readonly Complex[] PauliY = [0, -I, I, 0];
    private static readonly Complex[] PauliZ = [1, 0, 0, -1];

    /// <summary>Returns the matrix of a gate without an angle, or null if there is no such gate.</summary>
    public static Complex[]? Fixed(string name) => name switch
    {
        "x" or "not" or "cnot" => PauliX,
        "y" => PauliY,
        "z" => PauliZ,
        "h" => [Math.Sqrt(0.5), Math.Sqrt(0.5), Math.Sqrt(0.5), -Math.Sqrt(0.5)],
        "s" => [1, 0, 0, I],
        "si" => [1, 0, 0, -I],
        "t" => [1, 0, 0, Complex.FromPolarCoordinates(1, Math.PI / 4)],
        "ti" => [1, 0, 0, Complex.FromPolarCoordinates(1, -Math.PI / 4)],
        "v" => [new(0.5, 0.5), new(0.5, -0.5), new(0.5, -0.5), new(0.5, 0.5)],
        "vi" => [new(0.5, -0.5), new(0.5, 0.5), new(0.5, 0.5), new(0.5, -0.5)],
        "swap" => [1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1],
        _ => null,
    };

    /// <summary>Returns the matrix of a gate with an angle, or null if there is no such gate.</summary>
    public static Complex[]? Rotation(string name, double angle) => name switch
    {
        "rx" => Rotate(PauliX, angle),
        "ry" => Rotate(PauliY, angle),
        "rz" => Rotate(PauliZ, angle),
        "xx" => Rotate([0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0], angle),
        "yy" => Rotate([0, 0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, -1, 0, 0, 0], angle),
        "zz" => Rotate([1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1], angle),
        _ => null,
    };

    // exp(-iθ/2 P) = cos(θ/2) 1 - i sin(θ/2) P, for every P that equals its inverse.
    private static Complex[] Rotate(Complex[] pauli, double angle)
    {
        int size = pauli.Length == 4 ? 2 : 4;
        (double sin, double cos) = Math.SinCos(angle / 2);
        return [.. pauli.Select((entry, index) => (index % (size + 1) == 0 ? cos : 0) - (I * sin * entry))];
    }
}
