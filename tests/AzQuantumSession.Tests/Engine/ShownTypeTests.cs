using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using AzQuantumSession.Cmdlets;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

/// <summary>
/// What PowerShell shows of each type that a command can write, of the values of their properties, and of errors: no control characters of the
/// service, which could change the terminal. A new type is tested without a change here.
/// </summary>
public sealed partial class ShownTypeTests : EngineTests, IClassFixture<EngineFixture>
{
    private const string Hostile = "a\e]0;owned\a\u009b2J\u202eb\u007f";

    private static readonly Dictionary<string, Type> Commands = new()
    {
        ["Format-List"] = typeof(FormatListCommand),
        ["Format-Table"] = typeof(FormatTableCommand),
        ["Format-Custom"] = typeof(FormatCustomCommand),
        ["Get-Error"] = typeof(GetErrorCommand),
        ["Out-String"] = typeof(OutStringCommand),
    };

    /// <summary>The types of data that the user requests as it is: the content of a result or file, and what a block writes.</summary>
    private static readonly Type[] DataTypes = [typeof(void), typeof(object), typeof(string), typeof(byte[]), typeof(Hashtable), typeof(PSObject), typeof(FileInfo)];

    private readonly EngineSession _shown;

    public ShownTypeTests(EngineFixture fixture)
        : base(fixture) => _shown = OpenRunspace(new EngineSessionOptions { Commands = Commands, Width = 400 });

    /// <summary>The types that commands declare, and the types of their properties.</summary>
    public static TheoryData<string> Types { get; } = [.. Find().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Objects_are_shown_without_control_characters(string name)
    {
        _shown["item"] = FilledObject.Create(Find().Single(type => type.Name == name), Hostile);

        Assert.All(["", " | Format-Table", " | Format-List"], view => AssertNoControls(_shown.Show($"$item{view}")));
        AssertNoControls(_shown.Run("\"$item\"").Single<string>());
    }

    [Fact]
    public void Commands_declare_the_types_that_they_write()
    {
        Assert.Contains(typeof(QuantumSession), Find());
        Assert.Contains(typeof(QuantumSessionFailure), Find());
        Assert.Empty(FilledObject.Types.Except(Find()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Errors_are_shown_without_control_characters(string name)
    {
        HttpRequestException cause = new($"Received an invalid status line: '{Hostile}'.", new IOException(Hostile));
        cause.Data["response"] = Hostile;
        QuantumServiceException exception = new(QuantumErrorKind.Connection, Hostile, new AggregateException(new InvalidOperationException(), cause))
        {
            ErrorData = (QuantumErrorData)FilledObject.Create(typeof(QuantumErrorData), Hostile),
            RecommendedAction = Hostile,
        };
        _shown["failure"] = new ErrorRecord(exception, "ConnectionFailed", ErrorCategory.ConnectionError, FilledObject.Create(Find().Single(type => type.Name == name), Hostile))
        {
            ErrorDetails = new ErrorDetails(exception.Message),
        };

        AssertError("failure");
        Assert.Contains("System.Net.Http.HttpRequestException: Received an invalid status line: 'a␛", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_commands_are_shown_without_control_characters()
    {
        const string Json = "a\\u001b]0;owned\\u0007\\u009b2J\\u202eb";
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Busy);
        _shown["endpoint"] = server.Endpoint;
        _shown["hostile"] = Hostile;
        _shown["key"] = ClientFixture.Secret(ClientFixture.Key);
        _shown.Run("$w = Connect-AzQuantumWorkspace -SubscriptionId 00000000-0000-0000-0000-000000000001 -ResourceGroupName r -WorkspaceName ws "
            + "-ApiKey $key -Endpoint $endpoint -SkipValidation").AssertNoErrors();
        ScriptedReply[] replies =
        [
            ScriptedReply.Error(400, Json, Json),
            new(400, $"{{\"error\":\"{Json}\"}}"),
            new(400, Hostile, "text/plain"),
            new(200, Hostile),
            new(200, $"{{\"{Hostile}\":1}}"),
            new(200, $"{{\"{Json}\":}}"),
            new(200, $"{{\"id\":[\"{Json}\"]}}"),
            ScriptedReply.Json(ClientFixture.Page([], $"https://{Json}/{Json}")),
        ];
        foreach (ScriptedReply reply in replies)
        {
            server.SetResponder(_ => reply.With("retry-after-ms", "1"));
            ScriptResult[] results = [_shown.Run("Get-AzQuantumSession -Id $hostile -Workspace $w"), _shown.Run("Get-AzQuantumSession -Workspace $w")];
            ErrorRecord[] errors = [.. results.SelectMany(result => result.Errors), .. results.Select(result => result.Exception).OfType<IContainsErrorRecord>().Select(failure => failure.ErrorRecord)];
            Assert.NotEmpty(errors);
            foreach (ErrorRecord error in errors)
            {
                _shown["failure"] = error;
                AssertError("failure");
            }
        }
    }

    private static Type[] Find()
    {
        HashSet<Type> found = [];
        Queue<Type> open = new(typeof(AsyncCmdlet).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(attribute => attribute.Type)
            .Select(written => written.Type)
            .Except(DataTypes));
        while (open.TryDequeue(out Type? type))
        {
            if (!found.Add(type))
            {
                continue;
            }

            // A command that writes another type needs a view for it, or an entry in the list above.
            Assert.Equal(typeof(QuantumObject).Assembly, type.Assembly);
            foreach (Type value in type.GetProperties().SelectMany(property => GetTypes(property.PropertyType)).Where(value => value.Assembly == type.Assembly && value is { IsClass: true }))
            {
                open.Enqueue(value);
            }
        }

        return [.. found.OrderBy(type => type.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> GetTypes(Type type) => type.IsGenericType ? type.GenericTypeArguments.SelectMany(GetTypes) : [type];

    private void AssertError(string variable)
    {
        foreach (string view in new[] { "", " | Format-List * -Force", " | Get-Error" })
        {
            AssertNoControls(_shown.Run($"${variable}{view} | Out-String -Width 400").Single<string>());
        }

        AssertNoControls(_shown.Run($"${variable}.Exception | Format-List * -Force | Out-String -Width 400").Single<string>());
        AssertNoControls(_shown.Run($"${variable}.Exception.ToString()").Single<string>());
        for (Exception? exception = ((ErrorRecord)_shown[variable]!).Exception; exception is not null; exception = exception.InnerException)
        {
            AssertNoControls(exception.Message);
            Assert.Empty(exception.Data);
        }
    }

    /// <summary>Asserts that a text contains no control characters other than line breaks and colors.</summary>
    private static void AssertNoControls(string text) => Assert.DoesNotMatch(Controls(), Colors().Replace(text, ""));

    [GeneratedRegex(@"\e\[\d*(;\d+)*m")]
    private static partial Regex Colors();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Controls();
}
