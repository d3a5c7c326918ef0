using System.Management.Automation;
using System.Text.RegularExpressions;
using AzQuantumSession.Output;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Control characters in the texts of the service, which could change the terminal, in everything that commands show.</summary>
public sealed partial class ControlCharacterTests : EngineTests, IClassFixture<EngineFixture>
{
    // ESC ] sets the title of the window, BEL ends it, U+009B is a C1 control, and U+202E reverses the line.
    private const string Hostile = "a\e]0;owned\a\u009b2J\u202eb\u007f";
    private const string Visible = "a␛]0;owned␇\ufffd2J\ufffdb␡";

    private const string Deserialized = "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($item))";

    private static readonly string[] Views = ["", " | Format-Table", " | Format-List"];

    private static readonly Dictionary<string, Type> Commands = new()
    {
        ["Format-List"] = typeof(FormatListCommand),
        ["Format-Table"] = typeof(FormatTableCommand),
        ["Out-String"] = typeof(OutStringCommand),
    };

    private static readonly DateTimeOffset Start = new(2026, 10, 9, 0, 0, 0, TimeSpan.Zero);

    public ControlCharacterTests(EngineFixture fixture)
        : base(fixture) => Session["hostile"] = Hostile;

    public static TheoryData<string> Types { get; } = [.. Items.Keys];

    public static TheoryData<string> ViewTypes { get; } = [.. FilledObject.Types.Select(type => type.Name)];

    private static Dictionary<string, object> Items => new()
    {
        ["session"] = new QuantumSession
        {
            Id = Hostile,
            Name = Hostile,
            Target = Hostile,
            ProviderId = Hostile,
            Status = Hostile,
            JobFailurePolicy = Hostile,
            Priority = Hostile,
            JobPriority = Hostile,
            CreatedBy = Hostile,
            CreatedByType = Hostile,
            LastModifiedBy = Hostile,
            LastModifiedByType = Hostile,
            Workspace = Hostile,
            Tags = [Hostile, Hostile],
            Usage = new Dictionary<string, decimal> { [Hostile] = 1 },
            ErrorData = Error,
            CostEstimate = new QuantumCostEstimate { EstimatedTotal = 1, CurrencyCode = Hostile, Events = [Event, Event] },
        }.WithJobs([new QuantumSessionJob { Id = Hostile, Name = Hostile, Status = "Failed", ErrorData = Error, EndExecutionTime = Start }, new QuantumSessionJob { Status = Hostile }]),
        ["job"] = new QuantumSessionJob
        {
            Id = Hostile,
            Name = Hostile,
            SessionId = Hostile,
            Target = Hostile,
            ProviderId = Hostile,
            Status = Hostile,
            JobType = Hostile,
            Priority = Hostile,
            JobPriority = Hostile,
            InputDataFormat = Hostile,
            OutputDataFormat = Hostile,
            CreatedBy = Hostile,
            CreatedByType = Hostile,
            LastModifiedBy = Hostile,
            LastModifiedByType = Hostile,
            Workspace = Hostile,
            Tags = [Hostile],
            ErrorData = Error,
            InputParams = new Dictionary<string, object?> { [Hostile] = Hostile, ["b"] = new List<object?> { Hostile } },
            Metadata = new Dictionary<string, string> { [Hostile] = Hostile },
            ReadableInputUri = $"https://storage.example/{Hostile}",
            ReadableOutputUri = $"https://storage.example/{Hostile}",
            CostEstimate = new QuantumCostEstimate { EstimatedTotal = 1, CurrencyCode = Hostile, Events = [Event] },
        },
        ["target"] = new QuantumTarget { Id = Hostile, ProviderId = Hostile, CurrentAvailability = Hostile },
        ["file"] = new QuantumJobFile { Name = Hostile, ContentType = Hostile, JobId = Hostile },
        ["quota"] = new QuantumQuota { ProviderId = Hostile, Target = Hostile, Dimension = Hostile, Period = Hostile, Unit = Hostile, Limit = 1, Used = 1 },
        ["event"] = Event,
        ["result"] = CreateResult(isParsed: true),
        ["unparsed"] = CreateResult(isParsed: false),
        ["outcome"] = new QuantumOutcome { JobName = Hostile, JobId = Hostile, Outcome = Hostile, Probability = 1 },
        ["expectation"] = new QuantumExpectation { JobName = Hostile, Observable = "Z" },
        ["interval"] = new QuantumProbabilityInterval { JobName = Hostile, Outcome = Hostile },
        ["comparison"] = new QuantumResultComparison { JobName = Hostile, ReferenceName = Hostile },
    };

    private static QuantumErrorData Error => new() { Code = Hostile, Message = Hostile, Details = [new() { Code = Hostile, Message = Hostile }] };

    private static QuantumCostEvent Event => new() { DimensionName = Hostile, DimensionId = Hostile, MeasureUnit = Hostile, AmountBilled = 1, UnitPrice = 1 };

    [Theory]
    [MemberData(nameof(Types))]
    public void Views_replace_control_characters(string type)
    {
        using EngineSession session = OpenRunspace(new EngineSessionOptions { Commands = Commands, Width = 400 });
        session["item"] = Items[type];
        string shown = string.Concat(Views.Select(view => session.Show($"$item{view}") + session.Show($"{Deserialized}{view}")));

        Assert.Contains("␛]0;owned␇", shown, StringComparison.Ordinal);
        AssertNoControls(shown);
    }

