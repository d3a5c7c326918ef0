using System.Management.Automation;
using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Results;
using AzQuantumSession.Client.Workspaces;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;
using AzQuantumSession.Tests.Soak.Bodies;

namespace AzQuantumSession.Tests.Soak.Fuzzing;

/// <summary>The parsers that read text from outside, and what is true for any text.</summary>
internal static class FuzzTargets
{
    private const int MinSecretLength = 12;
    private const int MaxNameLength = 2000;
    private const int MaxTokenLength = 10_000;

    private static readonly ImmediateTimeProvider Time = new();
    private static readonly string[] DelayHeaders = ["Retry-After", "retry-after-ms", "x-ms-retry-after-ms"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("connection-strings", ParseConnectionString),
        new("retry-after", ParseRetryAfter),
        new("filters", ParseFilter),
        new("results", ParseResult),
        new("error-texts", ParseErrorText),
        new("names", ParseName),
        new("shown-texts", ParseShownText),
        new("durations", ParseDuration),
        new("resource-ids", ParseResourceId),
        new("token-claims", ParseTokenClaims),
        new("file-names", ParseFileName),
    ];

    // A connection string that is accepted can be written again, and then means the same.
    private static bool ParseConnectionString(string text)
    {
        try
        {
            ResolvedWorkspaceOptions options = ConnectionString.Parse(text);
            string key = options.ApiKey?.Read(characters => characters.ToString()) ?? "";
            string written = $"SubscriptionId={options.Id!.SubscriptionId};ResourceGroupName={options.Id.ResourceGroupName};WorkspaceName={options.Id.WorkspaceName};"
                + (options.ApiKey is null ? $"TenantId={options.TenantId};" : $"ApiKey={key};") + $"QuantumEndpoint={options.Endpoint!.OriginalString}";
            ResolvedWorkspaceOptions again = ConnectionString.Parse(written);
            Assert.Equal((options.Id, options.Endpoint, options.TenantId), (again.Id, again.Endpoint, again.TenantId));
            Assert.Equal(key, again.ApiKey?.Read(characters => characters.ToString()) ?? "");
            return true;
        }
        catch (InvalidWorkspaceException exception)
        {
            AssertNoKey(text, exception.Message);
            return false;
        }
    }

    // A part of the text that is also in another part is not only a key.
    private static void AssertNoKey(string text, string message)
    {
        string? key = text.Split(';').Select(part => part.Split('=', 2)).FirstOrDefault(part => part.Length == 2 && part[0].Trim().Equals("ApiKey", StringComparison.OrdinalIgnoreCase))?[1].Trim();
        bool isWord = key is not null && "SubscriptionId ResourceGroupName WorkspaceName QuantumEndpoint".Contains(key, StringComparison.Ordinal);
        if (key?.Length >= MinSecretLength && !isWord && text.IndexOf(key, StringComparison.Ordinal) == text.LastIndexOf(key, StringComparison.Ordinal))
        {
            Assert.DoesNotContain(key, message, StringComparison.Ordinal);
        }
    }

    private static bool ParseRetryAfter(string text)
    {
        bool isAccepted = false;
        foreach (string header in DelayHeaders)
        {
            ScriptedResponse response = new(503, (header, text));
            TimeSpan? requested = RetryAfter.ReadRequested(response, Time);
            Assert.True(requested is null || requested > TimeSpan.Zero, $"{requested}");
            TimeSpan? delay = RetryAfter.Read(response, Time);
            Assert.True(delay is null || (delay > TimeSpan.Zero && delay <= RetryAfter.Maximum), $"{delay}");
            Assert.Equal(requested is null, delay is null);
            isAccepted |= delay is not null;
        }

        return isAccepted;
    }

    private static bool ParseFilter(string text)
    {
        try
        {
            new FilterParser(text, FilterScope.TopLevelItems).Parse();
            return true;
        }
        catch (ServiceException exception)
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
    }

