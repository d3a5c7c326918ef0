using System.Management.Automation;

namespace AzQuantumSession.Cmdlets;

/// <summary>So that there is a command.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession")]
public sealed class GetAzQuantumSession : PSCmdlet;
