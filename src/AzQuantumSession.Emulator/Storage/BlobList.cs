using System.Text;
using System.Xml.Linq;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Lists the blobs of a container, with their properties, in one page.</summary>
internal static class BlobList
{
    public static async Task GetAsync(BlobRequest request)
    {
        if (request.Parameter("restype") != "container")
        {
            throw StorageException.UnsupportedParameter("restype");
        }

        KeyValuePair<string, Blob>[] blobs = request.WithContainer(container => container.Blobs.ToArray());

        // Outside the lock, because this computes the outputs of jobs.
        var list = new XElement(
            "EnumerationResults",
            new XAttribute("ServiceEndpoint", $"{request.Http.Scheme}://{request.Http.Host}/{BlobAddress.Account}/"),
            new XAttribute("ContainerName", request.Address.Container),
            new XElement("Blobs", blobs.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Write(entry.Key, entry.Value))),
            new XElement("NextMarker"));
        byte[] bytes = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{list.ToString(SaveOptions.DisableFormatting)}");
        request.Response.ContentType = "application/xml";
        request.Response.ContentLength = bytes.Length;
        await request.Response.Body.WriteAsync(bytes, request.Context.RequestAborted);
    }

    private static XElement Write(string name, Blob blob)
    {
        string modified = blob.LastModified.ToString("R", CultureInfo.InvariantCulture);
        return new XElement(
            "Blob",
            new XElement("Name", name),
            new XElement(
                "Properties",
                new XElement("Creation-Time", modified),
                new XElement("Last-Modified", modified),
                new XElement("Etag", blob.ETag.Trim('"')),
                new XElement("Content-Length", blob.Content.Value.Length),
                new XElement("Content-Type", blob.ContentType),
                new XElement("Content-Encoding", blob.ContentEncoding),
                new XElement("Content-MD5", blob.ContentMd5.Value),
                new XElement("BlobType", "BlockBlob"),
                new XElement("ServerEncrypted", "true")));
    }
}
