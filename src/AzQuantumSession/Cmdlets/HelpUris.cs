namespace AzQuantumSession.Cmdlets;

/// <summary>The pages that <c>Get-Help -Online</c> opens: the articles of Azure Quantum about what the commands do.</summary>
internal static class HelpUris
{
    public const string Sessions = "https://learn.microsoft.com/azure/quantum/hybrid-computing-interactive";
    public const string Workspaces = "https://learn.microsoft.com/azure/quantum/how-to-connect-workspace";
}
