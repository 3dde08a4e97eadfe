namespace Marketplace.Tables;

/// <summary>
/// Finds the cells of an XLS file that hold an error such as #N/A. The reader of such workbooks shows them as empty, so that a failed
/// amount would pass for one that nobody gave.
/// </summary>
static class XlsErrors
{
    const int Buffer = 64 * 1024;
    const int Record = 18;

    /// <summary>The first row (from 1) of an XLS file, on whichever sheet, that holds such a cell; null when there is none.</summary>
    public static int? FirstRow(Stream file)
    {
        var bytes = new byte[Buffer];
        file.Position = 0;
        for (var kept = 0; ;)
        {
            var length = kept + file.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false);
            for (var at = 0; at + Record <= length; at++)
            {
                if (IsFailed(bytes.AsSpan(at, Record)))
                {
                    return BitConverter.ToUInt16(bytes, at + 4) + 1;
                }
            }

            if (length < bytes.Length)
            {
                return null;
            }

            kept = Record - 1;
            bytes.AsSpan(length - kept).CopyTo(bytes);
        }
    }

    // The records BOOLERR with an error, and FORMULA with an error as its last result; sheets are not told apart.
    static bool IsFailed(ReadOnlySpan<byte> record) => record switch
    {
        [0x05, 0x02, 0x08, 0x00, _, _, _, _, _, _, var code, 0x01, ..] => IsErrorCode(code),
        [0x06, 0x00, _, _, _, _, _, _, _, _, 0x02, 0x00, var code, 0x00, 0x00, 0x00, 0xFF, 0xFF] => IsErrorCode(code),
        _ => false,
    };

    static bool IsErrorCode(byte code) => code is 0x00 or 0x07 or 0x0F or 0x17 or 0x1D or 0x24 or 0x2A;
}
