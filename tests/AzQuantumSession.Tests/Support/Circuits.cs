namespace AzQuantumSession.Tests.Support;

/// <summary>Circuits in the format of IonQ.</summary>
internal static class Circuits
{
    public const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";

    /// <summary>A circuit with a gate that does not exist. Its job fails.</summary>
    public const string Invalid = """{"qubits":2,"circuit":[{"gate":"teleport","target":0}]}""";
}
