using System.Buffers;
using System.Text.Json;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Writes the request body that submits a job. The properties have the order of docs/service.md, section 5.</summary>
internal static class JobBody
{
    /// <summary>Returns the body as UTF-8 JSON.</summary>
    /// <param name="job">The job.</param>
    /// <param name="container">The URI of the job's container, with a SAS.</param>
    /// <param name="input">The URI of the job's input, without a SAS.</param>
    public static byte[] Write(JobSubmission job, Uri container, Uri input)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("itemType", "Job");
            writer.WriteString("name", job.Name);
            writer.WriteString("containerUri", container.AbsoluteUri);
            writer.WriteString("inputDataUri", input.AbsoluteUri);
            writer.WriteString("inputDataFormat", job.InputDataFormat);
            writer.WriteString("outputDataFormat", job.OutputDataFormat);
            writer.WriteString("providerId", job.ProviderId);
            writer.WriteString("target", job.Target);
            writer.WritePropertyName("inputParams");
            JsonValueWriter.Write(writer, job.InputParams);
            WriteOptional(writer, job);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, JobSubmission job)
    {
        if (!string.IsNullOrEmpty(job.SessionId))
        {
            writer.WriteString("sessionId", job.SessionId);
        }

        if (job.Metadata.Count > 0)
        {
            writer.WriteStartObject("metadata");
            foreach ((string name, string value) in job.Metadata)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        if (job.Tags.Count > 0)
        {
            writer.WriteStartArray("tags");
            foreach (string tag in job.Tags)
            {
                writer.WriteStringValue(tag);
            }

            writer.WriteEndArray();
        }

        if (!string.IsNullOrEmpty(job.Priority))
        {
            writer.WriteString("priority", job.Priority);
        }
    }
}
