using System.Buffers.Binary;
using System.IO.Hashing;

namespace AzQuantumSession.Client.Storage;

/// <summary>
/// Compares decompressed data with the trailer of its gzip file (RFC 1952), because GZipStream accepts a file that ends early. A file with
/// several members, which no provider and no client of the service creates, does not pass.
/// </summary>
internal sealed class GzipTrailer
{
    /// <summary>The length of the trailer in bytes: the checksum, and the length of the data.</summary>
    public const int Length = 8;

    private readonly Crc32 _checksum = new();
    private uint _length;

    /// <summary>Adds decompressed data.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _checksum.Append(data);
        _length = unchecked(_length + (uint)data.Length);
    }

    /// <summary>Returns whether the trailer belongs to the data that was added.</summary>
    public bool Matches(ReadOnlySpan<byte> trailer) =>
        BinaryPrimitives.ReadUInt32LittleEndian(trailer) == _checksum.GetCurrentHashAsUInt32()
        && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == _length;
}
