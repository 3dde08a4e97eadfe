using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Tables.Tests;

/// <summary>What is written is read as it was.</summary>
public sealed class RoundTripProperties
{
    static readonly string[] Pieces =
        ["=", "+", "-", "@", "'", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ",
            "_x0041_", "_", "x000D_", "<", "&", "😀", "苹果", "a", "0", "（", "—", "\u3000", "Ａ"];

    // Of text, XLSX and XLS.
    static readonly byte[][] Beginnings = [[], [.. "PK\u0003\u0004"u8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]];

    static readonly Gen<string> Text = Gen.Choose(0, 8).SelectMany(count => Gen.Elements(Pieces).ListOf(count)).Select(string.Concat);

    static readonly byte[][] Workbooks =
    [
        XlsxTable.Write(Samples.Table(Samples.Row, Samples.Row)),
        XlsFile.Of([.. Samples.Columns.Select(column => column.HeaderZh)], ["苹果", 1, 1.5, 2, 3, 4, new DateOnly(2026, 1, 1), "x"]),
    ];

    static readonly Gen<object?[]> Row =
        from text in Text
        from integer in Gen.Choose(int.MinValue, int.MaxValue)
        from fen in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from scale in Gen.Choose(1, 1_000)
        from day in Gen.Choose(0, 60_000)
        from second in Gen.Choose(0, 86_399)
        select (object?[])
        [
            text,
            integer,
            (long)fen * scale,
            (long)fen,
            fen / 1_000,
            (decimal)fen / 1_000,
            new DateOnly(1900, 3, 1).AddDays(day),
            new DateTimeOffset(1900, 3, 2, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second),
        ];

    [Fact]
    public void A_written_XLSX_is_read_exactly() => Holds(rows =>
    {
        var content = Read(XlsxTable.Write(Samples.Plain(rows)));
        return !content.Faults.Any && Same(rows, content, row => (long?)Wan(row));

        static decimal? Wan(TableRow row) => row.OptionalDecimal("target") * 1_000_000m;
    });

    [Fact]
    public void A_written_CSV_is_read_as_it_was_rounded() => Holds(rows =>
    {
        var rounded = rows.Select(row => row.ToArray()).ToArray();
        foreach (var row in rounded.Where(row => row[3] is not null))
        {
            row[3] = (long)decimal.Round((long)row[3]! / 10_000m, MidpointRounding.AwayFromZero) * 10_000;
        }

        var content = Read(CsvTable.Write(Samples.Plain(rows)));
        return !content.Faults.Any && Same(rounded, content, row => (long?)(row.OptionalDecimal("target") * 1_000_000m));
    });

    [Fact]
    public void The_same_table_is_written_as_the_same_CSV() => Holds(rows =>
        CsvTable.Write(Samples.Table(rows)).AsSpan().SequenceEqual(CsvTable.Write(Samples.Table([.. rows.Select(row => row.ToArray())]))));

    [Fact]
    public void Whatever_is_in_a_file_reading_ends_and_never_throws() => Prop
        .ForAll(
            (from kind in Gen.Elements(Beginnings)
             from text in Text
             from bytes in Gen.Choose(0, 255).ListOf()
             select (kind, text, bytes)).ToArbitrary(),
            sample =>
            {
                byte[] file =
                [
                    .. sample.kind, .. Encoding.UTF8.GetBytes("名称,笔数\n" + sample.text), .. sample.bytes.Select(value => (byte)value),
                ];
                var headings = new[] { Heading.Required("name", "名称"), Heading.Required("count", "笔数") };
                var content = Samples.Read(file, headings).GetAwaiter().GetResult();
                foreach (var row in content.Rows)
                {
                    _ = (row.OptionalText("name", 10), row.OptionalInteger("count"), row.OptionalDay("name"), row.OptionalFen("name"));
                }

                return sample.kind.Length == 0 || content.Faults.Any;
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void However_a_workbook_is_broken_reading_ends_and_never_throws() => Prop
        .ForAll(
            (from file in Gen.Elements(Workbooks)
             from at in Gen.Choose(0, 100_000).ListOf(8)
             from value in Gen.Choose(0, 255)
             select (file, at, value)).ToArbitrary(),
            sample =>
            {
                var file = sample.file.ToArray();
                foreach (var place in sample.at)
                {
                    file[place % file.Length] = (byte)sample.value;
                }

                return Read(file).Rows.All(row => row.Number > 0);
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    static TableContent Read(byte[] file) => Samples.Read(file).GetAwaiter().GetResult();

    static bool Same(object?[][] rows, TableContent content, Func<TableRow, long?> target)
    {
        // A row in which nothing but white space stands is an empty row.
        Assert.Equal(rows.Length, content.Rows.Count);
        foreach (var (row, read) in rows.Zip(content.Rows))
        {
            var text = ((string)row[0]!).Replace('Ａ', 'A').Replace('\u3000', ' ').Trim();
            Assert.Equal(
                text is "" or "—" ? null : text.ReplaceLineEndings("\n"), read.OptionalText("name", 10_000)?.ReplaceLineEndings("\n"));
            Assert.Equal(row[1] is int integer ? integer : null, read.OptionalInteger("count"));
            Assert.Equal((long?)row[2], read.OptionalFen("amount"));
            Assert.Equal((long?)row[3], target(read));
            Assert.Equal((decimal?)row[5], read.OptionalDecimal("quantity"));
            Assert.Equal((DateOnly?)row[6], read.OptionalDay("day"));
            var local = ((DateTimeOffset?)row[7])?.ToOffset(TimeSpan.FromHours(8)).ToString(
                "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            // A spreadsheet does not tell midnight from a day.
            Assert.Equal(
                local?.Replace(" 00:00:00", "", StringComparison.Ordinal),
                read["at"] is "" or "—" ? null : read["at"].Replace(" 00:00:00", "", StringComparison.Ordinal));
        }

        return true;
    }

    static void Holds(Func<object?[][], bool> property) => Prop
        .ForAll(
            (from rows in Row.ArrayOf()
             from nulls in Gen.Choose(0, 7).ListOf()
             select WithUnknown(rows, [.. nulls])).ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    // The first three columns stay, so that no row is empty.
    static object?[][] WithUnknown(object?[][] rows, int[] nulls)
    {
        foreach (var (index, column) in nulls.Index().Where(row => rows.Length > 0 && row.Item > 2))
        {
            rows[index % rows.Length][column] = null;
        }

        return rows;
    }
}