    [Theory]
    [MemberData(nameof(ViewTypes))]
    public void Views_replace_control_characters_of_every_property(string type)
    {
        using EngineSession session = OpenRunspace(new EngineSessionOptions { Commands = Commands, Width = 400 });
        session["item"] = FilledObject.Create(FilledObject.Types.Single(known => known.Name == type), Hostile);

        Assert.All(Views, view =>
        {
            AssertNoControls(session.Show($"$item{view}"));
            AssertNoControls(session.Show($"{Deserialized}{view}"));
        });
    }

    [Fact]
    public void Properties_keep_control_characters()
    {
        Session["item"] = Items["session"];

        Assert.Equal(Hostile, Run("$item.Name").Single<string>());
        Assert.Equal(Hostile, Run("$item.Tags[0]").Single<string>());
    }

    [Fact]
    public void Texts_of_commands_replace_control_characters()
    {
        ScriptResult opened = Run("New-AzQuantumSession ionq.simulator -Name $hostile -Verbose -WhatIf");
        // The error for its name as an id contains the name.
        Run("New-AzQuantumSession ionq.simulator -Name $hostile").AssertNoErrors();
        Run("$ConfirmPreference = 'Low'");
        Session.Host.Responses.Enqueue("No");
        Run("New-AzQuantumSession ionq.simulator -Name $hostile -Confirm").AssertNoErrors();
        ErrorRecord missing = Run("Get-AzQuantumSession -Id $hostile").Error;
        ScriptResult status = Run("Get-AzQuantumSession -Status $hostile");

        Assert.Empty(opened.Errors);
        Assert.Contains(Visible, Session.Host.Screen.ToString(), StringComparison.Ordinal);
        AssertNoControls(Session.Host.Screen.ToString());
        Assert.Contains(Visible, Assert.Single(Session.Host.Prompts), StringComparison.Ordinal);
        AssertNoControls(Session.Host.Prompts[0]);
        Assert.Contains("␛", missing.ToString(), StringComparison.Ordinal);
        AssertNoControls(missing.ToString());
        AssertNoControls(missing.CategoryInfo.TargetName);
        AssertNoControls(missing.Exception.ToString());
        Assert.Equal(Visible, missing.TargetObject);
        Assert.Contains(Visible, Assert.Single(status.Warnings), StringComparison.Ordinal);
        AssertNoControls(status.Warnings[0]);
    }

    [Fact]
    public void Messages_of_exceptions_replace_control_characters()
    {
        Exception[] exceptions =
        [
            new QuantumServiceException(QuantumErrorKind.Rejected, Hostile) { RecommendedAction = Hostile },
            new InvalidWorkspaceException("Location", Hostile),
            new InvalidMeasurementException(Hostile),
            new CmdletException(ErrorIds.JobFailed, ErrorCategory.InvalidResult, Hostile),
        ];

        Assert.All(exceptions, exception => Assert.Equal(Visible, exception.Message));
        Assert.Equal(Visible, ((QuantumServiceException)exceptions[0]).RecommendedAction);
    }

    [Fact]
    public async Task Progress_and_verbose_messages_replace_control_characters()
    {
        QuantumSession session = Run("$session = New-AzQuantumSession ionq.simulator -Name $hostile; $session").Single<QuantumSession>();
        ScriptResult waited = Run("$session, $session.Id | Wait-AzQuantumSession -Timeout 0.3 -PollingInterval 0.1 -ErrorAction SilentlyContinue");
        ScriptResult closed = Run("$session | Stop-AzQuantumSession -Verbose");
        string drawing = Run("$session | Show-AzQuantumSession").AssertNoErrors().Single<QuantumSessionChart>().Text;

        Assert.Equal(Hostile, session.Name);
        Assert.Contains(Visible, drawing, StringComparison.Ordinal);
        AssertNoControls(drawing);
        Assert.All(waited.Progress, record => AssertNoControls($"{record.Activity}{record.StatusDescription}{record.CurrentOperation}"));
        Assert.Contains(closed.Verbose, line => line.Contains(Visible, StringComparison.Ordinal));
        Assert.All(closed.Verbose, AssertNoControls);
        await Workspace.ForgetRequestsAsync();
    }

    [Fact]
    public async Task Progress_and_prompts_show_the_beginning_of_a_long_name()
    {
        ScriptResult waited = Run("$session = New-AzQuantumSession ionq.simulator -Name ('x' * 2000); $session | Wait-AzQuantumSession -Timeout 0 -ErrorAction SilentlyContinue");
        Run("$session | Stop-AzQuantumSession -WhatIf");

        Assert.NotEmpty(waited.Progress);
        Assert.All(waited.Progress, record => Assert.InRange(record.Activity.Length, 1, VisibleText.MaxMessageLineLength));
        Assert.Contains("xxx...\"", Session.Host.Screen.ToString(), StringComparison.Ordinal);
        await Workspace.ForgetRequestsAsync();
    }

    private static QuantumJobResult CreateResult(bool isParsed) => new()
    {
        JobId = Hostile,
        Name = Hostile,
        Target = Hostile,
        SessionId = Hostile,
        OutputDataFormat = Hostile,
        IsParsed = isParsed,
        ParseError = Hostile,
        Currency = Hostile,
        Cost = 1,
        Histogram = isParsed ? QuantumOutcome.CreateHistogram(Hostile, Hostile, [(Hostile, 1, null)], isCountDerived: false) : [],
        ShotCount = 1,
        Workspace = Hostile,
    };

    /// <summary>Asserts that a text contains no control characters other than line breaks and the colors of the module.</summary>
    private static void AssertNoControls(string text) => Assert.DoesNotMatch(Controls(), Colors().Replace(text, ""));

    [GeneratedRegex(@"\e\[\d+(;\d+)*m")]
    private static partial Regex Colors();

    [GeneratedRegex(@"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Controls();
}
