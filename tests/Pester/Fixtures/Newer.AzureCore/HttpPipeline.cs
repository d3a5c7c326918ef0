namespace Azure.Core.Pipeline;

/// <summary>A type with a name that the client uses, but without its members. A client that binds to it fails.</summary>
public sealed class HttpPipeline
{
    public string Describe() => "a pipeline of a future version";
}
