using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>Files as cameras and phones write them: of the right form, with what they write beside the picture.</summary>
static class Pictures
{
    /// <summary>Where it was taken and by what: it has to be gone from whatever is kept.</summary>
    public const string Secret = "GPS 29.9495N 121.5440E HUAWEI P70 SN 8675309";

    /// <summary>Coded data of a scan, with a stuffed byte and a restart in it.</summary>
    static readonly byte[] Scan = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0x78, 0x9A];

    /// <summary>One that any service takes.</summary>
    public static byte[] Plain(int seed = 0) => Jpeg(640, 480, data: BitConverter.GetBytes(seed & 0x7F7F7F7F));

    /// <summary>A JPEG with EXIF, XMP, IPTC, a profile, a comment and a second picture behind it.</summary>
    /// <param name="orientation">As EXIF says how it is turned; none when 0.</param>
    public static byte[] Jpeg(int width, int height, int orientation = 0, byte[]? data = null, bool isLittle = true) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation, isLittle)]),
        .. Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0<x>{Secret}</x>")),
        .. Segment(0xE2, Encoding.ASCII.GetBytes($"ICC_PROFILE\0\u0001\u0001{Secret}")),
        .. Segment(0xED, Encoding.ASCII.GetBytes($"Photoshop 3.0\0{Secret}")),
        .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
        .. Segment(0xDB, new byte[65]),
        .. Segment(0xC0, [8, .. Big16(height), .. Big16(width), 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]),
        .. Segment(0xC4, new byte[29]),
        .. Segment(0xDA, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3F, 0]),
        .. data ?? [],
        .. Scan,
        0xFF, 0xD9,
        .. "PK\u0003\u0004"u8, .. Encoding.ASCII.GetBytes(Secret),
    ];

    /// <summary>A PNG with texts, EXIF, a profile and something behind its end.</summary>
    public static byte[] Png(int width, int height) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8,
        .. Chunk("IHDR", [.. Big32(width), .. Big32(height), 8, 2, 0, 0, 0]),
        .. Chunk("tEXt", Encoding.ASCII.GetBytes($"Comment\0{Secret}")),
        .. Chunk("eXIf", [.. Tiff(6, isLittle: false)]),
        .. Chunk("iCCP", Encoding.ASCII.GetBytes(Secret)),
        .. Chunk("sRGB", [0]),
        .. Chunk("IDAT", [1, 2, 3]),
        .. Chunk("IDAT", [4, 5]),
        .. Chunk("IEND", []),
        .. Encoding.ASCII.GetBytes(Secret),
    ];

    /// <summary>A WebP of the long form, with EXIF, XMP and a profile.</summary>
    public static byte[] Webp(int width, int height, bool isTransparent = false, bool isLossless = false)
    {
        byte[] body =
        [
            .. "WEBP"u8,
            .. Riff("VP8X", [0x3C, 0, 0, 0, .. Little24(width - 1), .. Little24(height - 1)]),
            .. Riff("ICCP", Encoding.ASCII.GetBytes(Secret)),
            .. isTransparent ? Riff("ALPH", [0, 1, 2]) : [],
            .. isLossless
                ? Riff("VP8L", [0x2F, .. Little32((width - 1) | ((height - 1) << 14)), 1, 2, 3])
                : Riff("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A, .. Little16(width), .. Little16(height), 1, 2, 3]),
            .. Riff("EXIF", Encoding.ASCII.GetBytes(Secret)),
            .. Riff("XMP ", Encoding.ASCII.GetBytes(Secret)),
        ];
        return [.. "RIFF"u8, .. Little32(body.Length), .. body];
    }

    static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Big16(content.Length + 2), .. content];

    static byte[] Chunk(string type, byte[] data) => [.. Big32(data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0xC, 0xC, 0xC, 0xC];

    static byte[] Riff(string type, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(type), .. Little32(data.Length), .. data, .. new byte[data.Length & 1]];

    /// <summary>A directory with the maker, the orientation and where it was taken.</summary>
    static byte[] Tiff(int orientation, bool isLittle)
    {
        byte[] Two(int value) => isLittle ? Little16(value) : Big16(value);
        byte[] Four(int value) => isLittle ? Little32(value) : Big32(value);
        return
        [
            .. isLittle ? "II"u8 : "MM"u8, .. Two(42), .. Four(8), .. Two(2),
            .. Two(0x010F), .. Two(2), .. Four(Secret.Length), .. Four(38),
            .. Two(orientation == 0 ? 0x0111 : 0x0112), .. Two(3), .. Four(1), .. Two(orientation), .. Two(0),
            .. Four(0), .. Encoding.ASCII.GetBytes(Secret),
        ];
    }

    static byte[] Big16(int value) => [(byte)(value >> 8), (byte)(value & 0xFF)];

    static byte[] Little16(int value) => [(byte)(value & 0xFF), (byte)(value >> 8)];

    static byte[] Little24(int value) => [(byte)(value & 0xFF), (byte)((value >> 8) & 0xFF), (byte)(value >> 16)];

    static byte[] Big32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Little32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
