using System.Buffers.Binary;
using System.Text;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// PNG (ISO/IEC 15948): the chunks that are needed to show a still picture are kept, and nothing else: no EXIF, texts, times, colour
/// profiles or animation.
/// </summary>
static class PngFile
{
    const int HeaderLength = 13;

    /// <summary>Length, type and check of a chunk.</summary>
    const int FrameLength = 12;

    /// <summary>In a type that may be left out the first letter is small.</summary>
    const byte AncillaryBit = 0x20;

    static readonly HashSet<string> Kept =
        new(StringComparer.Ordinal) { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs" };

    static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool Begins(ReadOnlySpan<byte> sent) => sent.StartsWith(Signature);

    /// <returns>Null when it is broken.</returns>
    public static PhotoFile? Read(ReadOnlySpan<byte> sent)
    {
        using var kept = new MemoryStream(sent.Length);
        kept.Write(Signature);
        var (width, height, hasData) = (0, 0, false);
        var rest = sent[Signature.Length..];
        while (rest.Length >= FrameLength)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - FrameLength)
            {
                return null;
            }

            var type = Encoding.ASCII.GetString(rest[4..8]);
            var data = rest.Slice(8, (int)length);
            if (width == 0)
            {
                if (type != "IHDR" || data.Length != HeaderLength || !IsSound(data))
                {
                    return null;
                }

                (width, height) = (Side(data), Side(data[4..]));
            }
            else if (type == "IHDR" || (!Kept.Contains(type) && (rest[4] & AncillaryBit) == 0))
            {
                return null;
            }

            if (Kept.Contains(type))
            {
                kept.Write(rest[..(FrameLength + data.Length)]);
            }

            if (type == "IEND")
            {
                return hasData ? new(PhotoFormat.Png, width, height, kept.ToArray()) : null;
            }

            hasData |= type == "IDAT" && data.Length > 0;
            rest = rest[(FrameLength + data.Length)..];
        }

        return null;
    }

    static int Side(ReadOnlySpan<byte> bytes) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), int.MaxValue);

    /// <summary>Neither side 0, and depth, colour, compression, filter and interlace as the standard has them.</summary>
    static bool IsSound(ReadOnlySpan<byte> header) => Side(header) > 0 && Side(header[4..]) > 0
        && (header[9], header[8]) is (0, 1 or 2 or 4 or 8 or 16) or (2 or 4 or 6, 8 or 16) or (3, 1 or 2 or 4 or 8)
        && header[10] == 0 && header[11] == 0 && header[12] <= 1;
}
