using System.Globalization;
using System.Text;

namespace Marketplace.Testing;

/// <summary>
/// Writes small workbooks as Excel 97 to 2003 saved them (.xls): BIFF8 records in a compound document. Texts, numbers, days and null; an
/// <see cref="ErrorCode"/> is a formula that failed.
/// </summary>
public static class XlsFile
{
    const int SectorSize = 512;
    const int EntrySize = 128;
    const int SectorsMax = SectorSize / sizeof(int);

    // Smaller streams are kept in another way.
    const int StreamMin = 4_096;

    const int EndOfChain = -2;
    const int FatSector = -3;
    const int Free = -1;
    const int General = 0;
    const int Day = 1;

    // The formats of the two kinds of cell, General and the short date, are known to every program.
    static readonly ushort[] Formats = [0, 14];

    /// <summary>What a failed formula shows.</summary>
    public enum ErrorCode : byte
    {
        DivisionByZero = 0x07,
        NotAvailable = 0x2A,
    }

    /// <summary>One sheet with these cells.</summary>
    public static byte[] Of(params IReadOnlyList<object?[]> rows) => Contained(Workbook(rows));

    static byte[] Workbook(IReadOnlyList<object?[]> rows)
    {
        using var bytes = new MemoryStream();
        using var biff = new BinaryWriter(bytes);
        Record(biff, 0x0809, Beginning(0x0005));
        Record(biff, 0x0042, [0xB0, 0x04]);
        foreach (var format in Formats)
        {
            Record(biff, 0x00E0, [0, 0, .. BitConverter.GetBytes(format), 0x01, 0, .. new byte[3], 0xF8, .. new byte[10]]);
        }

        var name = "Sheet1"u8;
        var sheet = bytes.Position + 4 + 4 + 2 + 2 + name.Length + 4;
        Record(biff, 0x0085, [.. BitConverter.GetBytes((int)sheet), 0, 0, (byte)name.Length, 0, .. name]);
        Record(biff, 0x000A, []);
        Record(biff, 0x0809, Beginning(0x0010));
        Record(biff, 0x0200,
        [
            .. BitConverter.GetBytes(0), .. BitConverter.GetBytes(rows.Count),
            .. BitConverter.GetBytes((ushort)0), .. BitConverter.GetBytes((ushort)rows.Max(row => row.Length)), 0, 0,
        ]);
        foreach (var (number, row) in rows.Index())
        {
            foreach (var (column, value) in row.Index())
            {
                WriteCell(biff, number, column, value);
            }
        }

        Record(biff, 0x000A, []);
        return bytes.ToArray();
    }

    static void WriteCell(BinaryWriter biff, int row, int column, object? value)
    {
        byte[] At(int format) => [.. Short(row), .. Short(column), .. Short(format)];
        switch (value)
        {
            case null:
                break;
            case string text:
                Record(biff, 0x0204, [.. At(General), .. Short(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
                break;
            case DateOnly day:
                Record(biff, 0x0203, [.. At(Day), .. BitConverter.GetBytes(day.ToDateTime(TimeOnly.MinValue).ToOADate())]);
                break;
            case ErrorCode error:
                Record(biff, 0x0205, [.. At(General), (byte)error, 1]);
                break;
            default:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                Record(biff, 0x0203, [.. At(General), .. BitConverter.GetBytes(number)]);
                break;
        }
    }

    static byte[] Short(int number) => BitConverter.GetBytes((ushort)number);

    static byte[] Beginning(ushort kind) => [0x00, 0x06, .. BitConverter.GetBytes(kind), 0xBB, 0x0D, 0xCC, 0x07, .. new byte[8]];

    static void Record(BinaryWriter biff, ushort type, byte[] data)
    {
        biff.Write(type);
        biff.Write((ushort)data.Length);
        biff.Write(data);
    }

    /// <summary>The stream in a compound document: header, one sector of chains, one of the directory, then the stream itself.</summary>
    static byte[] Contained(byte[] stream)
    {
        var sectors = (Math.Max(stream.Length, StreamMin) + SectorSize - 1) / SectorSize;
        if (sectors + 2 > SectorsMax)
        {
            throw new ArgumentException("The rows are too many for a small workbook.");
        }

        var file = new byte[(1 + 2 + sectors) * SectorSize];
        using var writer = new BinaryWriter(new MemoryStream(file));
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16]]);
        writer.Write([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, .. new byte[10]]);
        foreach (var number in (int[])[1, 1, 0, StreamMin, EndOfChain, 0, EndOfChain, 0, 0, .. Enumerable.Repeat(Free, 108)])
        {
            writer.Write(number);
        }

        var unused = Enumerable.Repeat(Free, SectorsMax - sectors - 2);
        foreach (var number in (int[])[FatSector, EndOfChain, .. Enumerable.Range(3, sectors - 1), EndOfChain, .. unused])
        {
            writer.Write(number);
        }

        Entry(writer, "Root Entry", type: 5, child: 1, start: EndOfChain, length: 0);
        Entry(writer, "Workbook", type: 2, child: Free, start: 2, length: sectors * SectorSize);
        writer.Write(new byte[2 * EntrySize]);
        writer.Write(stream);
        return file;
    }

    static void Entry(BinaryWriter writer, string name, byte type, int child, int start, int length)
    {
        var text = new byte[64];
        Encoding.Unicode.GetBytes(name, text);
        writer.Write([.. text, .. BitConverter.GetBytes((ushort)(2 * name.Length + 2)), type, 1]);
        foreach (var number in (int[])[Free, Free, child, .. new int[9], start, length, 0])
        {
            writer.Write(number);
        }
    }
}
