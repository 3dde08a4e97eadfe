using System.Text;

namespace Marketplace.Tables.Tests;

/// <summary>A table with every kind of column, and ways to read it again.</summary>
static class Samples
{
    public static readonly Column[] Columns =
    [
        new("name", "名称", "Name", ColumnKind.Text, 30),
        new("count", "笔数", "Count", ColumnKind.Integer),
        new("amount", "金额（元）", "Amount (yuan)", ColumnKind.Fen),
        new("target", "任务（万元）", "Target (10,000 yuan)", ColumnKind.TenThousandYuan),
        new("progress", "进度", "Progress", ColumnKind.Percent),
        new("quantity", "数量", "Quantity", ColumnKind.Quantity),
        new("day", "日期", "Day", ColumnKind.Date),
        new("at", "时间", "At", ColumnKind.Instant, 20),
    ];

    public static readonly Heading[] Headings = [.. Columns.Select(column => Heading.Of(column))];

    public static readonly object?[] Row =
    [
        "越西苹果", 12, 123_450L, 1_234_500_000L, 1_234, 2.5m, new DateOnly(2026, 11, 21),
        new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero),
    ];

    public static Table Table(params IReadOnlyList<object?>[] rows) => new()
    {
        SheetName = "进度",
        TitleBlock = [new("结对消费协作进度表", "Pairing progress"), new("截止", "Cut-off", "2026-11-30")],
        Columns = Columns,
        Rows = rows,
        TotalRows = [["合计 Total", null, 1L, null, null, null, null, null]],
        Notes = [new("由于四舍五入，合计可能不等于分项之和。", "Due to rounding totals may differ.")],
    };

    /// <summary>Without what stands below the rows, so that all that is read is rows.</summary>
    public static Table Plain(params IReadOnlyList<object?>[] rows) => Table(rows) with { TotalRows = [], Notes = [] };

    public static Task<TableContent> Read(byte[] file, IReadOnlyList<Heading>? headings = null, TableLimits? limits = null) =>
        TableReader.ReadAsync(new MemoryStream(file), headings ?? Headings, CancellationToken.None, limits);

    public static Task<TableContent> Read(string csv, params Heading[] headings) => Read(Encoding.UTF8.GetBytes(csv), headings);
}
