using System.Globalization;
using AzQuantumSession.Packager;

// Arguments: the folder of a module and the folder of the packages, or the package of a tool; the assets file of the project with the
// references; and the time of the commit in ISO 8601.
(string source, string assets, string? output, string time) = args switch
{
    [string module, string file, string folder, string commit] => (module, file, folder, commit),
    [string tool, string file, string commit] => (tool, file, null, commit),
    _ => ("", "", "", ""),
};
if (source is "")
{
    Console.Error.WriteLine("usage: Packager <module folder> <project.assets.json> <output folder> <time of the commit>");
    Console.Error.WriteLine("       Packager <package of a tool> <project.assets.json> <time of the commit>");
    return 2;
}

var at = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
foreach (string file in output is null ? WriteTool() : WriteModule(output))
{
    Console.WriteLine(file);
}

return 0;

IReadOnlyList<string> WriteModule(string folder)
{
    ModuleFolder module = new(source);
    IReadOnlyList<ShippedPackage> packages = ShippedPackage.ReadAll(assets, module.Files);
    ThirdPartyNotices.Write(module.GetPath(ThirdPartyNotices.FileName), module.Name, packages);
    return PackageWriter.Write(new ModuleFolder(source), packages, folder, at);
}

IReadOnlyList<string> WriteTool()
{
    ToolPackage tool = new(source);
    return PackageWriter.WriteDocuments(source, tool, ShippedPackage.ReadAll(assets, tool.Files), at);
}
