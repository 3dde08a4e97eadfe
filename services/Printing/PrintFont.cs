using System.Buffers.Binary;
using System.IO.Compression;
using PdfSharp.Fonts;

namespace Marketplace.Printing;

/// <summary>
/// The font of what is printed, which comes with the program: PDFsharp looks for no other. It has the characters of GB 2312 and of the
/// names of regions (Font/OFL.txt).
/// </summary>
public sealed class PrintFont : IFontResolver
{
    /// <summary>Its name.</summary>
    public const string Family = "Certificate Kai";

    /// <summary>Stands for a character that the font does not have, as printers do it.</summary>
    const char Missing = '〓';

    static readonly Lazy<PrintFont> Loaded = new(() =>
    {
        var font = new PrintFont(Read());
        GlobalFontSettings.FontResolver = font;
        return font;
    });

    readonly byte[] _bytes;
    readonly HashSet<char> _characters;

    PrintFont(byte[] bytes) => (_bytes, _characters) = (bytes, CharactersOf(bytes));

    /// <summary>Reads the font once, and tells PDFsharp of it.</summary>
    public static PrintFont Load() => Loaded.Value;

    /// <summary>The text with a mark for each character that the font does not have.</summary>
    public string Printable(string text) =>
        string.Concat(text.Where(sign => !char.IsLowSurrogate(sign)).Select(sign => _characters.Contains(sign) ? sign : Missing));

    public byte[] GetFont(string faceName) => _bytes;

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(Family);

    static byte[] Read()
    {
        using var stored = typeof(PrintFont).Assembly.GetManifestResourceStream("certificate-kai.ttf.gz")!;
        using var font = new GZipStream(stored, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        font.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The characters of the table "cmap" of a TrueType font, which here is of format 4: segments of codes.</summary>
    static HashSet<char> CharactersOf(ReadOnlySpan<byte> font)
    {
        const int Directory = 12, Record = 16, Encodings = 4, Segments = 14;
        var record = Directory;
        while (!font.Slice(record, 4).SequenceEqual("cmap"u8))
        {
            record += Record;
        }

        var cmap = font[Offset(font, record + 8)..];
        var codes = cmap[Offset(cmap, Encodings + 4)..];
        var twice = Number(codes, 6);
        var characters = new HashSet<char>();
        for (var segment = 0; segment < twice; segment += 2)
        {
            var (last, first) = (Number(codes, Segments + segment), Number(codes, Segments + twice + 2 + segment));
            for (var code = first; code <= last && code < char.MaxValue; code++)
            {
                characters.Add((char)code);
            }
        }

        return characters;
    }

    static int Offset(ReadOnlySpan<byte> bytes, int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
