namespace Azure.Identity.Broker;

/// <summary>A decoy: the credential chain of Azure.Core asks for this type by its name. Says so when it is made.</summary>
public sealed class DevelopmentBrokerOptions : InteractiveBrowserCredentialOptions
{
    public DevelopmentBrokerOptions() => Constructed++;

    public static int Constructed { get; private set; }
}
