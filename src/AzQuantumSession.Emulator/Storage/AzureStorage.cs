using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Options;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>A storage account outside the emulator, in Azure or Azurite. It uses the system clock and not the clock of the emulator.</summary>
internal sealed class AzureStorage : IJobStorage
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private readonly BlobServiceClient _account;

    /// <exception cref="UsageException">The connection string is not valid, or contains no account key.</exception>
    public AzureStorage(string connectionString)
    {
        try
        {
            _account = new BlobServiceClient(connectionString);
        }
        catch (FormatException)
        {
            // The message must not contain the value, because a part of it can be a key.
            throw new UsageException("The value is not a connection string of Azure Storage.");
        }

        if (!_account.CanGenerateAccountSasUri)
        {
            throw new UsageException("The storage connection string contains no account key, which is required to sign URIs.");
        }
    }

    public Task CreateContainerAsync(string name) => _account.GetBlobContainerClient(name).CreateIfNotExistsAsync();

    public string GetUri(BlobAddress address, EndpointRequest call)
    {
        BlobContainerClient container = _account.GetBlobContainerClient(address.Container);
        return (address.Blob is null ? container.Uri : container.GetBlobClient(address.Blob).Uri).AbsoluteUri;
    }

    // Only an account SAS allows creating containers.
    public string SignForCreation(BlobAddress container, EndpointRequest call)
    {
        var sas = new AccountSasBuilder(
            AccountSasPermissions.Read | AccountSasPermissions.Create | AccountSasPermissions.Write | AccountSasPermissions.List,
            DateTimeOffset.UtcNow + Lifetime,
            AccountSasServices.Blobs,
            AccountSasResourceTypes.Container | AccountSasResourceTypes.Object);
        string query = _account.GenerateAccountSasUri(sas).Query;
        return $"{GetUri(container, call)}{query}";
    }

    public string Sign(BlobAddress address, string permissions, EndpointRequest call, string? contentDisposition = null)
    {
        var sas = new BlobSasBuilder
        {
            BlobContainerName = address.Container,
            BlobName = address.Blob ?? "",
            Resource = address.Resource,
            ExpiresOn = DateTimeOffset.UtcNow + Lifetime,
            ContentDisposition = contentDisposition,
        };
        sas.SetPermissions(permissions);
        BlobContainerClient container = _account.GetBlobContainerClient(address.Container);
        Uri signed = address.Blob is null ? container.GenerateSasUri(sas) : container.GetBlobClient(address.Blob).GenerateSasUri(sas);
        return signed.AbsoluteUri;
    }

    public BlobAddress? Find(Uri address, EndpointRequest call)
    {
        var uri = new BlobUriBuilder(address);
        return address.GetLeftPart(UriPartial.Authority) == _account.Uri.GetLeftPart(UriPartial.Authority)
            && uri.AccountName == _account.AccountName
            && uri.BlobContainerName.Length > 0
                ? new BlobAddress(uri.BlobContainerName, uri.BlobName.Length > 0 ? uri.BlobName : null)
                : null;
    }

    public async Task<UploadedInput?> ReadAsync(BlobAddress container, BlobAddress input, CancellationToken cancellationToken)
    {
        if (!await _account.GetBlobContainerClient(container.Container).ExistsAsync(cancellationToken) || input.Blob is null)
        {
            return null;
        }

        try
        {
            BlobDownloadResult found = await FindBlob(input).DownloadContentAsync(cancellationToken);
            return new UploadedInput(found.Content.ToArray(), found.Details.ContentEncoding);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public async Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt)
    {
        try
        {
            await FindBlob(address).UploadAsync(
                new BinaryData(output.Value),
                new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } });
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // The client deleted the container, so the output is not needed.
        }
    }

    private BlobClient FindBlob(BlobAddress address) => _account.GetBlobContainerClient(address.Container).GetBlobClient(address.Blob);
}
