using AzQuantumSession.Client.Http;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Storage;

/// <summary>Delays the next request of a download that was interrupted. The storage client requests the missing bytes up to five times without a delay.</summary>
internal sealed class ResumeDelayPolicy(HttpSettings settings) : AsyncPolicy
{
    private const string PropertyName = "AzQuantumSession.Interruptions";
    private const int MaxResumptions = 5;

    /// <summary>Begins a download: the delays grow with the number of its interruptions.</summary>
    /// <returns>An object to dispose at the end of the download.</returns>
    public static IDisposable BeginDownload() =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [PropertyName] = new Interruptions() });

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message is { BufferResponse: false, HasResponse: true, Response: { IsError: false, ContentStream: { } content } }
            && message.TryGetProperty(PropertyName, out object? value) && value is Interruptions interruptions)
        {
            message.Response.ContentStream = new DelayingStream(content, interruptions, settings);
        }
    }

    private sealed class Interruptions
    {
        public int Count { get; set; }
    }

    /// <summary>Delays the exception of a failed read.</summary>
    private sealed class DelayingStream(Stream source, Interruptions interruptions, HttpSettings settings) : AsyncReadStream
    {
        private readonly RetryDelay _delay = new(settings);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && ++interruptions.Count <= MaxResumptions)
            {
                await Task.Delay(_delay.GetGrowing(interruptions.Count), settings.TimeProvider, cancellationToken).ConfigureAwait(false);
                throw;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
