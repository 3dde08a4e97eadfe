using Marketplace.Contracts;
using Marketplace.Tables;

namespace Marketplace.Crediting.Imports;

/// <summary>The columns of a ledger of assisted sales, by any of their names (CR-22).</summary>
static class ImportColumns
{
    public const string DocumentNo = "documentNo";
    public const string Facilitator = "facilitator";
    public const string Supplier = "supplier";
    public const string SupplierCode = "supplierCode";
    public const string Product = "product";
    public const string Category = "category";
    public const string Level = "processingLevel";
    public const string RecognitionNumber = "recognitionNumber";
    public const string RecognitionFrom = "recognitionFrom";
    public const string RecognitionUntil = "recognitionUntil";
    public const string Batch = "batchId";
    public const string OriginCode = "originCode";
    public const string Quantity = "quantity";
    public const string TradeUnit = "tradeUnit";
    public const string Grams = "grams";
    public const string Pieces = "pieces";
    public const string UnitPrice = "unitPrice";
    public const string Amount = "amount";
    public const string SaleDate = "saleDate";
    public const string Buyer = "buyer";
    public const string UnitId = "unitId";
    public const string DeliveryCode = "deliveryCode";
    public const string InvoiceCode = "invoiceCode";
    public const string InvoiceNumber = "invoiceNumber";
    public const string InvoiceTotal = "invoiceTotal";
    public const string InvoiceDate = "invoiceDate";
    public const string Proof = "proof";
    public const string Channel = "channel";

    /// <summary>In the order of the template; the first two names of each head its column.</summary>
    static readonly (Heading Heading, ColumnKind Kind, object? Example)[] All =
    [
        (Heading.Required(DocumentNo, "单据号", "Document no.", "台账编号", "单号"), ColumnKind.Text, "示例-2026-0001"),
        (Heading.Required(Facilitator, "帮销主体", "Facilitator", "帮销主体编号", "帮销主体名称"), ColumnKind.Text, "镇海消费协作专馆"),
        (Heading.Required(Supplier, "供应商", "Supplier", "供应商编号", "供应商名称"), ColumnKind.Text, "金阳青花椒专业合作社"),
        (Heading.Optional(SupplierCode, "供应商登记地代码", "Supplier region code"), ColumnKind.Text, "513430"),
        (Heading.Required(Product, "产品名称", "Product", "商品名称", "产品"), ColumnKind.Text, "金阳青花椒"),
        (Heading.Required(Category, "产品类别", "Category", "类别"), ColumnKind.Text, "香辛料"),
        (Heading.Required(Level, "加工程度", "Processing level"), ColumnKind.Text, "初加工"),
        (Heading.Required(RecognitionNumber, "认定编号", "Recognition no.", "帮扶产品认定编号"), ColumnKind.Text, "RZ-0001"),
        (Heading.Required(RecognitionFrom, "认定有效期起", "Recognition from"), ColumnKind.Date, new DateOnly(2026, 1, 1)),
        (Heading.Required(RecognitionUntil, "认定有效期止", "Recognition until"), ColumnKind.Date, new DateOnly(2028, 12, 31)),
        (Heading.Optional(Batch, "批次编号", "Batch id"), ColumnKind.Text, null),
        (Heading.Required(OriginCode, "产地县代码", "Origin county code", "产地代码"), ColumnKind.Text, "513430"),
        (Heading.Required(Quantity, "数量", "Quantity") with { IsSummed = true }, ColumnKind.Quantity, 120.5m),
        (Heading.Required(TradeUnit, "计量单位", "Trade unit", "单位"), ColumnKind.Text, "斤"),
        (Heading.Optional(Grams, "每单位克数", "Grams per unit"), ColumnKind.Integer, 500L),
        (Heading.Optional(Pieces, "每单位件数", "Pieces per unit"), ColumnKind.Integer, null),
        (Heading.Optional(UnitPrice, "单价（元）", "Unit price (yuan)", "单价"), ColumnKind.Quantity, 40m),
        (Heading.Optional(Amount, "金额（元）", "Amount (yuan)", "金额", "价税合计") with { IsSummed = true }, ColumnKind.Fen, 482_000L),
        (Heading.Required(SaleDate, "成交日期", "Sale date", "销售日期"), ColumnKind.Date, new DateOnly(2026, 5, 10)),
        (Heading.Required(Buyer, "采购方", "Buyer", "采购方名称", "采购单位"), ColumnKind.Text, "镇海某学校"),
        (Heading.Optional(UnitId, "采购单位编号", "Unit id"), ColumnKind.Text, null),
        (Heading.Required(DeliveryCode, "收货地代码", "Delivery region code", "收货省代码"), ColumnKind.Text, "330211"),
        (Heading.Optional(InvoiceCode, "发票代码", "Invoice code"), ColumnKind.Text, null),
        (Heading.Required(InvoiceNumber, "发票号码", "Invoice no.", "发票号"), ColumnKind.Text, "26332000000012345678"),
        (Heading.Required(InvoiceTotal, "发票总额（元）", "Invoice total (yuan)", "发票总额", "发票金额"), ColumnKind.Fen, 482_000L),
        (Heading.Optional(InvoiceDate, "开票日期", "Invoice date"), ColumnKind.Date, new DateOnly(2026, 5, 10)),
        (Heading.Optional(Proof, "帮销证明材料", "Proof document", "证明材料"), ColumnKind.Text, "镇帮销〔2026〕12号"),
        (Heading.Optional(Channel, "销售渠道", "Channel", "渠道"), ColumnKind.Text, "专馆"),
    ];

