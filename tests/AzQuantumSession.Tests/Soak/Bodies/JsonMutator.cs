using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Changes JSON at random places: values of another type, without a value, twice, and that no one expects.</summary>
internal sealed class JsonMutator(Random random, Uri endpoint)
{
    // More would be more memory for the service than for the client.
    private const int MaxLength = 300_000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "1.5", "1e2", "1E+2", "1e400", "-1e400", "1e-400", "4.9e-324", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "-9223372036854775809", "18446744073709551616", "79228162514264337593543950336", "0.1e-30", "1e28", "1e29",
        "NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "0x1F", "1_000",
    ];

    private static readonly string[] Strings =
    [
        "", " ", "0", "500", "5e2", "true", "null", "NaN", "Infinity", "-Infinity", "Succeeded", "succeeded ", "FAILED", "Failure(s)", "TimedOut",
        "Waiting", "Cancelled", "Job", "Session", "ionq", "V1", "V2", "ionq.quantum-results.v1", "microsoft.quantum-results.v2",
        @"\ud800", @"\udc00\ud800", @"x\ud800", @"\u0000", @"a\u0000b", @"\u001b]0;owned\u0007", @"\u009b2J", @"\u202e", @"\u2028", @"\r\n\t",
        @"\ufeff", @"\uffff", @"\x", @"\u12", "\u0001", "\n", "e\u0301", "\U0001F469\u200d\U0001F680", "\u0130\u0131",
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-10-09", "2026-10-09T24:00:00Z", "2026-10-09T00:27:51.0811501123456789Z",
        "2026-10-09T00:27:51", "2026-10-09T00:27:51+99:00", "/Date(1760000000000)/", "Fri, 09 Oct 2026 00:00:00 GMT", "1970-01-01T00:00:00Z",
        "/", "//", "?", "#", "http://", "https://", "http://[::1", "https://a\uf4f3b/x?sig=1", "file:///etc/passwd", "javascript:alert(1)", "data:,x", "https://127.0.0.1:1/x?sig=1",
        "https://user:pass@127.0.0.1:1/x?sig=1", "http://10.0.0.1/x?sig=1", "https://127.0.0.1:99999/x?sig=1", "../..", "a/../b", "%00", "%", "%zz",
        "CON", "-", "*", "[", "a[b]c", "'", "''", "$(x)", "{0}", "<script>", "&amp;", "=1+1",
    ];

    private static readonly int[] Lengths = [10, 63, 64, 65, 128, 1000, 10_000, 100_000];

    private readonly List<string> _raw = [];

    /// <summary>Returns the JSON with one to three changes.</summary>
    public string Mutate(string json)
    {
        if (Next(20) == 0)
        {
            return CreateValue();
        }

        _raw.Clear();
        JsonNode root = JsonNode.Parse(json)!;
        for (int i = 0, changes = Next(1, 4); i < changes; i++)
        {
            root = Change(root);
        }

        StringBuilder text = new(root.ToJsonString());

        // A value can contain earlier values.
        for (int i = _raw.Count - 1; i >= 0; i--)
        {
            text.Replace($"\"{GetPlaceholder(i)}\"", _raw[i]);
        }

        return text.ToString();
    }

    /// <summary>Creates a value of any type. It is not always valid JSON.</summary>
    public string CreateValue() => Next(14) switch
    {
        0 => "null",
        1 => "true",
        2 => "false",
        3 or 4 => Pick(Numbers),
        5 => new string(Pick("1239".ToCharArray()), Pick(Lengths)),
        6 or 7 or 8 => $"\"{Pick(Strings)}\"",
        9 => $"\"{string.Concat(Enumerable.Repeat(Pick(["x", "é", "\\u001b", "\\ud83d\\ude00", " ", "<b>"]), Math.Min(Pick(Lengths), MaxLength / 6)))}\"",
        10 => $"\"{endpoint.AbsoluteUri.TrimEnd('/')}{Pick(["", "/", "/next?skip=1", "/account/job-1/x?sig=1", "/%00?sig=1", "#x", "?skip=1#x"])}\"",
        11 => Nest(Pick(Lengths)),
        12 => Widen(Pick(Lengths)),
        _ => Pick(["[]", "{}", "[null]", "[[]]", "[1,\"x\",{}]", "{\"\":1}", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "", ",", "nul", "{", "[", "\"", "//x"]),
    };

    /// <summary>Returns a text with a hostile part at a random position, as the content of a JSON string.</summary>
    private string Insert(string text)
    {
        int position = Next(text.Length + 1);
        return text[..position] + Pick(Strings) + text[position..];
    }

    private string Nest(int depth) => Next(3) switch
    {
        0 => new string('[', depth) + new string(']', depth),
        1 => new string('[', depth),
        _ => string.Concat(Enumerable.Repeat("{\"a\":", Math.Min(depth, 20_000))) + "1" + new string('}', Math.Min(depth, 20_000)),
    };

    private string Widen(int count) => Next(3) switch
    {
        0 => $"[{string.Join(',', Enumerable.Repeat(Pick(["1", "null", "{}", "[]", "\"a\""]), count))}]",
        1 => $"{{{string.Join(',', Enumerable.Range(0, Math.Min(count, 20_000)).Select(i => $"\"k{i}\":{i}"))}}}",
        _ => $"{{{string.Join(',', Enumerable.Repeat("\"k\":1", Math.Min(count, 20_000)))}}}",
    };

    private JsonNode Change(JsonNode root)
    {
        List<JsonNode> nodes = [.. Enumerate(root)];
        JsonNode node = Pick(nodes);
        return Next(12) switch
        {
            0 or 1 or 2 or 3 => Replace(root, node, Hide(CreateValue())),
            4 => Replace(root, node, null),
            5 => Remove(root, node),
            6 or 7 => Duplicate(root, node),
            8 => Replace(root, node, new JsonArray(node.DeepClone())),
            9 => Replace(root, node, Pick(nodes).DeepClone()),
            10 when node is JsonValue value && value.TryGetValue(out string? text) && !text.StartsWith("@@", StringComparison.Ordinal) =>
                Replace(root, node, Hide($"\"{Insert(JsonEncode(text))}\"")),
            10 => Add(root, node),
            _ => Repeat(root, node),
        };
    }

    private static JsonNode Remove(JsonNode root, JsonNode node)
    {
        if (node.Parent is JsonObject parent)
        {
            parent.Remove(node.GetPropertyName());
        }
        else if (node.Parent is JsonArray items)
        {
            items.Remove(node);
        }

        return root;
    }

    // The other value of the property is before or after its own value.
    private JsonNode Duplicate(JsonNode root, JsonNode node)
    {
        if (node.Parent is not JsonObject parent)
        {
            return root;
        }

        string name = node.GetPropertyName();
        string own = node.ToJsonString();
        string other = CreateValue();
        string spelled = Pick([name, name.ToUpperInvariant(), $"\\u{(int)name.FirstOrDefault('x'):x4}{name[Math.Min(1, name.Length)..]}"]);
        parent[name] = Hide(Next(2) == 0 ? $"{own},\"{spelled}\":{other}" : $"{other},\"{spelled}\":{own}");
        return root;
    }

    private JsonNode Add(JsonNode root, JsonNode node)
    {
        if (node is JsonObject target)
        {
            target[Pick(["unknown", "", "Id", "$type", "__proto__", "x\u001b"])] = Hide(CreateValue());
        }

        return root;
    }

    private JsonNode Repeat(JsonNode root, JsonNode node)
    {
        if (node is JsonArray { Count: > 0 } items)
        {
            string item = Pick([.. items.Where(item => item is not null)!])?.ToJsonString() ?? "null";
            int count = item.Contains("@@", StringComparison.Ordinal) ? 2 : Math.Clamp(MaxLength / (item.Length + 1), 1, Next(2, 2000));
            items.Add(Hide(string.Join(',', Enumerable.Repeat(item, count))));
        }

        return root;
    }

    private static JsonNode Replace(JsonNode root, JsonNode node, JsonNode? value)
    {
        switch (node.Parent)
        {
            case JsonObject parent:
                parent[node.GetPropertyName()] = value;
                return root;
            case JsonArray items:
                items[node.GetElementIndex()] = value;
                return root;
            default:
                return value ?? JsonValue.Create("");
        }
    }

    // JsonNode cannot have a value that is not valid JSON, so a string stands for it until the text exists.
    private JsonValue Hide(string raw)
    {
        _raw.Add(raw);
        return JsonValue.Create(GetPlaceholder(_raw.Count - 1));
    }

    private static string GetPlaceholder(int index) => string.Create(CultureInfo.InvariantCulture, $"@@{index}@@");

    private static IEnumerable<JsonNode> Enumerate(JsonNode node)
    {
        yield return node;
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject parent => parent.Select(property => property.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode descendant in children.OfType<JsonNode>().SelectMany(Enumerate))
        {
            yield return descendant;
        }
    }

    private static string JsonEncode(string text) => JsonValue.Create(text).ToJsonString()[1..^1];

    private int Next(int max) => random.Next(max);

    private int Next(int min, int max) => random.Next(min, max);

    private T Pick<T>(IReadOnlyList<T> values) => values.Count == 0 ? default! : values[random.Next(values.Count)];
}
