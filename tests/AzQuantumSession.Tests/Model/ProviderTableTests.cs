using System.Text;
using AzQuantumSession.Client.Results;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Tests.Model;

/// <summary>Compares the table of providers with the tables of the emulator and the help, which are independent of it.</summary>
public sealed class ProviderTableTests
{
    public static TheoryData<string> Providers => [.. ProviderTable.Providers.Select(provider => provider.Id)];

    [Fact]
    public void Emulator_has_the_same_providers() =>
        Assert.Equal(ProviderTable.Providers.Select(provider => provider.Id).Order(), DataFormats.Providers.Select(provider => provider.ProviderId).Order());

    [Theory]
    [MemberData(nameof(Providers))]
    public void Emulator_has_the_same_defaults(string providerId)
    {
        ProviderDefinition expected = ProviderTable.Find(providerId);
        ProviderFormats emulated = DataFormats.Providers.Single(provider => provider.ProviderId == providerId);

        Assert.Equal(expected.ShotsParameter, emulated.ShotsParameters[0]);
        if (expected.Format is { } format)
        {
            Assert.Equal(format.Output, emulated.Outputs[format.Input][0]);
        }

        Assert.All(expected.InputFormats, format => Assert.Contains(format, emulated.Outputs.Keys));
        Assert.All(emulated.Outputs, formats => Assert.Equal(expected.GetOutputFormat(formats.Key), formats.Value[0]));
        Assert.All(emulated.Outputs.Values.SelectMany(formats => formats), format => Assert.Contains(format, ProviderTable.ResultLayouts.Keys));
    }

    [Fact]
    public void Help_has_the_same_table()
    {
        string[] rows = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "help", "Submit-AzQuantumSessionJob.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();

        Assert.Equal(ProviderTable.Providers.SelectMany(ToRows), rows);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Detect_recognizes_the_sample(string providerId)
    {
        if (ProviderTable.Find(providerId).Format is { } format)
        {
            Assert.Equal((format.Input, format.Output), JobFormats.Detect(providerId, Encoding.UTF8.GetBytes(format.Sample!)));
        }
    }

    [Fact]
    public void InputFormats_are_empty_for_an_unknown_provider() => Assert.Empty(ProviderTable.Find("somebody").InputFormats);

    [Fact]
    public void Each_layout_has_a_reader() => Assert.All(Enum.GetValues<ResultLayout>(), layout => Assert.NotNull(ResultReader.FindReader(layout)));

    private static IEnumerable<string> ToRows(ProviderDefinition provider)
    {
        return provider.InputFormats.Select(format =>
            $"| `{provider.Id}` | `{format}` | `{provider.GetOutputFormat(format)}` | `{provider.ShotsParameter}` |");
    }
}
