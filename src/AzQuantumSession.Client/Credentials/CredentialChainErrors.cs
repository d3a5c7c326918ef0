using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Collects the failures of token sources for one error message.</summary>
internal sealed partial class CredentialChainErrors(CredentialOptions options)
{
    private const string NothingIsSetUp =
        "Run Connect-AzQuantumWorkspace -TokenSource DeviceCode: it requires only a browser, on any machine.";

    private readonly List<(TokenSourceDefinition Source, string Reason)> _failed = [];
    private readonly List<(TokenSourceDefinition Source, string Reason)> _notSetUp = [];
    private Exception? _last;

    /// <summary>Records a source that is configured but failed.</summary>
    public void Failed(TokenSourceDefinition source, string reason, Exception? exception)
    {
        _failed.Add((source, reason));
        _last = exception;
    }

    /// <summary>Records a source that is not configured on this machine.</summary>
    public void NotSetUp(TokenSourceDefinition source, string reason) => _notSetUp.Add((source, reason));

    /// <summary>Creates the exception for all recorded sources.</summary>
    public CredentialChainException ToException()
    {
        // The advice is for the failed source that was configured for this machine, or else for the first failed source. If no
        // source is configured, the advice is the device code, which works on any machine.
        bool isChain = options.Source == TokenSource.Default;
        TokenSourceDefinition? advised = _failed.Find(item => item.Source.IsDeployed).Source
            ?? _failed.FirstOrDefault().Source
            ?? (isChain ? null : _notSetUp[0].Source);
        IEnumerable<(TokenSourceDefinition Source, string Reason)> reported = isChain ? _failed : _failed.Concat(_notSetUp);
        List<string> lines = [.. reported.Select(item => $"  {item.Source.Name}: {MessageSanitizer.EnsurePeriod(item.Reason)}")];
        if (isChain && _notSetUp.Count > 0)
        {
            lines.Add($"  not set up: {string.Join(", ", _notSetUp.Select(item => item.Source.Name))}.");
        }

        return new CredentialChainException(string.Join('\n', lines), advised?.GetHelp(options) ?? NothingIsSetUp, _last);
    }

    /// <summary>Returns why a credential failed: the first sentence of the Microsoft Entra error, or else of the library's message.</summary>
    public static string Reason(Exception exception)
    {
        if (Causes(exception).OfType<ResponseTooLargeException>().FirstOrDefault() is { } tooLarge)
        {
            return $"the response to the sign-in cannot be read: {tooLarge.Message}";
        }

        string all = string.Join("\n", Causes(exception).Select(cause => cause.Message).Reverse());
        Match directory = DirectorySentence().Match(all);
        string text = directory.Success ? directory.Value : Preamble().Replace(exception.Message, "");
        string line = text.Split('\n').Select(part => part.Trim()).FirstOrDefault(part => part.Length > 0) ?? "";
        string clean = Link().Replace(MessageSanitizer.Sanitize(line), "");
        string sentence = (SentenceEnd().Match(clean) is { Success: true } end ? clean[..(end.Index + 1)] : clean).Trim();
        return sentence.Length > 0 ? sentence : exception.GetType().Name;
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    [GeneratedRegex(@"AADSTS\d+: [^\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex DirectorySentence();

    [GeneratedRegex(@"^\s*\w+Credential authentication (unavailable|failed)[.:]\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Preamble();

    [GeneratedRegex(@"\s*\(?https?://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"[.!?]\s", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();
}

/// <summary>The exception for a sign-in in which every token source failed.</summary>
/// <param name="report">The failure of each source, one per line.</param>
/// <param name="help">The recommended action.</param>
/// <param name="inner">The exception of the last source that failed.</param>
internal sealed class CredentialChainException(string report, string help, Exception? inner) : Exception(report, inner)
{
    /// <summary>The recommended action.</summary>
    public string Help => help;
}
