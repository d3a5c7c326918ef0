namespace Azure.Core.Pipeline;

/// <summary>By the name of a type that the client uses, and with nothing that it needs: who binds to this one breaks.</summary>
public sealed class HttpPipeline
{
    public string Describe() => "a pipeline of the time to come";
}
