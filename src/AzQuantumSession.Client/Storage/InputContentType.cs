namespace AzQuantumSession.Client.Storage;

/// <summary>Maps input formats to media types, with the same values as the Azure Quantum Python SDK.</summary>
internal static class InputContentType
{
    /// <summary>Returns the media type of an input format, or <c>application/octet-stream</c> for an unknown format.</summary>
    public static string FromFormat(string format) => format.ToUpperInvariant() switch
    {
        "IONQ.CIRCUIT.V1" or "PASQAL.PULSER.V1" => "application/json",
        "HONEYWELL.OPENQASM.V1" => "application/qasm",
        "RIGETTI.QUIL.V1" => "text/plain",
        "QIR.V1" => "qir.v1",
        _ => "application/octet-stream",
    };
}
