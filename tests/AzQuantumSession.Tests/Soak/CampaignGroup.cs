namespace AzQuantumSession.Tests.Soak;

/// <summary>The collection of all campaigns. They run one after the other, because each uses all processors.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CampaignGroup
{
    public const string Name = "Campaigns";
}
