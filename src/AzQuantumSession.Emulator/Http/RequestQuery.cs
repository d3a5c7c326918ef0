using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Http;

/// <summary>The query of a request. Rejects unknown and repeated parameters.</summary>
internal sealed class RequestQuery
{
    private const string ApiVersionName = "api-version";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public RequestQuery(IQueryCollection query, IReadOnlyCollection<string> known)
    {
        foreach ((string name, StringValues values) in query)
        {
            if (name != ApiVersionName && !known.Contains(name))
            {
                throw ServiceException.InvalidInput($"The query parameter '{name}' is not supported by this operation.", name);
            }

            if (values.Count != 1)
            {
                throw ServiceException.InvalidInput($"The query parameter '{name}' is given more than once.", name);
            }

            _values.Add(name, values[0] ?? "");
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Returns the API version, or throws if it is missing or not supported.</summary>
    public string RequireApiVersion(IReadOnlyCollection<string> supported)
    {
        if (this[ApiVersionName] is not { Length: > 0 } version)
        {
            throw new ServiceException(
                StatusCodes.Status400BadRequest,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
        }

        return supported.Contains(version)
            ? version
            : throw new ServiceException(
                StatusCodes.Status400BadRequest,
                "InvalidApiVersionParameter",
                $"The api-version '{version}' is invalid. The supported versions are '{string.Join(", ", supported)}'.");
    }
}
