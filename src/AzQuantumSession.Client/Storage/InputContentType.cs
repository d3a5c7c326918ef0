namespace AzQuantumSession.Client.Storage;

/// <summary>The media types under which inputs are stored: the same as from the service's Python client.</summary>
internal static class InputContentType
{
    /// <summary>The media type of an input format; what is not known is plain bytes.</summary>
    public static string FromFormat(string format) => format.ToUpperInvariant() switch
    {
        "IONQ.CIRCUIT.V1" or "PASQAL.PULSER.V1" => "application/json",
        "HONEYWELL.OPENQASM.V1" => "application/qasm",
        "RIGETTI.QUIL.V1" => "text/plain",
        "QIR.V1" => "qir.v1",
        _ => "application/octet-stream",
    };
}
