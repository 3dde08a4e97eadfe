using System.Buffers.Binary;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// WebP (RFC 9649): the picture, and how far it is transparent, are kept, and nothing else: no EXIF, XMP, colour profiles or animation.
/// </summary>
static class WebpFile
{
    const int HeaderLength = 12;
    const int ChunkHeaderLength = 8;
    const byte AlphaFlag = 0x10;

    public static bool Begins(ReadOnlySpan<byte> sent) =>
        sent.Length >= HeaderLength && sent.StartsWith("RIFF"u8) && sent[8..].StartsWith("WEBP"u8);

    /// <returns>Null when it is broken, or animated.</returns>
    public static PhotoFile? Read(ReadOnlySpan<byte> sent)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(sent[4..]);
        if (size > sent.Length - ChunkHeaderLength || size < HeaderLength - ChunkHeaderLength)
        {
            return null;
        }

        var rest = sent[HeaderLength..(ChunkHeaderLength + (int)size)];
        ReadOnlySpan<byte> picture = [], alpha = [];
        (int Width, int Height) canvas = default, shown = default;
        while (!rest.IsEmpty)
        {
            if (rest.Length < ChunkHeaderLength
                || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var length && length > rest.Length - ChunkHeaderLength)
            {
                return null;
            }

            var type = rest[..4];
            var data = rest.Slice(ChunkHeaderLength, (int)length);
            // A chunk of odd length has a byte behind it that belongs to nobody.
            var whole = rest[..Math.Min(rest.Length, ChunkHeaderLength + (int)length + ((int)length & 1))];
            if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8))
            {
                shown = type[3] == 'L' ? LosslessSize(data) : LossySize(data);
                if (!picture.IsEmpty || shown == default)
                {
                    return null;
                }

                picture = whole;
            }
            else if (type.SequenceEqual("VP8X"u8) && data.Length == 10)
            {
                canvas = (Number24(data[4..]) + 1, Number24(data[7..]) + 1);
            }
            else if (type.SequenceEqual("ALPH"u8))
            {
                alpha = whole;
            }
            else if (type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
            {
                return null;
            }

            rest = rest[whole.Length..];
        }

        return picture.IsEmpty || (canvas != default && canvas != shown)
            ? null
            : new(PhotoFormat.Webp, shown.Width, shown.Height, Whole(picture, canvas == default ? [] : alpha, shown));
    }

    /// <summary>Of a key frame (RFC 6386, 9.1); nothing when it is none.</summary>
    static (int Width, int Height) LossySize(ReadOnlySpan<byte> data) =>
        data.Length > 10 && (data[0] & 1) == 0 && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : default;

    /// <summary>Nothing when the header is not that of a lossless picture.</summary>
    static (int Width, int Height) LosslessSize(ReadOnlySpan<byte> data)
    {
        if (data.Length <= 5 || data[0] != 0x2F || BinaryPrimitives.ReadUInt32LittleEndian(data[1..]) is var bits && bits >> 29 != 0)
        {
            return default;
        }

        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    static int Number24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    static byte[] Whole(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> alpha, (int Width, int Height) size)
    {
        using var body = new MemoryStream(HeaderLength + picture.Length + alpha.Length + 18);
        body.Write("WEBP"u8);
        if (!alpha.IsEmpty)
        {
            var (right, bottom) = (size.Width - 1, size.Height - 1);
            body.Write(
            [
                .. "VP8X"u8, 10, 0, 0, 0, AlphaFlag, 0, 0, 0,
                (byte)(right & 0xFF), (byte)(right >> 8), 0, (byte)(bottom & 0xFF), (byte)(bottom >> 8), 0,
            ]);
            body.Write(alpha);
        }

        body.Write(picture);
        // The last chunk may have come without its byte that belongs to nobody.
        if ((body.Length & 1) == 1)
        {
            body.WriteByte(0);
        }

        var whole = new byte[ChunkHeaderLength + body.Length];
        "RIFF"u8.CopyTo(whole);
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)body.Length);
        body.ToArray().CopyTo(whole, ChunkHeaderLength);
        return whole;
    }
}
