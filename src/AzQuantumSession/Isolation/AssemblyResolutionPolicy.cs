namespace AzQuantumSession.Isolation;

/// <summary>Determines the source of each assembly in the client's load context. Has no side effects.</summary>
internal static class AssemblyResolutionPolicy
{
    public const string ModelAssembly = "AzQuantumSession.Model";

    /// <summary>Determines the source of an assembly.</summary>
    /// <param name="name">The simple name of the assembly.</param>
    /// <param name="requested">The requested version; null for any version.</param>
    /// <param name="getFrameworkVersion">
    /// Returns the version in the shared framework, or null if it does not contain the assembly. Is called only if the version matters, because it
    /// loads the assembly.
    /// </param>
    /// <param name="inLib">Whether <c>lib/</c> contains the assembly.</param>
    /// <param name="preferBundled">Whether to prefer the copy in <c>lib/</c> to a sufficient version in the shared framework.</param>
    public static AssemblySource Resolve(string name, Version? requested, Func<string, Version?> getFrameworkVersion, bool inLib, bool preferBundled)
    {
        if (string.Equals(name, ModelAssembly, StringComparison.OrdinalIgnoreCase))
        {
            return AssemblySource.Model;
        }

        // Never load Azure assemblies that another module loaded: Azure.Core requests optional assemblies such as Azure.Identity.Broker by
        // name, and would use an incompatible version. A self-contained host has its own libraries in the framework folder.
        bool isAzureAssembly = name.StartsWith("Azure.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Microsoft.Identity", StringComparison.OrdinalIgnoreCase);
        if (isAzureAssembly)
        {
            return inLib ? AssemblySource.Bundled : AssemblySource.Blocked;
        }

        return inLib && (preferBundled || getFrameworkVersion(name) is not { } version || version < requested) ? AssemblySource.Bundled : AssemblySource.Host;
    }
}

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
