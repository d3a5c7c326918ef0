using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Downloads files of jobs to the pipeline or to a folder.</summary>
/// <param name="output">Receives the content, and the progress.</param>
/// <param name="resolver">Resolves the workspaces of the files.</param>
/// <param name="writer">Writes the files; null to write their content to the pipeline.</param>
internal sealed class JobFileReceiver(ICmdletOutput output, WorkspaceResolver resolver, JobFileWriter? writer)
{
    private const long MaxPipelineSize = 512L * 1024 * 1024;
    private const int BufferSize = 64 * 1024;
    private const string Gzip = "gzip";

    // The header and the trailer (RFC 1952).
    private const int MinGzipLength = 18;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether to return bytes as they are stored, instead of text, and without decompression.</summary>
    public bool AsRaw { get; init; }

    /// <summary>Downloads a file.</summary>
    public async Task ReceiveAsync(QuantumJobFile file, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, new ItemOrigin(file.Job?.Client, file.Workspace), cancellationToken);
        bool isCompressed = !AsRaw && file.ContentEncoding.EqualsIgnoreCase(Gzip);
        if (writer is not null)
        {
            await writer.WriteAsync(
                file,
                stream => DownloadAsync(client, file, stream, cancellationToken),
                isCompressed ? (from, to) => DecompressAsync(file, from, to, long.MaxValue, cancellationToken) : null);
            return;
        }

        if (file.Size > MaxPipelineSize)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.LimitsExceeded,
                $"The file '{file.Name}' of job '{file.JobId}' is too large for the pipeline: it has {DisplaySize.Format(file.Size)}. Give -OutFile.",
                file);
        }

        using MemoryStream content = new();
        await DownloadAsync(client, file, content, cancellationToken);
        output.WriteObject(ToOutput(isCompressed ? await DecompressAsync(file, content, cancellationToken) : content.ToArray()));
    }

    private async Task DownloadAsync(IWorkspaceClient client, QuantumJobFile file, Stream destination, CancellationToken cancellationToken)
    {
        CmdletProgress? progress = null;
        if (destination.Length > 0 && destination.Length <= file.Size)
        {
            output.WriteVerbose($"Continuing the download of '{file.Name}' after {DisplaySize.Format(destination.Length)}.");
        }

        try
        {
            // Progress<T> posts to the pipeline thread.
            await client.DownloadJobFileAsync(file, destination, new Progress<long>(Report), cancellationToken);
        }
        finally
        {
            if (progress is not null)
            {
                output.WriteProgress(progress with { IsCompleted = true });
            }
        }

        void Report(long count)
        {
            int percent = file.Size == 0 ? 100 : (int)(count * 100 / file.Size);
            if (percent != progress?.PercentComplete)
            {
                string status = $"{DisplaySize.Format(count)} of {DisplaySize.Format(file.Size)}";
                progress = new CmdletProgress($"Downloading '{file.Name}' of job '{file.JobId}'", status, PercentComplete: percent);
                output.WriteProgress(progress);
            }
        }
    }

    // Text in UTF-8 has no character 0, and bytes of other formats are rarely valid.
    private object ToOutput(byte[] content)
    {
        if (AsRaw || content.Contains((byte)0))
        {
            return content;
        }

        try
        {
            return StrictUtf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return content;
        }
    }

    private static async Task<byte[]> DecompressAsync(QuantumJobFile file, MemoryStream content, CancellationToken cancellationToken)
    {
        using MemoryStream decompressed = new();
        content.Position = 0;
        await DecompressAsync(file, content, decompressed, MaxPipelineSize, cancellationToken);
        return decompressed.ToArray();
    }

    /// <summary>Decompresses a file with gzip.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">The stored bytes, at their start.</param>
    /// <param name="to">Receives the decompressed bytes.</param>
    /// <param name="maxSize">The maximum number of decompressed bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CmdletException">The file is damaged, is incomplete, or is larger than the maximum.</exception>
    internal static async Task DecompressAsync(QuantumJobFile file, Stream from, Stream to, long maxSize, CancellationToken cancellationToken)
    {
        long size = 0;
        try
        {
            await using GZipStream gzip = new(from, CompressionMode.Decompress, leaveOpen: true);
            byte[] buffer = new byte[BufferSize];
            int read;
            while ((read = await gzip.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                if (size > maxSize)
                {
                    throw new CmdletException(
                        ErrorIds.InputInvalid,
                        ErrorCategory.LimitsExceeded,
                        $"The file '{file.Name}' of job '{file.JobId}' is too large for the pipeline: it has more than {DisplaySize.Format(maxSize)} when it is decompressed. Give -OutFile, or -AsRaw.",
                        file);
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (!await EndsWithSizeAsync(from, size, cancellationToken))
            {
                throw new InvalidDataException("The compressed data ends early.");
            }
        }
        catch (InvalidDataException e)
        {
            throw new CmdletException(
                ErrorIds.InvalidResponse,
                ErrorCategory.InvalidResult,
                $"The file '{file.Name}' of job '{file.JobId}' cannot be decompressed: {e.Message} -AsRaw returns it as it is stored.",
                file);
        }
    }

    // GZipStream verifies the end of the compressed data, but does not notice that it is missing. Its last bytes are the size of the data.
    private static async Task<bool> EndsWithSizeAsync(Stream from, long size, CancellationToken cancellationToken)
    {
        if (from.Length < MinGzipLength)
        {
            return false;
        }

        byte[] end = new byte[sizeof(uint)];
        from.Position = from.Length - end.Length;
        await from.ReadExactlyAsync(end, cancellationToken);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == unchecked((uint)size);
    }
}

/// <summary>Sizes in bytes as text, which is the same in all cultures.</summary>
internal static class DisplaySize
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>Returns a size in the largest unit of which it has at least one.</summary>
    public static string Format(long size)
    {
        double value = size;
        int unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }
}
