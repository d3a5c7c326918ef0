using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Http;

/// <summary>
/// An operation of the service: the valid form of its request, and its implementation. <see cref="PrepareAsync"/> runs without
/// the lock of the workspace, and returns the function that runs with the lock, at a single instant.
/// </summary>
internal sealed record ApiEndpoint(string Method, string Path, Func<EndpointRequest, Task<Func<EndpointRequest, EndpointResponse>>> PrepareAsync)
{
    private const string ApiVersion = "api-version";

    public ApiEndpoint(string method, string path, Func<EndpointRequest, EndpointResponse> run)
        : this(method, path, _ => Task.FromResult(run))
    {
    }

    public ApiSurface Plane { get; init; } = ApiSurface.Data;

    public BodyKind Body { get; init; } = BodyKind.None;

    /// <summary>The supported query parameters, in addition to api-version.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Returns the API version, or throws if it is missing or not supported, or if a parameter is unknown or repeated.</summary>
    public string RequireApiVersion(IQueryCollection query)
    {
        foreach ((string name, StringValues values) in query)
        {
            if (name != ApiVersion && !Query.Contains(name))
            {
                throw ServiceException.InvalidInput($"The query parameter '{name}' is not supported by this operation.", name);
            }

            if (values.Count != 1)
            {
                throw ServiceException.InvalidInput($"The query parameter '{name}' is given more than once.", name);
            }
        }

        if ((string?)query[ApiVersion] is not { Length: > 0 } version)
        {
            throw ServiceException.BadRequest(
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
        }

        return Plane.ApiVersions.Contains(version)
            ? version
            : throw ServiceException.BadRequest(
                "InvalidApiVersionParameter",
                $"The api-version '{version}' is invalid. The supported versions are '{string.Join(", ", Plane.ApiVersions)}'.");
    }
}

/// <summary>An API that the emulator provides on its port, with its versions and credentials.</summary>
internal sealed record ApiSurface(IReadOnlyList<string> ApiVersions, bool AcceptsApiKey)
{
    /// <summary>The first version of workspaces in Azure Resource Manager whose providers have quotas for targets.</summary>
    public const string WorkspaceQuotaVersion = "2026-06-15-preview";

    private const string WorkspaceVersion = "2025-12-15-preview";

    public static ApiSurface Data { get; } = new(["2026-01-15-preview", "2025-12-01-preview"], AcceptsApiKey: true);

    public static ApiSurface Workspaces { get; } = new([WorkspaceVersion, WorkspaceQuotaVersion], AcceptsApiKey: false);

    public static ApiSurface ResourceGraph { get; } = new(["2021-03-01"], AcceptsApiKey: false);
}
