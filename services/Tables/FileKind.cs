using System.IO.Compression;
using System.Text;

namespace Marketplace.Tables;

/// <summary>Finds out what a file is from what is in it; names and declared types are often wrong.</summary>
static class FileKind
{
    const int Prefix = 4_096;

    // GB 18030 holds all of GBK and more. Taken from the provider itself: registering it would change the whole process.
    static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<bool> IsZipAsync(Stream file, CancellationToken ct) =>
        (await StartAsync(file, ct)).AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <exception cref="UnreadableTableException">It is no workbook.</exception>
    public static ZipArchive Workbook(Stream file)
    {
        file.Position = 0;
        var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        return zip.GetEntry("xl/workbook.xml") is not null
            ? zip
            : throw Wrong("这是压缩包或其他文件，不是 Excel 工作簿。请上传 .xlsx 或 .csv 文件。", "This is an archive or another kind of document, not a workbook: send .xlsx or .csv.");
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
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                throw Wrong(
                    "这是旧版 .xls 文件或加密的工作簿。请在 Excel 中另存为 .xlsx（不设密码）或“CSV UTF-8”后再上传。",
                    "This is an old .xls file or an encrypted workbook: save it as .xlsx without a password, or as CSV UTF-8.");
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]:
                throw Wrong("这是 PDF 文件。请上传 .xlsx 或 .csv 文件。", "This is a PDF: send .xlsx or .csv.");
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode;
        }

        if (start.AsSpan().Contains((byte)0))
        {
            throw Wrong("这不是表格文件。请上传 .xlsx 或 .csv 文件。", "This is no table: send .xlsx or .csv.");
        }

        if (Encoding.Latin1.GetString(start).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t').StartsWith('<'))
        {
            throw Wrong(
                "这是网页或 XML 文件（有些系统把它命名为 .xls）。请用 Excel 打开后另存为 .xlsx 再上传。",
                "This is a web page or XML, which some systems call .xls: open it in a spreadsheet program and save it as .xlsx.");
        }

        return await IsValidAsync(file, Utf8, ct) ? Utf8
            : await IsValidAsync(file, Gb18030, ct) ? Gb18030
            : throw Wrong("无法识别文件的文字编码。请另存为“CSV UTF-8”后再上传。", "The encoding of the text can't be recognised: save it as CSV UTF-8.");
    }

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

    static UnreadableTableException Wrong(string zh, string en) => new(new(null, null, "wrong_file_kind", zh, en));
}
