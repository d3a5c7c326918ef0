namespace AzQuantumSession.Isolation;

/// <summary>Where the client's load context takes an assembly from.</summary>
internal enum AssemblySource
{
    /// <summary>The copy in the default context: its types must be one on both sides.</summary>
    Model,

    /// <summary>The host's: whatever the default context finds.</summary>
    Host,

    /// <summary>Our own copy in <c>lib/</c>.</summary>
    Bundled,

    /// <summary>Nowhere: what another module left in the default context must not be picked up.</summary>
    Blocked,
}
