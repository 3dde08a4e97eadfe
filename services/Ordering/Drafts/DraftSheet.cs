using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Tables;

namespace Marketplace.Ordering.Drafts;

/// <summary>The columns of an order sheet (订货单), by any of their names.</summary>
static class DraftSheet
{
    public const string Name = "订货单";

    const string Unit = "unit";
    const string Product = "product";
    const string ProductId = "productId";
    const string Supplier = "supplier";
    const string Quantity = "quantity";
    const string TradeUnit = "tradeUnit";
    const string Dock = "dock";
    const string DeliverOn = "deliverOn";

    /// <summary>In the order of the template; the first two names of each head its column.</summary>
    static readonly (Heading Heading, ColumnKind Kind, object? Example)[] All =
    [
        (Heading.Optional(Unit, "采购单位", "Unit", "单位名称", "学校", "收货单位", "采购单位编号"), ColumnKind.Text, "示例：某小学"),
        (Heading.Required(Product, "产品", "Product", "产品名称", "商品", "商品名称", "品名", "食材", "名称"), ColumnKind.Text, "示例：金阳青花椒"),
        (Heading.Optional(ProductId, "产品编号", "Product id", "商品编号", "产品标识"), ColumnKind.Text, null),
        (Heading.Optional(Supplier, "供应商", "Supplier", "供应商名称", "供货商"), ColumnKind.Text, "示例：金阳青花椒专业合作社"),
        (Heading.Required(Quantity, "数量", "Quantity", "订购数量", "订货数量", "采购数量") with { IsSummed = true }, ColumnKind.Quantity, 50m),
        (Heading.Optional(TradeUnit, "单位", "Trade unit", "计量单位"), ColumnKind.Text, "斤"),
        (Heading.Optional(Dock, "收货点", "Dock", "送货点", "收货地点", "食堂"), ColumnKind.Text, "示例：东校区食堂"),
        (Heading.Optional(DeliverOn, "送达日期", "Day of delivery", "送货日期", "配送日期", "到货日期", "日期"), ColumnKind.Date, new DateOnly(2026, 9, 1)),
    ];

    public static IReadOnlyList<Heading> Headings { get; } = [.. All.Select(column => column.Heading)];

    static readonly (string Column, string Form)[] ExampleTexts =
    [
        .. All.Where(column => column.Heading.Key is Product or Supplier)
            .Select(column => (column.Heading.Key, NormalForm.Of((string)column.Example!))),
    ];

    /// <summary>What is handed out to be filled in: the columns and one row as an example.</summary>
    public static Table Template() => Of([[.. All.Select(column => column.Example)]]);

    /// <summary>A draft as a sheet, to be changed and sent again.</summary>
    public static Table Of(DraftView draft) => Of([.. draft.Lines.Select(line => (IReadOnlyList<object?>)
    [
        line.UnitName ?? line.Typed.Unit,
        line.ProductName ?? line.Typed.Product,
        line.ProductId?.ToString() ?? line.Typed.ProductId,
        line.SupplierName ?? line.Typed.Supplier,
        line.Quantity?.Units ?? (object?)line.Typed.Quantity,
        line.Quantity is null ? line.Typed.TradeUnit : line.TradeUnit?.Name,
        line.DockId?.ToString() ?? line.Typed.Dock,
        line.DeliverOn ?? (object?)line.Typed.DeliverOn,
    ])]);

    /// <summary>Whether the row is the example of the template.</summary>
    public static bool IsExample(TableRow row) => ExampleTexts.All(text => NormalForm.Of(row[text.Column]) == text.Form);

    /// <summary>What stands in a row, as it was typed; a cell that can't be read is noted as a fault and is absent.</summary>
    public static DraftEntry EntryOf(TableRow row) => new()
    {
        Unit = TextOf(row, Unit),
        Product = TextOf(row, Product),
        ProductId = TextOf(row, ProductId),
        Supplier = TextOf(row, Supplier),
        Quantity = TextOf(row, Quantity),
        TradeUnit = TextOf(row, TradeUnit),
        Dock = TextOf(row, Dock),
        DeliverOn = TextOf(row, DeliverOn),
    };

    static string? TextOf(TableRow row, string column) => row.OptionalText(column, DraftEntry.TextMax);

    // Cells may hold what was typed where it was not understood: all columns are written as texts then.
    static Table Of(IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        Column[] columns =
        [
            .. All.Select((column, index) => new Column(
                column.Heading.Key, column.Heading.Names[0], column.Heading.Names[1],
                rows.Any(row => row[index] is string) ? ColumnKind.Text : column.Kind)),
        ];
        return new Table
        {
            SheetName = Name,
            Columns = columns,
            Rows =
            [
                .. rows.Select(row => (IReadOnlyList<object?>)[.. row.Select((cell, index) =>
                    columns[index].Kind == ColumnKind.Text && cell is not null ? TextOf(cell) : cell)]),
            ],
            Unknown = "",
        };
    }

    static string TextOf(object cell) => cell switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
        _ => (string)cell,
    };
}
