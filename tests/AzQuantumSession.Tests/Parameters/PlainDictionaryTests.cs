using System.Collections;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Tests.Parameters;

public sealed class PlainDictionaryTests
{
    [Fact]
    public void Keeps_values_at_every_depth()
    {
        Dictionary<string, object?> plain = PlainDictionary.Of(new Hashtable
        {
            ["shots"] = 5,
            ["name"] = "text",
            ["none"] = null,
            [1] = true,
            ["noise"] = new Hashtable { ["list"] = new object[] { 1, "a", new Hashtable { ["b"] = 2.5 } } },
        });
        Assert.Equal((5, "text", null, true), (plain["shots"], plain["name"], plain["none"], plain["1"]));
        var list = (IReadOnlyList<object?>)((Dictionary<string, object?>)plain["noise"]!)["list"]!;
        Assert.Equal((1, "a"), (list[0], list[1]));
        Assert.Equal(2.5, ((Dictionary<string, object?>)list[2]!)["b"]);
    }

    [Fact]
    public void Nothing_is_empty() => Assert.Empty(PlainDictionary.Of(null));

    [Fact]
    public void Texts_are_the_same_everywhere()
    {
        Dictionary<string, string> texts = PlainDictionary.TextsOf(new Hashtable { ["a"] = 1.5, ["b"] = null, ["c"] = "x" });
        Assert.Equal(("1.5", "", "x"), (texts["a"], texts["b"], texts["c"]));
    }
}
