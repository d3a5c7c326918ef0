using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace AzQuantumSession.Output;

/// <summary>Removes the wrapper that PowerShell puts around objects.</summary>
internal static class PSObjectExtensions
{
    /// <summary>Returns the object in a wrapper, or the value itself if it has none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Unwrap(this object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;
}
