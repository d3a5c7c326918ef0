using System.Globalization;
using AzQuantumSession.Packager;

// Arguments: the folder of the module, the assets file of the client's project, the folder of the packages, and the time of the commit in ISO 8601.
if (args is not [string module, string assets, string output, string time])
{
    Console.Error.WriteLine("usage: Packager <module folder> <project.assets.json of the client> <output folder> <time of the commit>");
    return 2;
}

IReadOnlyList<ShippedPackage> packages = ShippedPackage.ReadAll(assets, module);
ThirdPartyNotices.Write(Path.Combine(module, ThirdPartyNotices.FileName), packages);
foreach (string file in PackageWriter.Write(new ModuleFolder(module), packages, output, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)))
{
    Console.WriteLine(file);
}

return 0;
