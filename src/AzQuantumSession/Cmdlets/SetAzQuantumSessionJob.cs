using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Changes the name, the priority, or the tags of jobs.</summary>
[Cmdlet(VerbsCommon.Set, "AzQuantumSessionJob", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class SetAzQuantumSessionJob : ItemCmdlet
{
    private JobUpdater? _updater;

    /// <summary>The new display name.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? Name { get; set; }

    /// <summary>The new priority, if the provider supports priorities.</summary>
    [Parameter]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>The new tags, which replace all tags. <c>@()</c> removes all tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? Tag { get; set; }

    /// <summary>Whether to read the job again after the change, and write it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (Name is null && Priority is null && Tag is null)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "Nothing would change. Specify -Name, -Priority, or -Tag.")
            {
                IsTerminating = true,
            };
        }

        _updater = new JobUpdater(output, Resolver, new JobUpdate { Name = Name, Priority = Priority, Tags = Tag }) { PassThru = PassThru };
        return Task.CompletedTask;
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        _updater!.UpdateAsync(Input.ToJob(input), Workspace, cancellationToken);
}
