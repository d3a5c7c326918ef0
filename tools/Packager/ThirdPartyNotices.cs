using System.Text;

namespace AzQuantumSession.Packager;

/// <summary>The file with the copyrights and the licenses of the shipped packages.</summary>
internal static class ThirdPartyNotices
{
    public const string FileName = "THIRD-PARTY-NOTICES.txt";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="name">The name of the package that contains the assemblies.</param>
    /// <param name="packages">The packages that the assemblies come from.</param>
    /// <exception cref="InvalidDataException">The license of a package is not known, or its text is not in Licenses.</exception>
    public static void Write(string path, string name, IEnumerable<ShippedPackage> packages)
    {
        var text = new StringBuilder()
            .Append(name).Append(" contains the assemblies of these packages. Each license follows the packages to which it applies.\n");
        foreach (IGrouping<string, ShippedPackage> group in packages.GroupBy(package => package.License).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (ShippedPackage package in group)
            {
                text.Append('\n').Append(package.Id).Append(' ').Append(package.Version).Append('\n').Append(package.Copyright).Append('\n');
                text.Append(package.ProjectUrl is null ? "" : package.ProjectUrl + "\n");
            }

            AppendText(text, ReadLicense(group.Key));
        }

        // Packages contain code of others, too. Packages of the same release often have the same notices.
        foreach (IGrouping<string, ShippedPackage> group in packages.Where(package => package.Notices is not null).GroupBy(package => package.Notices!))
        {
            text.Append("\nNotices of ").AppendJoin(", ", group.Select(package => package.Id)).Append(":\n");
            AppendText(text, group.Key);
        }

        File.WriteAllText(path, text.ToString());
    }

    private static void AppendText(StringBuilder notices, string text) => notices
        .Append('\n').Append('-', 80).Append('\n').Append(text.ReplaceLineEndings("\n").Trim('\n')).Append('\n').Append('-', 80).Append('\n');

    private static string ReadLicense(string license)
    {
        using Stream stream = typeof(ThirdPartyNotices).Assembly.GetManifestResourceStream(license)
            ?? throw new InvalidDataException($"The text of the license '{license}' is missing in tools/Packager/Licenses.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
