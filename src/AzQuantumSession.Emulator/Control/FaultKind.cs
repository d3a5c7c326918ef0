namespace AzQuantumSession.Emulator.Control;

/// <summary>In which way the emulator misbehaves.</summary>
internal enum FaultKind
{
    /// <summary>Answers a status, instead of doing what it was asked.</summary>
    Status,

    /// <summary>Waits, then goes on as usual.</summary>
    Delay,

    /// <summary>Resets the connection, before or after it did what it was asked.</summary>
    Reset,

    /// <summary>Does what it was asked, and breaks off in the middle of the answer.</summary>
    Truncate,

    /// <summary>Answers 200 with JSON that is none.</summary>
    Malformed,
}
