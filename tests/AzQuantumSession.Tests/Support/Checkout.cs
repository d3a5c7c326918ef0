namespace AzQuantumSession.Tests.Support;

/// <summary>The checkout that contains the tests.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AzQuantumSession.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new IOException("The tests do not run in a checkout.");
    }
}
