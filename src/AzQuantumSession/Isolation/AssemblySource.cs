namespace AzQuantumSession.Isolation;

/// <summary>The source of an assembly in the client's load context.</summary>
internal enum AssemblySource
{
    /// <summary>The model in the default load context: the module and the client must share its types.</summary>
    Model,

    /// <summary>The default load context.</summary>
    Host,

    /// <summary>The copy in <c>lib/</c>.</summary>
    Bundled,

    /// <summary>No source: an assembly that another module loaded into the default load context must not be used.</summary>
    Blocked,
}
