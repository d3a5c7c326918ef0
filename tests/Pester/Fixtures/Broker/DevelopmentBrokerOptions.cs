namespace Azure.Identity.Broker;

/// <summary>A substitute for the type that the credential chain of Azure.Identity loads by name. Counts its instances.</summary>
public sealed class DevelopmentBrokerOptions : InteractiveBrowserCredentialOptions
{
    public DevelopmentBrokerOptions() => Created++;

    public static int Created { get; private set; }
}
