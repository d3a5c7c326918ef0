using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Downloads files of jobs, as text or bytes, or to files.</summary>
[Cmdlet(VerbsCommunications.Receive, "AzQuantumSessionJobFile", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(string), typeof(byte[]))]
public sealed class ReceiveAzQuantumSessionJobFile : JobFileCmdlet
{
    private JobFileReceiver? _receiver;

    /// <summary>Whether to return the bytes as they are stored, instead of text, and without decompression.</summary>
    [Parameter]
    public SwitchParameter AsRaw { get; set; }

    /// <summary>A file, or a folder for a folder with the files of each job. Replaces the output to the pipeline.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Whether to overwrite existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Force && OutFile is null)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "-Force applies to -OutFile only. Specify -OutFile, too, or omit it.")
            {
                IsTerminating = true,
            };
        }

        JobFileWriter? writer = OutFile is null ? null : new JobFileWriter(output, ResolveOutputPath(OutFile), Force);
        _receiver = new JobFileReceiver(output, Resolver, writer) { AsRaw = AsRaw };
        return base.BeginAsync(output, cancellationToken);
    }

    private protected override async Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (ItemInput.IsFile(input))
        {
            if (await Reader!.ReadAsync(ItemInput.ToFile(input), Workspace, cancellationToken) is { } file)
            {
                await _receiver!.ReceiveAsync(file, Workspace, cancellationToken);
            }

            return;
        }

        await base.ProcessInputAsync(input, output, cancellationToken);
    }

    private protected override Task ProcessFileAsync(QuantumJobFile file, ICmdletOutput output, CancellationToken cancellationToken) =>
        output.RunForItemAsync(file, () => _receiver!.ReceiveAsync(file, Workspace, cancellationToken));
}
