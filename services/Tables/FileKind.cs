using System.Text;

namespace Marketplace.Tables;

/// <summary>Finds out what a file is from what is in it; names and declared types are often wrong.</summary>
static class FileKind
{
    const int Prefix = 4_096;
    const int NulShare = 20;

    // GB 18030 holds all of GBK and more. Taken from the provider itself: registering it would change the whole process.
    static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    // The container of .xls, and of a workbook with a password.
    static ReadOnlySpan<byte> CompoundDocument => [0xD0, 0xCF, 0x11, 0xE0];

    public static async Task<bool> IsWorkbookAsync(Stream file, CancellationToken ct)
    {
        var start = await StartAsync(file, ct);
        return start.AsSpan().StartsWith(Zip) || start.AsSpan().StartsWith(CompoundDocument);
    }

    /// <summary>Whether a workbook is XLSX, otherwise XLS.</summary>
    public static bool IsZip(Stream workbook)
    {
        workbook.Position = 0;
        Span<byte> start = stackalloc byte[Zip.Length];
        return workbook.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Zip);
    }

    /// <summary>UTF-8 or UTF-16 when it is valid, otherwise GBK.</summary>
    /// <exception cref="UnreadableTableException">It is no text.</exception>
    public static async Task<Encoding> EncodingAsync(Stream file, CancellationToken ct)
    {
        var start = await StartAsync(file, ct);
        switch (start)
        {
            case []:
                throw new UnreadableTableException(new(null, null, "file_empty", "文件是空的。", "The file is empty."));
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]:
                throw UnreadableTableException.WrongKind("这是 PDF 文件。请上传 .xlsx、.xls 或 .csv 文件。", "This is a PDF: send .xlsx, .xls or .csv.");
            // BOF of the formats up to Excel 95, outside of a container.
            case [0x09, 0x00 or 0x02 or 0x04 or 0x08, >= 4 and <= 16, 0x00, ..]:
                throw UnreadableTableException.WrongKind(
                    "这是很旧的 Excel 格式（Excel 95 以前）。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
                    "This is a very old Excel format, from before Excel 95: open it in a spreadsheet program and save it as .xlsx.");
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode;
        }

        if (IsBinary(start))
        {
            throw UnreadableTableException.WrongKind("这不是表格文件。请上传 .xlsx、.xls 或 .csv 文件。", "This is no table: send .xlsx, .xls or .csv.");
        }

        if (Encoding.Latin1.GetString(start).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t').StartsWith('<'))
        {
            throw UnreadableTableException.WrongKind(
                "这是网页或 XML 文件（有些系统把它命名为 .xls）。请用 Excel 打开后另存为 .xlsx 再上传。",
                "This is a web page or XML, which some systems call .xls: open it in a spreadsheet program and save it as .xlsx.");
        }

        return await IsValidAsync(file, Utf8, ct) ? Utf8
            : await IsValidAsync(file, Gb18030, ct) ? Gb18030
            : throw UnreadableTableException.WrongKind(
                "无法识别文件的文字编码。请另存为“CSV UTF-8”后再上传。", "The encoding of the text can't be recognised: save it as CSV UTF-8.");
    }

    /// <summary>As people call the encoding.</summary>
    public static string NameOf(Encoding encoding) =>
        encoding == Utf8 ? "UTF-8" : encoding == Gb18030 ? "GB 18030" : "UTF-16";

    // A stray NUL in a text is told at its cell.
    static bool IsBinary(byte[] start) => start.AsSpan().Contains((byte)0)
        && (start.AsSpan().Count((byte)0) * NulShare > start.Length
            || start.AsSpan().ContainsAnyInRange((byte)1, (byte)8) || start.AsSpan().ContainsAnyInRange((byte)14, (byte)25));

    static async Task<byte[]> StartAsync(Stream file, CancellationToken ct)
    {
        file.Position = 0;
        var start = new byte[Prefix];
        return start[..await file.ReadAtLeastAsync(start, Prefix, throwOnEndOfStream: false, ct)];
    }

    static async Task<bool> IsValidAsync(Stream file, Encoding encoding, CancellationToken ct)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[32 * 1024];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (var count = await file.ReadAsync(bytes, ct); count > 0; count = await file.ReadAsync(bytes, ct))
            {
                decoder.GetChars(bytes.AsSpan(0, count), chars, flush: false);
            }

            decoder.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
