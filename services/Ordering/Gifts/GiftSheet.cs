using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Tables;

namespace Marketplace.Ordering.Gifts;

/// <summary>The columns of a sheet of recipients (领取名册), by any of their names.</summary>
static class GiftSheet
{
    public const string Name = "慰问品名册";
    public const int NameMax = 50;
    public const int StaffNoMax = 40;
    public const int PhoneMax = 20;

    public const string StaffNo = "staffNo";

    const string Person = "name";
    const string Phone = "phone";
    const string Product = "product";
    const string ProductId = "productId";
    const string Supplier = "supplier";
    const string Quantity = "quantity";
    const string Dock = "dock";
    const string DeliverOn = "deliverOn";
    const string ExampleName = "示例：张三";

    /// <summary>In the order of the template; the first two names of each head its column.</summary>
    static readonly (Heading Heading, ColumnKind Kind, object? Example)[] All =
    [
        (Heading.Required(Person, "姓名", "Name", "职工姓名", "会员姓名", "领取人"), ColumnKind.Text, ExampleName),
        (Heading.Required(StaffNo, "工号", "Staff number", "会员号", "职工编号", "编号"), ColumnKind.Text, "A0001"),
        (Heading.Optional(Phone, "手机号", "Telephone", "电话", "联系电话"), ColumnKind.Text, "13800000000"),
        (Heading.Optional(Product, "礼品", "Gift", "产品", "产品名称", "品名", "慰问品"), ColumnKind.Text, "示例：金阳青花椒"),
        (Heading.Optional(ProductId, "产品编号", "Product id", "产品标识"), ColumnKind.Text, null),
        (Heading.Optional(Supplier, "供应商", "Supplier", "供应商名称"), ColumnKind.Text, null),
        (Heading.Optional(Quantity, "数量", "Quantity", "份数"), ColumnKind.Quantity, 1m),
        (Heading.Optional(Dock, "收货点", "Dock", "领取点"), ColumnKind.Text, "示例：总部仓库"),
        (Heading.Optional(DeliverOn, "送达日期", "Day of delivery", "日期"), ColumnKind.Date, new DateOnly(2027, 1, 25)),
    ];

    public static IReadOnlyList<Heading> Headings { get; } = [.. All.Select(column => column.Heading)];

    /// <summary>What is handed out to be filled in: the columns and one row as an example.</summary>
    public static Table Template() => new()
    {
        SheetName = Name,
        Columns = [.. All.Select(column => new Column(
            column.Heading.Key, column.Heading.Names[0], column.Heading.Names[1], column.Kind))],
        Rows = [[.. All.Select(column => column.Example)]],
        Unknown = "",
    };

    /// <summary>Whether the row is the example of the template.</summary>
    public static bool IsExample(TableRow row) => NormalForm.Of(row[Person]) == NormalForm.Of(ExampleName);

    /// <summary>Whether the row itself says something of a field, not only the whole list.</summary>
    public static bool Says(TableRow row, string field) => Headings.Any(heading => heading.Key == field) && row.Has(field);

    /// <summary>Who is named in a row, and what they get; what the row doesn't say is that of the whole list.</summary>
    public static (Named Person, DraftEntry Entry) Read(TableRow row, DraftEntry all) => (
        new Named(row.Text(Person, NameMax), row.Identifier(StaffNo, StaffNoMax), row.OptionalIdentifier(Phone, PhoneMax)),
        new DraftEntry
        {
            Unit = all.Unit,
            Product = TextOf(row, Product) ?? all.Product,
            ProductId = TextOf(row, ProductId),
            Supplier = TextOf(row, Supplier) ?? all.Supplier,
            Quantity = TextOf(row, Quantity) ?? all.Quantity,
            Dock = TextOf(row, Dock) ?? all.Dock,
            DeliverOn = TextOf(row, DeliverOn) ?? all.DeliverOn,
        });

    /// <summary>Who gets what, to be ticked and signed when it is handed out.</summary>
    public static Table Of(IReadOnlyList<(GiftRecipient Recipient, string Product, string Dock)> rows) => new()
    {
        SheetName = Name,
        Columns =
        [
            new("number", "序号", "Number", ColumnKind.Integer),
            new("name", "姓名", "Name", ColumnKind.Text),
            new(StaffNo, "工号", "Staff number", ColumnKind.Text),
            new(Phone, "手机号", "Telephone", ColumnKind.Text),
            new(Product, "礼品", "Gift", ColumnKind.Text),
            new(Quantity, "数量", "Quantity", ColumnKind.Quantity),
            new(Dock, "领取点", "Dock", ColumnKind.Text),
            new("handedOutOn", "领取日期", "Handed out on", ColumnKind.Date),
            new("signature", "签收", "Signature", ColumnKind.Text),
        ],
        Rows =
        [
            .. rows.Select(row => (IReadOnlyList<object?>)
            [
                row.Recipient.Number,
                row.Recipient.Name,
                row.Recipient.StaffNo,
                row.Recipient.Phone,
                row.Product,
                row.Recipient.Quantity.Units,
                row.Dock,
                row.Recipient.HandedOutAt is { } at ? BusinessDay.Of(at) : null,
                null,
            ]),
        ],
        Unknown = "",
    };

    static string? TextOf(TableRow row, string column) => row.OptionalText(column, DraftEntry.TextMax);

    /// <summary>A person as a sheet names it.</summary>
    public sealed record Named(string Name, string StaffNo, string? Phone);
}
