using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

/// <summary>What other commands make of the objects: sorting, sums, groups, CSV, JSON, and serialization.</summary>
public sealed partial class ItemPropertyTests : IDisposable
{
    private readonly EngineSession _session = new(new EngineSessionOptions
    {
        Commands = new Dictionary<string, Type>
        {
            ["ConvertTo-Csv"] = typeof(ConvertToCsvCommand),
            ["ConvertTo-Json"] = typeof(ConvertToJsonCommand),
            ["Group-Object"] = typeof(GroupObjectCommand),
            ["Measure-Object"] = typeof(MeasureObjectCommand),
            ["Sort-Object"] = typeof(SortObjectCommand),
        },
    });

    public ItemPropertyTests() => _session["items"] = new[]
    {
        CreateSession("cheap", cost: 9, seconds: 100, day: 2, "Succeeded"),
        CreateSession("dear", cost: 10, seconds: 20, day: 1, "Failed"),
        CreateSession("medium", cost: 9.5m, seconds: 3, day: 12, "Succeeded"),
    };

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Cost", true, "cheap, medium, dear")]
    [InlineData("CostEstimate", false, "cheap, medium, dear")]
    [InlineData("Duration", true, "medium, dear, cheap")]
    [InlineData("DurationSeconds", true, "medium, dear, cheap")]
    [InlineData("CreationTime", false, "dear, cheap, medium")]
    [InlineData("Created", true, "dear, cheap, medium")]
    public void Items_sort_by_value(string property, bool isSerialized, string expected)
    {
        Assert.Equal(expected, Names($"$items | Sort-Object {property}"));
        if (isSerialized)
        {
            Assert.Equal(expected, Names($"{Clone("$items")} | Sort-Object {property}"));
        }
    }

    [Fact]
    public void Costs_are_compared_and_summed()
    {
        Assert.Equal("dear", Names("$items | Where-Object { $_.Cost -gt 9.5 }"));
        Assert.Equal("medium, dear", Names("$items | Where-Object { $_.CostEstimate -gt $items[0].CostEstimate } | Sort-Object Cost"));
        Assert.Equal(28.5, _session.Run("($items | Measure-Object Cost -Sum).Sum").Single<double>());
        Assert.Equal(123d, _session.Run("($items | Measure-Object DurationSeconds -Sum).Sum").Single<double>());
    }

    [Fact]
    public void Costs_of_jobs_are_summed_and_sessions_without_a_cost_are_ignored()
    {
        QuantumSessionJob job = new() { Status = "Succeeded", CostEstimate = new QuantumCostEstimate { EstimatedTotal = 1.5m, CurrencyCode = "USD" } };
        QuantumSession unknown = new() { CostEstimate = new QuantumCostEstimate { EstimatedTotal = 0, CurrencyCode = "USD" } };
        _session["items"] = new[] { unknown, unknown.WithJobs([job, job]), unknown.WithJobs([job, new QuantumSessionJob()]) };

        Assert.Equal(4.5, _session.Run("($items | Measure-Object Cost -Sum).Sum").Single<double>());
        Assert.Equal(["", "False", "True"], _session.Run("$items | ForEach-Object { \"$($_.CostIsPartial)\" }").As<string>());
        Assert.Equal(4.5, _session.Run($"({Clone("$items")} | Measure-Object Cost -Sum).Sum").Single<double>());
    }

    [Fact]
    public void Items_group_by_status() =>
        Assert.Equal(["Failed: 1", "Succeeded: 2"], _session.Run("$items | Group-Object Status | ForEach-Object { '{0}: {1}' -f $_.Name, $_.Count }").As<string>());

