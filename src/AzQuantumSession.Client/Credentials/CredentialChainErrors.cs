using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Collects the failures of credential sources for one error message.</summary>
internal sealed partial class CredentialChainErrors
{
    private const string NothingIsSetUp =
        "Run Connect-AzQuantumWorkspace -TokenSource DeviceCode: it requires only a browser, on any machine.";

    private readonly List<(CredentialSource Step, string Reason)> _failed = [];
    private readonly List<(CredentialSource Step, string Reason)> _notSetUp = [];
    private Exception? _last;

    /// <summary>Records a source that is configured but failed.</summary>
    public void Failed(CredentialSource step, string reason, Exception exception)
    {
        _failed.Add((step, reason));
        _last = exception;
    }

    /// <summary>Records a source that is not configured on this machine.</summary>
    public void NotSetUp(CredentialSource step, string reason) => _notSetUp.Add((step, reason));

    /// <summary>Creates the exception for all recorded sources.</summary>
    public CredentialChainException ToException(bool isChain)
    {
        // The advice is for the failed source that was configured for this machine, or else for the first failed source. If no
        // source is configured, the advice is the device code, which works on any machine.
        string help = _failed.Find(item => item.Step.StopsChain).Step?.Help
            ?? _failed.FirstOrDefault().Step?.Help
            ?? (isChain ? NothingIsSetUp : _notSetUp[0].Step.Help);
        IEnumerable<string> lines = _failed.Select(item => $"  {item.Step.Name}: {MessageSanitizer.EnsurePeriod(item.Reason)}");
        if (isChain && _notSetUp.Count > 0)
        {
            lines = lines.Append($"  not set up: {string.Join(", ", _notSetUp.Select(item => item.Step.Name))}.");
        }
        else
        {
            lines = lines.Concat(_notSetUp.Select(item => $"  {item.Step.Name}: {MessageSanitizer.EnsurePeriod(item.Reason)}"));
        }

        return new CredentialChainException(string.Join('\n', lines), help, _last);
    }

    /// <summary>Returns why a credential failed: the first sentence of the Microsoft Entra error, or else of the library's message.</summary>
    public static string Reason(Exception exception)
    {
        string all = string.Join("\n", Messages(exception).Reverse());
        Match directory = DirectorySentence().Match(all);
        string text = directory.Success ? directory.Value : Preamble().Replace(exception.Message, "");
        string line = text.Split('\n').Select(part => part.Trim()).FirstOrDefault(part => part.Length > 0) ?? "";
        string clean = Link().Replace(MessageSanitizer.Sanitize(line), "");
        string sentence = (SentenceEnd().Match(clean) is { Success: true } end ? clean[..(end.Index + 1)] : clean).Trim();
        return sentence.Length > 0 ? sentence : exception.GetType().Name;
    }

    private static IEnumerable<string> Messages(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception.Message;
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
