using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the files of jobs: the inputs, the results, and what else the providers stored, such as logs.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionJobFile", DefaultParameterSetName = IdSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumJobFile))]
public sealed class GetAzQuantumSessionJobFile : JobFileCmdlet
{
    private protected override Task ProcessFileAsync(QuantumJobFile file, ICmdletOutput output, CancellationToken cancellationToken)
    {
        output.WriteObject(file);
        return Task.CompletedTask;
    }
}
