using System.Buffers.Binary;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// JPEG (ITU-T T.81): what is needed to show the picture is kept, segment by segment, and nothing else: no EXIF, XMP, IPTC, comments,
/// thumbnails, colour profiles or second pictures. How it is to be turned is written anew, since phones store pictures lying on their side.
/// </summary>
static class JpegFile
{
    // Markers, each behind a byte 0xFF.
    const byte StartOfScan = 0xDA;
    const byte EndOfImage = 0xD9;
    const byte Exif = 0xE1;
    const byte Adobe = 0xEE;
    const byte Comment = 0xFE;

    /// <summary>Phones write some ten; each of thousands would be decoded over the whole picture.</summary>
    const int ScansMax = 64;

    const int Upright = 1;

    /// <summary>From here on width and height change places.</summary>
    const int OnItsSide = 5;

    const int OrientationMax = 8;

    /// <summary>Where <see cref="Orientation"/> says how the picture is turned.</summary>
    const int OrientationAt = 29;

    /// <summary>A segment of EXIF that says how the picture is turned, and nothing else.</summary>
    static readonly byte[] Orientation =
    [
        0xFF, Exif, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, Upright, 0, 0, 0, 0, 0, 0,
    ];

    public static bool Begins(ReadOnlySpan<byte> sent) => sent.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <returns>Null when it is broken, or of a kind that browsers do not show.</returns>
    public static PhotoFile? Read(ReadOnlySpan<byte> sent)
    {
        using var kept = new MemoryStream(sent.Length);
        var (width, height, orientation, scans, at) = (0, 0, Upright, 0, 2);
        while (true)
        {
            if (!TryReadMarker(sent, ref at, out var marker))
            {
                return null;
            }

            if (marker == EndOfImage)
            {
                break;
            }

            if (!TryReadSegment(sent, ref at, out var segment))
            {
                return null;
            }

            switch (marker)
            {
                // Baseline, extended and progressive frames.
                case >= 0xC0 and <= 0xC2 when width == 0 && segment.Length >= 8:
                    height = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                    width = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
                    Keep(marker, segment);
                    break;

                // Tables, and the interval of restarts.
                case 0xC4 or 0xDB or 0xDD:
                case Adobe when segment[2..].StartsWith("Adobe"u8):
                    Keep(marker, segment);
                    break;
                case StartOfScan when width > 0 && ++scans <= ScansMax:
                    Keep(marker, segment);
                    var data = ScanAt(sent, at);
                    kept.Write(data);
                    at += data.Length;
                    break;
                case Exif when segment[2..].StartsWith("Exif\0\0"u8):
                    orientation = OrientationOf(segment[8..]);
                    break;
                case >= 0xE0 and <= 0xEF or Comment:
                    break;
                default:
                    return null;
            }
        }

        return scans == 0 ? null
            : orientation < OnItsSide ? new(PhotoFormat.Jpeg, width, height, Whole(kept, orientation))
            : new(PhotoFormat.Jpeg, height, width, Whole(kept, orientation));

        void Keep(byte marker, ReadOnlySpan<byte> segment)
        {
            kept.Write([0xFF, marker]);
            kept.Write(segment);
        }
    }

    /// <summary>Any number of fill bytes may stand before a marker.</summary>
    static bool TryReadMarker(ReadOnlySpan<byte> sent, ref int at, out byte marker)
    {
        var start = at;
        while (at < sent.Length && sent[at] == 0xFF)
        {
            at++;
        }

        marker = at > start && at < sent.Length ? sent[at++] : (byte)0;
        return marker != 0;
    }

    /// <summary>What follows a marker, with its length in the first two bytes.</summary>
    static bool TryReadSegment(ReadOnlySpan<byte> sent, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = [];
        if (sent.Length - at < 2
            || BinaryPrimitives.ReadUInt16BigEndian(sent[at..]) is var length && (length < 2 || length > sent.Length - at))
        {
            return false;
        }

        segment = sent.Slice(at, length);
        at += length;
        return true;
    }

    /// <summary>The coded data of a scan: up to the next marker that is neither a stuffed byte nor a restart.</summary>
    static ReadOnlySpan<byte> ScanAt(ReadOnlySpan<byte> sent, int at)
    {
        var end = at;
        while (sent[end..].IndexOf((byte)0xFF) is >= 0 and var next)
        {
            end += next;
            if (end + 1 < sent.Length && sent[end + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return sent[at..end];
            }

            end++;
        }

        return sent[at..];
    }

    /// <summary>What EXIF says of how the picture is turned, 1 to 8; 1 when it says nothing that can be read.</summary>
    static int OrientationOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return Upright;
        }

        var isLittle = tiff[0] == 'I';
        var directory = Number(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[(int)directory..];
        var count = Short(entries, isLittle);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= 12; i++, entries = entries[12..])
        {
            if (Short(entries, isLittle) == 0x0112)
            {
                return Short(entries[8..], isLittle) is var said and >= Upright and <= OrientationMax ? said : Upright;
            }
        }

        return Upright;
    }

    static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    static byte[] Whole(MemoryStream kept, int orientation)
    {
        using var whole = new MemoryStream((int)kept.Length + Orientation.Length + 4);
        whole.Write([0xFF, 0xD8]);
        if (orientation != Upright)
        {
            whole.Write(Orientation);
            whole.GetBuffer()[2 + OrientationAt] = (byte)orientation;
        }

        kept.WriteTo(whole);
        whole.Write([0xFF, EndOfImage]);
        return whole.ToArray();
    }
}
