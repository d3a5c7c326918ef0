namespace AzQuantumSession;

/// <summary>What kind of failure a request met. The table of errors in <c>docs/errors.md</c> follows it.</summary>
public enum QuantumErrorKind
{
    /// <summary>The service refused the request as wrong (400 and other 4xx); trying again does not help.</summary>
    Rejected,

    /// <summary>No, a wrong or an expired credential (401), or none could be had.</summary>
    Authentication,

    /// <summary>The credential has no role on the workspace (403).</summary>
    AccessDenied,

    /// <summary>No such session, job or workspace (404).</summary>
    NotFound,

    /// <summary>The id exists with other content (409).</summary>
    Conflict,

    /// <summary>Too many requests (429), still after every retry.</summary>
    Throttled,

    /// <summary>The service was not able to answer (408, 500, 502, 503, 504), still after every retry.</summary>
    Unavailable,

    /// <summary>No connection: name not found, refused, reset, broken off; still after every retry.</summary>
    Connection,

    /// <summary>The service did not answer within the time for one try; still after every retry.</summary>
    Timeout,

    /// <summary>The answer is not what the service sends: not JSON, cut off, or without what is always there.</summary>
    InvalidResponse,

    /// <summary>The answer sent the client to another host (a redirect or a <c>nextLink</c>), and it did not go.</summary>
    ForeignAddress,

    /// <summary>No workspace has the name that was given, as far as the credential can see.</summary>
    WorkspaceNotFound,

    /// <summary>Several workspaces have the name that was given.</summary>
    WorkspaceAmbiguous,

    /// <summary>The connection was ended, or its credential stayed in another process.</summary>
    Disconnected,
}
