namespace AzQuantumSession.Isolation;

/// <summary>Decides where the client's load context takes each assembly from. Pure, so that it can be tested as a table.</summary>
internal static class AssemblyResolutionPolicy
{
    public const string ModelAssembly = "AzQuantumSession.Model";

    /// <param name="name">The assembly's simple name.</param>
    /// <param name="requested">The version asked for; null for any.</param>
    /// <param name="frameworkVersion">The version that the shared framework's folder has; null where it has none.</param>
    /// <param name="inLib">Whether <c>lib/</c> has the assembly.</param>
    /// <param name="preferBundled">Whether our own copy comes before one of the shared framework that would do.</param>
    public static AssemblySource Resolve(string name, Version? requested, Version? frameworkVersion, bool inLib, bool preferBundled)
    {
        if (string.Equals(name, ModelAssembly, StringComparison.OrdinalIgnoreCase))
        {
            return AssemblySource.Model;
        }

        // Never another's: Azure.Core asks for optional parts such as Azure.Identity.Broker by name, and would construct a
        // stranger's; and a host that is made as one program has its own libraries beside the framework's.
        bool isAzureAssembly = name.StartsWith("Azure.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Microsoft.Identity", StringComparison.OrdinalIgnoreCase);
        if (isAzureAssembly)
        {
            return inLib ? AssemblySource.Bundled : AssemblySource.Blocked;
        }

        bool frameworkSatisfies = frameworkVersion is not null && (requested is null || frameworkVersion >= requested);
        return inLib && (preferBundled || !frameworkSatisfies) ? AssemblySource.Bundled : AssemblySource.Host;
    }
}
