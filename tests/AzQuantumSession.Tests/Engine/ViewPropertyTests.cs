using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using AzQuantumSession.Views;
using Microsoft.PowerShell.Commands;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The hidden properties of views: their visibility, and their declarations in the types and format files.</summary>
public sealed class ViewPropertyTests
{
    private static readonly Dictionary<string, Type> Commands = new()
    {
        ["ConvertTo-Csv"] = typeof(ConvertToCsvCommand),
        ["ConvertTo-Json"] = typeof(ConvertToJsonCommand),
        ["Format-List"] = typeof(FormatListCommand),
        ["Get-Member"] = typeof(GetMemberCommand),
        ["Out-String"] = typeof(OutStringCommand),
        ["Select-Object"] = typeof(SelectObjectCommand),
    };

    private static readonly XDocument Types = Load("AzQuantumSession.Types.ps1xml");

    private static readonly XDocument Formats = Load("AzQuantumSession.Format.ps1xml");

    /// <summary>An object of each type that has view properties.</summary>
    private static readonly object[] Items =
    [
        .. FilledObject.Types.Select(type => type == typeof(QuantumSessionChart) ? new QuantumSessionChart(new QuantumSession(), "", "") : Activator.CreateInstance(type, nonPublic: true)!),
    ];

    /// <summary>The hidden properties of results that are not for views.</summary>
    private static readonly string[] ResultProperties = ["Raw", "Json"];

    [Theory]
    [InlineData("($item | Get-Member).Name")]
    [InlineData("($item | Select-Object *).PSObject.Properties.Name")]
    [InlineData("$item | ConvertTo-Csv")]
    [InlineData("$item | ConvertTo-Json -Depth 3")]
    [InlineData("$item | Format-List * | Out-String")]
    [InlineData("$item.PSObject.Properties.Name")]
    [InlineData("[Management.Automation.PSSerializer]::Serialize($item, 3)")]
    [InlineData("[Management.Automation.PSSerializer]::Serialize([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($item, 3)), 3)")]
    public void View_properties_are_hidden_from_other_commands(string script)
    {
        using var session = new EngineSession(new EngineSessionOptions { Commands = Commands });
        foreach (object item in Items)
        {
            session["item"] = item;

            ScriptResult result = session.Run(script).AssertNoErrors();

            Assert.NotEmpty(result.Output);
            Assert.All(result.Output, output => Assert.DoesNotContain("View", output.ToString(null, CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Serialization_includes_every_public_property()
    {
        using var session = new EngineSession(new EngineSessionOptions());
        foreach (object item in Items)
        {
            session["item"] = item;
            string[] expected =
            [
                .. item.GetType().GetProperties().Select(property => property.Name),
                .. item switch
                {
                    QuantumTarget => ["Target", "Availability", "QueueTime", "Qubits"],
                    QuantumSession or QuantumSessionJob => ["Created"],
                    _ => Array.Empty<string>(),
                },
            ];

            PSObject once = Clone("$item");
            PSObject twice = Clone("$item");

            Assert.Equal(expected.Order(), once.Properties.Select(property => property.Name).Order());
            Assert.Equal(expected.Order(), twice.Properties.Select(property => property.Name).Order());
        }

        PSObject Clone(string variable)
        {
            PSObject clone = session.Run($"[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize({variable}, 3))").Output.Single();
            session["item"] = clone;
            return clone;
        }
    }

    [Fact]
    public void Types_file_declares_a_hidden_property_for_each_getter_and_no_script()
    {
        XElement[] all = [.. Types.Descendants("CodeProperty").Where(property => property.Element("Name")!.Value != "Created")];
        Assert.All(all, property => Assert.Equal("true", property.Attribute("IsHidden")?.Value));
        XElement[] properties = [.. all.Where(property => !ResultProperties.Contains(property.Element("Name")!.Value))];

        Assert.All(properties, property => Assert.Equal($"Get{property.Element("Name")!.Value["View".Length..]}", property.Descendants("MethodName").Single().Value));
        Type[] formatters = [typeof(ViewFormatter), typeof(ResultViewFormatter), typeof(TextViewFormatter)];
        Assert.Equal(
            formatters.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(method => $"{method.DeclaringType!.FullName}.{method.Name}").Order(),
            properties.Select(property => $"{property.Descendants("TypeName").Single().Value}.{property.Descendants("MethodName").Single().Value}").Distinct().Order());
        Assert.DoesNotContain(Types.Descendants(), element => element.Name.LocalName.Contains("Script", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_file_gives_deserialized_objects_the_same_properties()
    {
        foreach (Type type in FilledObject.Types.Append(typeof(QuantumObject)))
        {
            Assert.Equal(Declared(type.FullName!), Declared($"Deserialized.{type.FullName}"));
        }
    }

    [Fact]
    public void Format_file_shows_every_view_property_and_has_no_script()
    {
        string[] common = Declared(typeof(QuantumObject).FullName!);
        foreach (Type type in FilledObject.Types)
        {
            string[] shown = Shown(type.FullName!);
            string[] texts = [.. common.Intersect(shown).Except(Declared(type.FullName!))];

            Assert.Equal(Declared(type.FullName!).Union(texts).Order(), shown.Order());
            Assert.All(texts, text => Assert.NotNull(type.GetProperty(text["View".Length..])));
        }

        Assert.Equal(common, common.Intersect(FilledObject.Types.SelectMany(type => Shown(type.FullName!))));
        Assert.All(
            Formats.Descendants("ViewSelectedBy").Elements("TypeName"),
            selected => Assert.Contains(selected.Value, FilledObject.Types.Select(type => type.FullName)));
        Assert.DoesNotContain(Formats.Descendants(), element => element.Name.LocalName.Contains("Script", StringComparison.Ordinal));
    }

    // Only objects of several workspaces have the property that tables group by.
    private static string[] Shown(string type) =>
    [
        .. Formats.Descendants("View")
            .Where(view => Selected(view, "ViewSelectedBy").Contains(type))
            .SelectMany(view => Selected(view, "EntrySelectedBy").Contains(type)
                ? view.Descendants("ListEntry").Where(entry => Selected(entry, "EntrySelectedBy").Contains(type))
                : [.. view.Descendants("ListEntry").Where(entry => !Selected(entry, "EntrySelectedBy").Any()).DefaultIfEmpty(view)])
            .SelectMany(view => view.Descendants("PropertyName"))
            .Select(name => name.Value)
            .Where(name => name.StartsWith("View", StringComparison.Ordinal) && name != "ViewWorkspaceGroup")
            .Distinct(),
    ];

    private static IEnumerable<string> Selected(XElement parent, string selection) => parent.Descendants(selection).Elements("TypeName").Select(name => name.Value);

    private static string[] Declared(string type) =>
        [.. Types.Descendants("Type").Single(element => element.Element("Name")!.Value == type).Descendants("CodeProperty").Select(property => property.Element("Name")!.Value).Where(name => name.StartsWith("View", StringComparison.Ordinal))];

    private static XDocument Load(string file) => XDocument.Load(Path.Combine(Path.GetDirectoryName(EngineSession.ModulePath)!, file));
}
