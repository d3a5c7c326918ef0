using System.Collections.ObjectModel;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>Finds the input files of jobs. A path without a file is reported as an error, and omitted.</summary>
/// <param name="paths">The paths of the runspace.</param>
/// <param name="output">Receives the errors.</param>
internal sealed class InputPathResolver(PathIntrinsics paths, ICmdletOutput output)
{
    /// <summary>Returns the files that paths with wildcards match.</summary>
    public IEnumerable<JobInput> Resolve(IEnumerable<string> patterns) => patterns.SelectMany(Resolve);

    /// <summary>Returns the files with paths in which no character is a wildcard.</summary>
    public IEnumerable<JobInput> ResolveLiteral(IEnumerable<string> literalPaths) => literalPaths.Select(ResolveLiteral).OfType<JobInput>();

    /// <summary>Returns the file with a path in which no character is a wildcard; null if there is none.</summary>
    public JobInput? ResolveLiteral(string path)
    {
        try
        {
            string resolved = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == "FileSystem" && Path.Exists(resolved))
            {
                return JobInput.FromFile(resolved);
            }

            WriteNotFound(path, $"'{path}' is not the path of a file.");
        }
        catch (SessionStateException e)
        {
            WriteNotFound(path, e.Message);
        }

        return null;
    }

    private IEnumerable<JobInput> Resolve(string path)
    {
        try
        {
            Collection<string> files = paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            if (provider.Name != "FileSystem" || files.Count == 0)
            {
                string hint = Path.Exists(paths.GetUnresolvedProviderPathFromPSPath(path))
                    ? ", because it contains wildcards. To submit the file with this name, give its path to -LiteralPath."
                    : ".";
                throw new ItemNotFoundException($"'{path}' matches no file{hint}");
            }

            return files.Select(JobInput.FromFile);
        }
        catch (SessionStateException e)
        {
            WriteNotFound(path, e.Message);
            return [];
        }
    }

    private void WriteNotFound(string path, string message) =>
        output.WriteError(new CmdletException(ErrorIds.InputNotFound, ErrorCategory.ObjectNotFound, message, path).ToError());
}
