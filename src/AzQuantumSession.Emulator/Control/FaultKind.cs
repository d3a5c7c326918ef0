namespace AzQuantumSession.Emulator.Control;

/// <summary>The kinds of faults.</summary>
internal enum FaultKind
{
    /// <summary>Returns a status without executing the request.</summary>
    Status,

    /// <summary>Waits, and then executes the request.</summary>
    Delay,

    /// <summary>Resets the connection, before or after the request is executed.</summary>
    Reset,

    /// <summary>Executes the request, and closes the connection in the middle of the response.</summary>
    Truncate,

    /// <summary>Returns status 200 with a body that is not valid JSON.</summary>
    Malformed,
}
