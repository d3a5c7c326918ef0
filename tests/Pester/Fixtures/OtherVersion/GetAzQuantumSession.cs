using System.Management.Automation;

namespace AzQuantumSession.Cmdlets;

/// <summary>The command that the manifest exports.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession")]
public sealed class GetAzQuantumSession : PSCmdlet;
