using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Returns a blob, a range of a blob, or only its properties.</summary>
internal static partial class BlobDownloads
{
    public static async Task GetAsync(BlobRequest request)
    {
        if (request.Parameter("comp") is not null || request.Parameter("restype") is not null)
        {
            throw StorageException.UnsupportedParameter("comp");
        }

        Blob blob = request.WithContainer(container => container.Blobs.GetValueOrDefault(request.Address.Blob!))
            ?? throw new StorageException(StatusCodes.Status404NotFound, "BlobNotFound", "The specified blob does not exist.");
        request.RequireMatch(blob);

        // Outside the lock, because this computes the output of a job.
        byte[] content = blob.Content.Value;
        WriteHeaders(request, blob);
        HttpResponse response = request.Response;
        Memory<byte> part = content;
        string? range = request.Header("x-ms-range") ?? request.Header("Range");
        if (range is null || HttpMethods.IsHead(request.Http.Method))
        {
            response.Headers.ContentMD5 = blob.ContentMd5.Value;
        }
        else
        {
            (int from, int length) = ReadRange(range, content.Length);
            part = content.AsMemory(from, length);
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{from + length - 1}/{content.Length}");
            response.Headers["x-ms-blob-content-md5"] = blob.ContentMd5.Value;
        }

        response.ContentLength = part.Length;
        if (!HttpMethods.IsHead(request.Http.Method))
        {
            await response.Body.WriteAsync(part, request.Context.RequestAborted);
        }
    }

    private static void WriteHeaders(BlobRequest request, Blob blob)
    {
        HttpResponse response = request.Response;
        request.WriteVersion(blob);
        response.ContentType = blob.ContentType;
        response.Headers.AcceptRanges = "bytes";
        response.Headers["x-ms-blob-type"] = "BlockBlob";
        response.Headers["x-ms-creation-time"] = response.Headers.LastModified;
        response.Headers["x-ms-server-encrypted"] = "true";
        response.Headers.ContentDisposition = request.Parameter("rscd");
        if (blob.ContentEncoding is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
        }
    }

    private static (int From, int Length) ReadRange(string range, int total)
    {
        Match match = Range().Match(range);
        if (!match.Success
            || !int.TryParse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture, out int from)
            || from >= total)
        {
            throw new StorageException(StatusCodes.Status416RangeNotSatisfiable, "InvalidRange", "The range specified is invalid for the current size of the resource.");
        }

        // The end of the range can exceed the length of the content, and even the range of an integer.
        int to = int.TryParse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture, out int last) ? Math.Min(last, total - 1) : total - 1;
        return (from, to - from + 1);
    }

    [GeneratedRegex("^bytes=(?<from>[0-9]+)-(?<to>[0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
