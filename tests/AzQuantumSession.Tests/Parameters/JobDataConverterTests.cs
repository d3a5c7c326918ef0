using System.Collections;
using System.Management.Automation;
using System.Text;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;
using AzQuantumSession.Tests.Engine;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Parameters;

/// <summary>PowerShell creates the values, and <c>ConvertTo-Json</c> defines their JSON.</summary>
/// <remarks>
/// PowerShell attaches note properties to an object by reference, and shares the objects of small integers in the process. A note on 5
/// would affect all tests that use 5. Numbers with notes are therefore parsed, which creates a new object.
/// </remarks>
public sealed class JobDataConverterTests : IDisposable
{
    private readonly EngineSession _session = new(new()
    {
        Commands = new Dictionary<string, Type> { ["ConvertTo-Json"] = typeof(ConvertToJsonCommand), ["Add-Member"] = typeof(AddMemberCommand) },
    });

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("'text'")]
    [InlineData("''")]
    [InlineData("'quote \" backslash \\ slash / tab' + [char] 9 + [char] 13 + [char] 10 + [char] 1")]
    [InlineData("'<a href=\"x\">&amp;'' + = ü é 日本 Ж'")]
    [InlineData("[char] 'x'")]
    [InlineData("$true")]
    [InlineData("$null")]
    [InlineData("[DBNull]::Value")]
    [InlineData("[sbyte] -1")]
    [InlineData("[byte] 255")]
    [InlineData("[int] -7")]
    [InlineData("[uint16] 7")]
    [InlineData("[long]::MinValue")]
    [InlineData("[ulong]::MaxValue")]
    [InlineData("[bigint]::Parse('123456789012345678901234567890')")]
    [InlineData("1.0")]
    [InlineData("0.1")]
    [InlineData("-0.0")]
    [InlineData("1e300")]
    [InlineData("1e-7")]
    [InlineData("[math]::PI")]
    [InlineData("[float] 0.1")]
    [InlineData("[float] 3")]
    [InlineData("[decimal] 5")]
    [InlineData("[decimal]::Parse('1.10')")]
    [InlineData("[decimal]::MaxValue")]
    [InlineData("[System.DayOfWeek]::Friday")]
    [InlineData("[System.IO.FileAccess]::ReadWrite")]
    [InlineData("[System.Text.RegularExpressions.RegexOptions] 'IgnoreCase, Compiled'")]
    [InlineData("[System.Diagnostics.Tracing.EventKeywords]::AuditFailure")]
    [InlineData("[guid] '7a0c5f2e-0000-4000-8000-000000000001'")]
    [InlineData("[uri] 'https://example.com/a b?c=d'")]
    [InlineData("[datetime]::new(2026, 11, 26, 10, 20, 30, [System.DateTimeKind]::Utc)")]
    [InlineData("[datetime]::new(2026, 11, 26, 10, 20, 30, 120, [System.DateTimeKind]::Local)")]
    [InlineData("[datetime]::new(2026, 11, 26)")]
    [InlineData("[System.DateTimeOffset]::new(2026, 11, 26, 10, 20, 30, [timespan]::FromHours(2))")]
    [InlineData("@{ qubits = 1 }")]
    [InlineData("@{}")]
    [InlineData("@()")]
    [InlineData("@(1)")]
    [InlineData("@(@(1), @(), @(2, 'b'))")]
    [InlineData("@($null, $null)")]
    [InlineData("[byte[]] (1, 2, 3)")]
    [InlineData("[ordered] @{ z = 1; a = [ordered] @{ y = 2; b = @(3, @{ c = 4 }) } }")]
    [InlineData("[pscustomobject] @{ z = 1; a = [pscustomobject] @{ y = 2; b = @([pscustomobject] @{ c = 4 }) } }")]
    [InlineData("[System.Collections.ArrayList] @(1, 'a')")]
    [InlineData("[System.Collections.Generic.List[double]] @(1, 0.5)")]
    [InlineData("[System.Collections.Generic.HashSet[string]] @('a', 'b')")]
    [InlineData("$d = [System.Collections.Generic.Dictionary[string, int]]::new(); $d['a'] = 1; $d['B'] = 2; $d")]
    [InlineData("$h = [hashtable]::new([StringComparer]::Ordinal); $h['a'] = 1; $h")]
    [InlineData("@{ 'a.b' = 1 }")]
    [InlineData("@{ values = 1..3; nested = @{ date = [datetime]::new(2026, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc) } }")]
    [InlineData("[pscustomobject] @{ a = 2 } | Add-Member ScriptProperty double { 2 * $this.a } -PassThru")]
    [InlineData("'text' | Add-Member NoteProperty note 1 -PassThru")]
    [InlineData("@{ line = 'text' | Add-Member NoteProperty PSPath x -PassThru }")]
    [InlineData("[int]::Parse('40000') | Add-Member NoteProperty unit s -PassThru")]
    [InlineData("Add-Member -InputObject @{ a = 1 } NoteProperty note 2 -PassThru")]
    [InlineData("Add-Member -InputObject @(1, 2) NoteProperty note 2 -PassThru")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject] @{ a = 1; b = 'x' }))")]
    [InlineData("1..3 | ForEach-Object { @{ gate = 'h'; target = $_ } }")]
    public void Convert_writes_what_ConvertTo_Json_writes(string expression)
    {
        _session.Run($"$value = & {{ {expression} }}").AssertNoErrors();
        if (expression.StartsWith("@(", StringComparison.Ordinal) || expression.StartsWith('[') || expression.StartsWith("Add-Member", StringComparison.Ordinal))
        {
            // The call operator unrolls a collection, and an assignment doesn't.
            _session.Run($"$value = {expression}").AssertNoErrors();
        }

        string expected = _session.Run("ConvertTo-Json -InputObject $value -Depth 100 -Compress").Single<string>();

        Assert.Equal(expected, Encoding.UTF8.GetString(Write(_session["value"])));
    }

    [Theory]
    [InlineData("'𝄞 😀'", "𝄞 😀")]
    [InlineData("[char] 0x2028 + 'x'", "\u2028x")]
    public void Convert_keeps_every_character(string expression, string expected)
    {
        _session.Run($"$value = {expression}").AssertNoErrors();

        Assert.Equal(expected, System.Text.Json.JsonSerializer.Deserialize<string>(Write(_session["value"])));
    }

    [Theory]
    [InlineData("[switch] $true", "true")]
    [InlineData("[version] '1.2.3'", "\"1.2.3\"")]
    public void Convert_writes_simple_values_of_PowerShell(string expression, string expected)
    {
        _session.Run($"$value = {expression}").AssertNoErrors();

        Assert.Equal(expected, Encoding.UTF8.GetString(Write(_session["value"])));
    }

    [Theory]
    [InlineData("[double]::NaN", "-InputObject is NaN, which JSON cannot express")]
    [InlineData("[float]::NegativeInfinity", "-InputObject is -Infinity")]
    [InlineData("@{ circuit = @(@{ gate = 'rx'; rotation = 1.5 }, @{ gate = 'rx'; rotation = [double]::NaN }) }", "circuit[1].rotation is NaN")]
    [InlineData("@{ a = @(1, @(2, [double]::PositiveInfinity)) }", "a[1][1] is Infinity")]
    [InlineData("@{ run = { Get-Date } }", "run is a System.Management.Automation.ScriptBlock")]
    [InlineData("@{ type = [int] }", "type is a System.RuntimeType")]
    [InlineData("@{ span = [timespan]::FromSeconds(1) }", "span is a System.TimeSpan")]
    [InlineData("@{ stream = [System.IO.MemoryStream]::new() }", "stream is a System.IO.MemoryStream")]
    [InlineData("@{ process = [System.Diagnostics.Process]::GetCurrentProcess() }", "process is a System.Diagnostics.Process")]
    [InlineData("@{ 1 = 'a' }", "-InputObject has the key 1, a System.Int32: keys have to be strings")]
    [InlineData("@{ map = @{ [guid]::Empty = 1 } }", "map has the key 00000000-0000-0000-0000-000000000000")]
    [InlineData("@{ 'odd key''s' = @{ value = [double]::NaN } }", "['odd key''s'].value is NaN")]
    [InlineData("$h = @{}; $h.self = $h; $h", "self contains itself")]
    [InlineData("$a = [System.Collections.ArrayList]::new(); [void] $a.Add(@{ again = $a }); , $a", "[0].again contains itself")]
    [InlineData("$o = [pscustomobject] @{ inner = $null }; $o.inner = @($o); $o", "inner[0] contains itself")]
    [InlineData("$n = [int]::Parse('40000') | Add-Member NoteProperty self 0 -PassThru; $n.self = $n; $n", "self contains itself")]
    [InlineData("$l = Add-Member -InputObject @(1) NoteProperty self 0 -PassThru; $l.self = @{ again = $l }; , $l", "self.again contains itself")]
    [InlineData("$deep = 1; foreach ($i in 1..102) { $deep = @{ d = $deep } }; $deep", "is nested deeper than 100 levels")]
    [InlineData("[pscustomobject] @{ a = 1 } | Add-Member ScriptProperty broken { throw 'no value' } -PassThru", "broken cannot be read")]
    [InlineData("@{ text = 'x' + [char] 0xD800 }", "text contains half of a surrogate pair at index 1")]
    [InlineData("@{ text = [char] 0xDC00 + 'x' }", "text contains half of a surrogate pair at index 0")]
    [InlineData("@{ ('x' + [char] 0xD800) = 1 }", "contains half of a surrogate pair")]
    public void Convert_throws_InputInvalid_with_the_path_of_the_value(string expression, string reason)
    {
        _session.Run($"$value = . {{ {expression} }}").AssertNoErrors();

        CmdletError error = Assert.Throws<CmdletException>(() => Write(_session["value"])).ToError();

        Assert.Equal(("InputInvalid", ErrorCategory.InvalidData), (error.Id, error.Category));
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Use strings, numbers, Booleans, dates, and lists, hashtables, and custom objects of them.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_accepts_a_hundred_levels_of_nesting_and_the_same_object_twice()
    {
        _session.Run("$deep = 1; foreach ($i in 1..100) { $deep = @{ d = $deep } }; $gate = @{ gate = 'h' }; $value = @($gate, $gate, $deep)").AssertNoErrors();

        Assert.StartsWith("[{\"gate\":\"h\"},{\"gate\":\"h\"}", Encoding.UTF8.GetString(Write(_session["value"])), StringComparison.Ordinal);
    }

    [Fact]
    public void ToDictionary_is_empty_for_null() => Assert.Empty(JobDataConverter.ToDictionary(null, "InputParams"));

    [Fact]
    public void ToDictionary_names_the_parameter_of_an_invalid_value()
    {
        CmdletException error = Assert.Throws<CmdletException>(
            () => JobDataConverter.ToDictionary(new Hashtable { ["noise"] = new Hashtable { ["seed"] = double.NaN } }, "InputParams"));

        Assert.StartsWith("-InputParams is not valid: noise.seed is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToStringDictionary_uses_the_invariant_culture()
    {
        Dictionary<string, string> labels = JobDataConverter.ToStringDictionary(
            new Hashtable { ["a"] = 1.5, ["b"] = null, ["c"] = "x", ["d"] = true }, "Metadata");

        Assert.Equal(("1.5", "", "x", "True"), (labels["a"], labels["b"], labels["c"], labels["d"]));
    }

    [Fact]
    public void ToStringDictionary_rejects_a_nested_value()
    {
        CmdletException error = Assert.Throws<CmdletException>(
            () => JobDataConverter.ToStringDictionary(new Hashtable { ["list"] = new ArrayList { 1, 2 } }, "Metadata"));

        Assert.StartsWith("-Metadata is not valid: list is a list or dictionary", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Write(object? value) => JsonValueWriter.ToUtf8(JobDataConverter.Convert(value, "InputObject"));
}
