using Azure.Core.Pipeline;

namespace Azure.Identity;

/// <summary>By the name of a type that the client uses, and with nothing that it needs.</summary>
public sealed class DefaultAzureCredential
{
    public string Describe() => "a credential over " + new HttpPipeline().Describe();
}
