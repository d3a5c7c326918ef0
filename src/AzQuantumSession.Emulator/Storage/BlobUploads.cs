using System.Xml;
using System.Xml.Linq;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Uploads a block blob in one request or in blocks.</summary>
internal static class BlobUploads
{
    public static async Task PutAsync(BlobRequest request)
    {
        byte[] body = await RequestBody.ReadBytesAsync(request.Http);
        if (request.Header("Content-MD5") is { } hash && hash != Blob.Hash(body))
        {
            throw StorageException.BadRequest("Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.");
        }

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
            throw StorageException.BadRequest("InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format: x-ms-blob-type.");
        }

        Store(request, _ => content, [], request.Http.ContentType, request.Header("Content-Encoding"), Blob.Hash(content));
    }

    private static void PutBlock(BlobRequest request, byte[] content)
    {
        if (request.Parameter("blockid") is not { Length: > 0 } id)
        {
            throw StorageException.UnsupportedParameter("blockid");
        }

        request.WithContainer(container => container.Blocks[(request.Address.Blob!, id)] = content);
    }

    // The content type and encoding of this request describe the list, and not the blob.
    private static void PutBlockList(BlobRequest request, byte[] list)
    {
        string[] ids = ReadBlockList(list);
        Store(
            request,
            container => [.. ids.SelectMany(id => container.Blocks.GetValueOrDefault((request.Address.Blob!, id))
                ?? throw StorageException.BadRequest("InvalidBlockList", "The specified block list is invalid."))],
            ids,
            contentType: null,
            encoding: null,
            request.Header("x-ms-blob-content-md5"));
    }

    private static void Store(
        BlobRequest request, Func<BlobContainer, byte[]> assemble, string[] blocks, string? contentType, string? encoding, string? hash)
    {
        contentType = request.Header("x-ms-blob-content-type") ?? contentType ?? "application/octet-stream";
        encoding = request.Header("x-ms-blob-content-encoding") ?? encoding;
        Blob stored = request.WithContainer(container =>
        {
            string name = request.Address.Blob!;
            RequireConditions(request, container.Blobs.GetValueOrDefault(name));
            byte[] content = assemble(container);
            container.KeepBlocks(name, blocks);
            return container.Blobs[name] = new Blob(new(content), contentType, encoding, new(hash), request.Now);
        });
        request.WriteVersion(stored);
        request.Response.Headers.ContentMD5 = stored.ContentMd5.Value;
    }

    private static void RequireConditions(BlobRequest request, Blob? existing)
    {
        if (request.Header("If-None-Match") == "*" && existing is not null)
        {
            throw new StorageException(StatusCodes.Status409Conflict, "BlobAlreadyExists", "The specified blob already exists.");
        }

        request.RequireMatch(existing);

        // The permission to create a blob does not include the permission to overwrite it.
        if (existing is not null && !request.Parameter("sp")!.Contains('w'))
        {
            throw StorageException.PermissionMismatch();
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
            throw StorageException.BadRequest("InvalidXmlDocument", "XML specified is not syntactically valid.");
        }
    }
}
