using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Uploads a block blob in one request or in blocks.</summary>
internal static class BlobUploads
{
    public static async Task PutAsync(BlobRequest request)
    {
        byte[] body = await request.ReadBodyAsync();
        RequireHash(request, body);
        switch (request.Parameter("comp"))
        {
            case null:
                PutBlob(request, body);
                break;
            case "block":
                PutBlock(request, body);
                break;
            case "blocklist":
                PutBlockList(request, body);
                break;
            default:
                throw StorageException.UnsupportedParameter("comp");
        }

        request.Response.StatusCode = StatusCodes.Status201Created;
        request.Response.ContentLength = 0;
        request.Response.Headers["x-ms-request-server-encrypted"] = "true";
    }

    private static void PutBlob(BlobRequest request, byte[] content)
    {
        if (request.Header("x-ms-blob-type") != "BlockBlob")
        {
            throw new StorageException(StatusCodes.Status400BadRequest, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format: x-ms-blob-type.");
        }

        string? contentType = request.Header("x-ms-blob-content-type") ?? request.Http.ContentType;
        string? encoding = request.Header("x-ms-blob-content-encoding") ?? request.Header("Content-Encoding");
        Store(request, _ => content, [], contentType, encoding);
    }

    private static void PutBlock(BlobRequest request, byte[] content)
    {
        if (request.Parameter("blockid") is not { Length: > 0 } id)
        {
            throw StorageException.UnsupportedParameter("blockid");
        }

        request.WithContainer(container => container.Blocks[(request.Address.Blob!, id)] = content);
    }

    private static void PutBlockList(BlobRequest request, byte[] list)
    {
        string[] ids = ReadBlockList(list);
        Store(
            request,
            container => [.. ids.SelectMany(id => container.Blocks.GetValueOrDefault((request.Address.Blob!, id))
                ?? throw new StorageException(StatusCodes.Status400BadRequest, "InvalidBlockList", "The specified block list is invalid."))],
            ids,
            request.Header("x-ms-blob-content-type"),
            request.Header("x-ms-blob-content-encoding"));
    }

    private static void Store(BlobRequest request, Func<BlobContainer, byte[]> assemble, string[] blocks, string? contentType, string? encoding)
    {
        Blob stored = request.WithContainer(container =>
        {
            string name = request.Address.Blob!;
            RequireConditions(request, container.Blobs.GetValueOrDefault(name));
            byte[] content = assemble(container);
            container.KeepBlocks(name, blocks);
            return container.Blobs[name] = new Blob(new Lazy<byte[]>(content), contentType ?? "application/octet-stream", encoding, request.Now);
        });
        request.WriteVersion(stored.ETag, stored.LastModified);
        request.Response.Headers.ContentMD5 = stored.ContentMd5;
    }

    private static void RequireConditions(BlobRequest request, Blob? existing)
    {
        if (request.Header("If-None-Match") == "*" && existing is not null)
        {
            throw new StorageException(StatusCodes.Status409Conflict, "BlobAlreadyExists", "The specified blob already exists.");
        }

        if (request.Header("If-Match") is { } etag && (existing is null || (etag != "*" && etag != existing.ETag)))
        {
            throw StorageException.ConditionNotMet();
        }

        // The permission to create a blob does not include the permission to overwrite it.
        if (existing is not null && !request.Parameter("sp")!.Contains('w'))
        {
            throw StorageException.PermissionMismatch();
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "Azure Storage defines Content-MD5.")]
    private static void RequireHash(BlobRequest request, byte[] body)
    {
        if (request.Header("Content-MD5") is { } hash && hash != Convert.ToBase64String(MD5.HashData(body)))
        {
            throw new StorageException(StatusCodes.Status400BadRequest, "Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.");
        }
    }

    private static string[] ReadBlockList(byte[] list)
    {
        try
        {
            // Parses bytes and not a string, because the client library writes a byte order mark.
            using var stream = new MemoryStream(list);
            return [.. XDocument.Load(stream).Root!.Elements().Select(block => block.Value)];
        }
        catch (XmlException)
        {
            throw new StorageException(StatusCodes.Status400BadRequest, "InvalidXmlDocument", "XML specified is not syntactically valid.");
        }
    }
}
