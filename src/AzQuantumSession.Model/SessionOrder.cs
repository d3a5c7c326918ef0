namespace AzQuantumSession;

/// <summary>The properties by which the service orders sessions.</summary>
public enum SessionOrder
{
    /// <summary>When the session was opened.</summary>
    CreationTime,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The provider's id.</summary>
    ProviderId,

    /// <summary>The target's id.</summary>
    Target,

    /// <summary>The status, which the service calls <c>State</c>.</summary>
    Status,
}
