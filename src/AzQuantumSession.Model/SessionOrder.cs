namespace AzQuantumSession;

/// <summary>The properties that the service can sort sessions by.</summary>
public enum SessionOrder
{
    /// <summary>The creation time.</summary>
    CreationTime,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The provider id.</summary>
    ProviderId,

    /// <summary>The target id.</summary>
    Target,

    /// <summary>The status, which the service calls <c>State</c>.</summary>
    Status,
}