    // The corpus has JSON. Each layout reads it, because a service can send the result of another provider.
    private static bool ParseResult(string text)
    {
        byte[] raw = Encoding.UTF8.GetBytes(text);
        bool isAccepted = false;
        foreach (string format in ProviderTable.ResultLayouts.Keys)
        {
            foreach (ProgramResult program in ResultReader.Read(format, raw, 2))
            {
                Assert.Equal(program.Parsed is null, program.Error is not null);
                isAccepted |= program.Parsed is not null;
                OutcomeChecker.CheckText(program.Error);
                Assert.All(program.Parsed?.Outcomes.Take(100) ?? [], outcome => Assert.True(outcome.Count is null or >= 0));
            }
        }

        return isAccepted;
    }

    private static bool ParseErrorText(string text)
    {
        foreach (string shown in new[] { MessageSanitizer.Sanitize(text), MessageSanitizer.Shorten(text), MessageSanitizer.Summarize(text) })
        {
            OutcomeChecker.CheckText(shown);
            Assert.DoesNotContain("\n", shown, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)\\b(sig|apikey)=(?!\\.\\.\\.)[^\\s&;\"'<>]", shown);
            Assert.InRange(shown.Length, 0, 1003);
        }

        // XML and JSON of an error.
        QuantumErrorData? error = ErrorDataReader.ReadBody(Encoding.UTF8.GetBytes(text));
        OutcomeChecker.CheckText(error?.ToString());
        return error is not null;
    }

    private static bool ParseName(string text)
    {
        // PowerShell takes time in proportion to the product of the lengths.
        text = text.Length > MaxNameLength ? text[..MaxNameLength] : text;
        Predicate<string> matcher = WildcardMatcher.Create([text])!;
        try
        {
            // ValidateWildcardAttribute does the same.
            matcher("");
        }
        catch (Exception e) when (e is WildcardPatternException or ArgumentException)
        {
            return false;
        }

        matcher(text);

        // The completion offers a name in this form.
        string escaped = WildcardPattern.Escape(text);
        if (!text.Contains('`', StringComparison.Ordinal))
        {
            Assert.True(WildcardMatcher.Create([escaped])!(text), "An escaped name does not match itself.");
            Assert.Contains(text, WildcardMatcher.GetLiteralNames([escaped]), StringComparer.Ordinal);
        }

        return true;
    }

    private static bool ParseShownText(string text)
    {
        string line = VisibleText.Line(text);
        string lines = VisibleText.Lines(text);
        OutcomeChecker.CheckCharacters(line);
        OutcomeChecker.CheckCharacters(lines);
        OutcomeChecker.CheckText(VisibleText.Message(text));
        Assert.DoesNotContain(line, character => character is '\n' or '\r' or '\t');
        Assert.Equal(line, VisibleText.Line(line));
        Assert.Equal(lines, VisibleText.Lines(lines));
        Assert.Equal(text.Length, line.Length);
        return ReferenceEquals(line, text);
    }

    private static bool ParseDuration(string text) => DurationParser.ToSeconds(text) is not null;

    private static bool ParseResourceId(string text)
    {
        try
        {
            WorkspaceId id = WorkspaceId.Parse(text);
            Assert.Equal(id, WorkspaceId.Parse(id.ToString()));
            return true;
        }
        catch (InvalidWorkspaceException)
        {
            return false;
        }
    }

    // The corpus has the JSON of the claims, and the text itself can be a token.
    private static bool ParseTokenClaims(string text)
    {
        // The parameter is a SecureString, which cannot be longer.
        text = text.Length > MaxTokenLength ? text[..MaxTokenLength] : text;
        string payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        using System.Security.SecureString token = ClientFixture.Secret($"e30.{payload}.x");
        using System.Security.SecureString other = ClientFixture.Secret(text);
        OutcomeChecker.CheckText(TokenClaims.Parse(other).Audience);
        string? challenge = TokenClaims.ReadChallenge(new ScriptedResponse(401, ("WWW-Authenticate", text)));
        TokenClaims claims = TokenClaims.Parse(token);
        OutcomeChecker.CheckText(claims.Audience);
        return challenge is not null || claims != new TokenClaims(null, null);
    }

    private static bool ParseFileName(string text)
    {
        if (BlobFileName.FindError(text) is not null)
        {
            return false;
        }

        string folder = Path.GetFullPath("/folder");
        Assert.StartsWith(folder + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(folder, text)), StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => character < ' ');
        return true;
    }
}