    public static IReadOnlyList<Heading> Headings { get; } = [.. All.Select(column => column.Heading)];

    public static IReadOnlyDictionary<string, ProductCategory> Categories { get; } = Words<ProductCategory>(
        "粮食", "蔬菜", "水果", "肉类", "禽类", "禽蛋", "水产", "奶类", "食用菌", "坚果", "香辛料", "调味品", "饮品", "茶叶", "中药材", "林产品", "特色手工艺品", "其他");

    public static IReadOnlyDictionary<string, ProcessingLevel> Levels { get; } = Words<ProcessingLevel>("初级", "初加工", "精深加工");

    public static IReadOnlyDictionary<string, SalesChannel> Channels { get; } = Words<SalesChannel>(
        "平台订单", "832平台", "专柜", "专馆", "专区", "批发市场、商超", "直播电商", "经销商", "展销会", "工会福利", "职工个人采购");

    /// <summary>What is handed out to be filled in: the columns and one row as an example.</summary>
    public static Table Template() => new()
    {
        SheetName = "帮销台账",
        Columns = [.. All.Select(column => new Column(column.Heading.Key, column.Heading.Names[0], column.Heading.Names[1], column.Kind))],
        Rows = [[.. All.Select(column => column.Example)]],
    };

    /// <summary>The texts of the example by which it is known again in a file that was filled in below it.</summary>
    static readonly (string Column, string Form)[] ExampleTexts =
    [
        .. All.Where(column => column.Heading.Key is DocumentNo or Facilitator or Supplier or Product or Buyer or InvoiceNumber)
            .Select(column => (column.Heading.Key, NormalForm.Of((string)column.Example!))),
    ];

    /// <summary>Whether the row is the example of the template.</summary>
    public static bool IsExample(TableRow row) =>
        ExampleTexts.All(text => NormalForm.Of(row[text.Column]) == text.Form);

    /// <summary>The Chinese words in the order of the values, and the names of the values themselves.</summary>
    static Dictionary<string, T> Words<T>(params string[] chinese)
        where T : struct, Enum => Enum.GetValues<T>().Zip(chinese, (value, word) => (value, word))
            .SelectMany(row => (IEnumerable<(string Word, T Value)>)[(row.word, row.value), (row.value.ToString(), row.value)])
            .ToDictionary(row => row.Word, row => row.Value);
}
