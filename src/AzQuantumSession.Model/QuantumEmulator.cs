namespace AzQuantumSession;

/// <summary>An emulator of a workspace, which Start-AzQuantumEmulator started.</summary>
public sealed class QuantumEmulator : QuantumObject
{
    internal QuantumEmulator()
    {
    }

    /// <summary>The id of the process.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The URI of the emulated workspace, and of the operations that control the emulator.</summary>
    public Uri Endpoint { get; internal init; } = null!;

    /// <summary>The ARM resource id of the emulated workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The connection string of the emulated workspace. Its key is created at every start, and is valid for this emulator only.</summary>
    public string ConnectionString { get; internal init; } = "";

    /// <summary>Returns the URI.</summary>
    /// <returns><see cref="Endpoint"/>.</returns>
    public override string ToString() => $"{Endpoint}";
}
