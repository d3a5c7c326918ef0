using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>Says of a workspace that was sent here from another process why it is of no use, and what to do.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WorkspaceTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string SentHere = "Deserialized." + typeof(QuantumWorkspace).FullName;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is PSObject sent && sent.TypeNames.Contains(SentHere))
        {
            throw new ArgumentTransformationMetadataException(
                $"This connection to '{sent}' was made in another process, and its credential stayed there. Run "
                + "Connect-AzQuantumWorkspace in this one, or use Start-ThreadJob or ForEach-Object -Parallel, which share the connection.");
        }

        return inputData;
    }
}
