using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Http;

/// <summary>The API key and the access tokens that the emulator accepts.</summary>
internal sealed class Credentials(string apiKey, IReadOnlyList<string> accessTokens)
{
    private const string KeyHeader = "x-ms-quantum-api-key";
    private const string BearerScheme = "Bearer ";

    public void Require(HttpRequest request, bool acceptsApiKey)
    {
        bool hasKey = request.Headers.TryGetValue(KeyHeader, out StringValues key);
        bool accepted = hasKey
            ? acceptsApiKey && AreSame(key, apiKey)
            : accessTokens.Any(token => AreSame(request.Headers.Authorization, BearerScheme + token));
        if (!accepted)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = BearerScheme.TrimEnd();
            throw new ServiceException(
                StatusCodes.Status401Unauthorized,
                "Unauthorized",
                hasKey ? "The API key is not valid for this request." : "The access token is missing, invalid, or expired.");
        }
    }

    private static bool AreSame(StringValues values, string expected) =>
        values is [{ } only]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(only), Encoding.UTF8.GetBytes(expected));
}
