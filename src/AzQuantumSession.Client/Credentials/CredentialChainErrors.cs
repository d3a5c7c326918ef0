using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Collects what came of each way to sign in, for one error.</summary>
internal sealed partial class CredentialChainErrors
{
    private const string NothingIsSetUp =
        "Run Connect-AzQuantumWorkspace -TokenSource DeviceCode: it needs nothing but a browser, on any machine.";

    private readonly List<(CredentialSource Step, string Reason)> _failed = [];
    private readonly List<(CredentialSource Step, string Reason)> _notSetUp = [];
    private Exception? _last;

    /// <summary>Notes a way that was tried in vain.</summary>
    public void Failed(CredentialSource step, string reason, Exception exception)
    {
        _failed.Add((step, reason));
        _last = exception;
    }

    /// <summary>Notes a way that there is nothing of here.</summary>
    public void NotSetUp(CredentialSource step, string reason) => _notSetUp.Add((step, reason));

    /// <summary>All of it in one error.</summary>
    public CredentialChainException ToException(bool isChain)
    {
        // What was set up and failed, in a chain the way that is nearest to the user; with nothing set up, what works anywhere.
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

    /// <summary>Why a credential gave no token: the first sentence of what the directory said, else of the library's own words.</summary>
    public static string Reason(Exception exception)
    {
        string all = string.Join("\n", Messages(exception).Reverse());
        Match directory = DirectorySentence().Match(all);
        string text = directory.Success ? directory.Value : Preamble().Replace(exception.Message, "");
        string line = text.Split('\n').Select(part => part.Trim()).FirstOrDefault(part => part.Length > 0) ?? "";
        string sentence = SentenceEnd().Split(Link().Replace(MessageSanitizer.Sanitize(line), ""), 2)[0].Trim();
        return sentence.Length > 0 ? sentence : exception.GetType().Name;
    }

    private static IEnumerable<string> Messages(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception.Message;
        }
    }

    [GeneratedRegex(@"AADSTS\d+: [^\r\n]+")]
    private static partial Regex DirectorySentence();

    [GeneratedRegex(@"^\s*\w+Credential authentication (unavailable|failed)[.:]\s*")]
    private static partial Regex Preamble();

    [GeneratedRegex(@"\s*\(?https?://\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=[.!?])\s")]
    private static partial Regex SentenceEnd();
}