    [Fact]
    public void Csv_has_values_and_joined_lists()
    {
        foreach (object item in ViewSamples.All.Where(item => item is not QuantumJobResult))
        {
            _session["item"] = item;

            string csv = string.Join('\n', _session.Run("$item | ConvertTo-Csv").AssertNoErrors().As<string>());

            Assert.DoesNotContain("System.", csv, StringComparison.Ordinal);
        }

        _session["item"] = ViewSamples.Session;
        string session = string.Join('\n', _session.Run("$item | ConvertTo-Csv").As<string>());
        Assert.Contains("\"1234.567\",\"USD\"", session, StringComparison.Ordinal);
        Assert.Contains("\"hqc: 1.5\"", session, StringComparison.Ordinal);
        Assert.Contains("\"Failed: 1, Succeeded: 1\"", session, StringComparison.Ordinal);
        _session["item"] = new QuantumSessionJob { Tags = ["a", "b"], InputParams = new Dictionary<string, object?> { ["angles"] = new[] { 0.5, 1 } } };
        string job = string.Join('\n', _session.Run("$item | ConvertTo-Csv").As<string>());
        Assert.Contains("\"a, b\"", job, StringComparison.Ordinal);
        Assert.Contains("\"angles: [0.5, 1]\"", job, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_objects_lists_and_numbers()
    {
        _session["item"] = ViewSamples.Session;
        JsonNode session = JsonNode.Parse(_session.Run("$item | ConvertTo-Json -Depth 4").Single<string>())!;

        Assert.Equal((1234.567m, "USD"), ((decimal)session["Cost"]!, (string)session["Currency"]!));
        Assert.Equal("chem", (string)session["Tags"]![0]!);
        Assert.Equal(1.5m, (decimal)session["Usage"]!["hqc"]!);
        Assert.Equal(1, (int)session["JobSummary"]!["Failed"]!);
        Assert.Equal("2Q Gate Shot", (string)session["CostEstimate"]!["Events"]![0]!["DimensionName"]!);
        Assert.Equal(ViewSamples.Session.Duration!.Value.TotalSeconds, (double)session["DurationSeconds"]!);

        _session["item"] = ViewSamples.Session.WithJobs([ViewSamples.Job]);
        string nested = _session.Run("$item | ConvertTo-Json -WarningAction Ignore").Single<string>();
        Assert.Contains("\"InputParams\": \"shots: 500\"", nested, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", nested, StringComparison.Ordinal);

        foreach (object item in ViewSamples.Targets.Append<object>(ViewSamples.Workspace))
        {
            _session["item"] = item;
            Assert.DoesNotContain("System.", _session.Run("$item | ConvertTo-Json").Single<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Objects_from_another_process_have_cost_duration_and_creation_time()
    {
        foreach (object item in new object[] { ViewSamples.Session, ViewSamples.Job })
        {
            _session["item"] = item;
            PSObject copy = _session.Run(Clone("$item")).Output.Single();
            object? Read(string property) => copy.Properties[property].Value is PSObject wrapper ? wrapper.BaseObject : copy.Properties[property].Value;

            var expected = (IWorkspaceItem)item;
            Assert.Equal(
                (expected.CostEstimate!.EstimatedTotal, "USD", expected.CreationTime, expected.Duration, expected.Duration?.TotalSeconds),
                ((decimal?)Read("Cost"), (string?)Read("Currency"), (DateTimeOffset?)Read("Created"), (TimeSpan?)Read("Duration"), (double?)Read("DurationSeconds")));
        }
    }

    [Fact]
    public void Mixed_output_shows_the_default_properties()
    {
        _session["target"] = ViewSamples.Targets[0];
        _session["item"] = ViewSamples.Session;

        string[] labels = [.. _session.Show("$target; $item").Split('\n').Where(line => line.Contains(" : ", StringComparison.Ordinal)).Select(line => ControlSequences().Replace(line, "").Split(':')[0].Trim())];

        Assert.Equal(["Name", "Status", "Target", "Created", "Duration", "Cost", "Currency", "Id"], labels);
    }

    // Start-Job serializes to a depth of 1.
    private static string Clone(string variable) =>
        $"({variable} | ForEach-Object {{ [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 1)) }})";

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex ControlSequences();

    private string Names(string script) => string.Join(", ", _session.Run($"{script} | ForEach-Object Name").AssertNoErrors().As<string>());

    private static QuantumSession CreateSession(string name, decimal cost, int seconds, int day, string status)
    {
        var start = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
        return new QuantumSession
        {
            Id = name,
            Name = name,
            Status = status,
            CreationTime = start,
            EndExecutionTime = start.AddSeconds(seconds),
            CostEstimate = new QuantumCostEstimate { EstimatedTotal = cost, CurrencyCode = "USD" },
        };
    }
}
