using Azure.Core.Pipeline;

namespace Azure.Identity;

/// <summary>A type with a name that the client uses, but without its members.</summary>
public sealed class DefaultAzureCredential
{
    public string Describe() => "a credential with " + new HttpPipeline().Describe();
}
