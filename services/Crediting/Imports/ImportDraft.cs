using System.Diagnostics.CodeAnalysis;
using Marketplace.Contracts;
using Marketplace.Tables;

namespace Marketplace.Crediting.Imports;

/// <summary>A row as it is written, each cell by itself; what it refers to is not looked up yet.</summary>
sealed class ImportDraft
{
    const int NumberMax = 40;
    const int NameMax = 100;
    const int UnitMax = 20;

    // Of an older invoice; a fully digital one has twenty and no code.
    const int InvoiceDigits = 8;
    const int InvoiceCodeDigits = 10;
    const int TextMax = 200;
    const decimal QuantityMax = 100_000_000m;
    const decimal PriceMax = 1_000_000m;
    const long PartsMax = 1_000_000_000;

    static readonly DateOnly FirstDay = new(2000, 1, 1);

    public required TableRow Row { get; init; }

    public string DocumentNo { get; private set; } = "";

    public string Facilitator { get; private set; } = "";

    public string Supplier { get; private set; } = "";

    public string? SupplierCode { get; private set; }

    public string Product { get; private set; } = "";

    public ProductCategory Category { get; private set; }

    public ProcessingLevel Level { get; private set; }

    public string RecognitionNumber { get; private set; } = "";

    public DateOnly RecognitionFrom { get; private set; }

    public DateOnly RecognitionUntil { get; private set; }

    public Guid? BatchId { get; private set; }

    public string OriginCode { get; private set; } = "";

    public Quantity Quantity { get; private set; }

    public TradeUnit Unit { get; private set; } = null!;

    public UnitPrice UnitPrice { get; private set; }

    public long AmountFen { get; private set; }

    public DateOnly SaleDate { get; private set; }

    public string Buyer { get; private set; } = "";

    public Guid? UnitId { get; private set; }

    public string DeliveryCode { get; private set; } = "";

    public string? InvoiceCode { get; private set; }

    public string InvoiceNumber { get; private set; } = "";

    public long InvoiceTotalFen { get; private set; }

    public DateOnly? InvoiceDate { get; private set; }

    public string? Proof { get; private set; }

    public SalesChannel? Channel { get; private set; }

    /// <summary>Reads the cells of a row; what is wrong with them is in the faults of the file.</summary>
    public static ImportDraft Read(TableRow row, DateOnly today)
    {
        var draft = new ImportDraft { Row = row };
        draft.ReadParties();
        draft.ReadGoods();
        draft.ReadValue();
        draft.ReadDays(today);
        draft.ReadInvoice(today);
        return draft;
    }

    /// <summary>Adds a fault of the row.</summary>
    public void Fault(string column, string code, string zh, string en) =>
        Row.Fault(column, code, $"{Row.PlaceZh}：{zh}", $"{Row.PlaceEn}: {en}");

    void ReadParties()
    {
        DocumentNo = Row.Identifier(ImportColumns.DocumentNo, NumberMax);
        Facilitator = Row.Identifier(ImportColumns.Facilitator, NameMax);
        Supplier = Row.Identifier(ImportColumns.Supplier, NameMax);
        SupplierCode = Code(Row.OptionalIdentifier(ImportColumns.SupplierCode, NumberMax));
        Buyer = Row.Identifier(ImportColumns.Buyer, NameMax);
        UnitId = Id(ImportColumns.UnitId);
        DeliveryCode = Code(Row.Identifier(ImportColumns.DeliveryCode, NumberMax));
        Proof = Row.OptionalText(ImportColumns.Proof, TextMax);
        Channel = Chosen(ImportColumns.Channel, ImportColumns.Channels, isRequired: false);
    }

    void ReadGoods()
    {
        Product = Row.Text(ImportColumns.Product, NameMax);
        Category = Chosen(ImportColumns.Category, ImportColumns.Categories, isRequired: true) ?? default;
        Level = Chosen(ImportColumns.Level, ImportColumns.Levels, isRequired: true) ?? default;
        RecognitionNumber = Row.Identifier(ImportColumns.RecognitionNumber, NumberMax);
        RecognitionFrom = Row.Day(ImportColumns.RecognitionFrom);
        RecognitionUntil = Row.Day(ImportColumns.RecognitionUntil);
        BatchId = Id(ImportColumns.Batch);
        OriginCode = Code(Row.Identifier(ImportColumns.OriginCode, NumberMax));
        var name = Row.Text(ImportColumns.TradeUnit, UnitMax);
        var grams = Parts(ImportColumns.Grams);
        var pieces = Parts(ImportColumns.Pieces);
        if (!Row.Has(ImportColumns.Grams) && !Row.Has(ImportColumns.Pieces))
        {
            Fault(ImportColumns.Grams, "unit_size_missing", "请填写每单位的克数或件数。", "give the grams or the pieces of a trade unit.");
        }

        Unit = new TradeUnit { Name = name, Grams = grams, Pieces = grams is null ? (int?)pieces : null };
    }

    void ReadValue()
    {
        ReadQuantity();
        ReadAmount(Price());
    }

    void ReadQuantity()
    {
        // An empty cell and one that is no number are told by the reader itself.
        var read = Row.Has(ImportColumns.Quantity) ? Row.OptionalDecimal(ImportColumns.Quantity) : null;
        if (!Row.Has(ImportColumns.Quantity))
        {
            Row.Decimal(ImportColumns.Quantity);
        }
        else if (read is <= 0 or > QuantityMax)
        {
            Fault(
                ImportColumns.Quantity, "quantity_not_positive",
                "数量须大于零，且不超过一亿。",
                "the quantity must be above zero and at most a hundred million.");
        }
        else if (read is { } quantity && !decimal.IsInteger(quantity * 1_000))
        {
            Fault(ImportColumns.Quantity, "quantity_too_fine", "数量最多三位小数。", "the quantity has at most three places.");
        }
        else
        {
            Quantity = Quantity.Of(read ?? 0);
            if (!Unit.FitsLine(Quantity))
            {
                Fault(
                    ImportColumns.Quantity, "line_too_large", "一行至多 1 万吨（或 100 亿件），请核对数量与每单位克数。",
                    "a row has at most 10,000 tonnes (or 10 billion pieces): check the quantity and the grams of a unit.");
            }
        }
    }

    UnitPrice? Price()
    {
        var price = Row.OptionalDecimal(ImportColumns.UnitPrice);
        if (price is null)
        {
            return null;
        }

        if (price is <= 0 or > PriceMax)
        {
            Fault(
                ImportColumns.UnitPrice, "price_not_positive",
                "单价须大于零，且不超过一百万元。",
                "the unit price must be above zero and at most a million yuan.");
            return null;
        }

        if (!decimal.IsInteger(price.Value * 10_000))
        {
            Fault(ImportColumns.UnitPrice, "price_too_fine", "单价最多四位小数。", "the unit price has at most four places.");
            return null;
        }

        return UnitPrice.FromYuan(price.Value);
    }

    /// <summary>
    /// The amount counts; it may differ by a fen from quantity times price, since papers are rounded in many ways (CR-02).
    /// </summary>
    void ReadAmount(UnitPrice? price)
    {
        var amount = Row.OptionalFen(ImportColumns.Amount);
        if (amount is <= 0 or > Money.FenMax)
        {
            Fault(
                ImportColumns.Amount, "amount_not_positive",
                "金额须大于零，且不超过一千亿元。",
                "the amount must be above zero and at most a hundred billion yuan.");
            return;
        }

        if (amount is null && price is null)
        {
            if (!Row.Has(ImportColumns.Amount) && !Row.Has(ImportColumns.UnitPrice))
            {
                Fault(ImportColumns.Amount, "amount_missing", "请填写金额或单价。", "give the amount or the unit price.");
            }

            return;
        }

        if (Quantity == Quantity.Zero)
        {
            return;
        }

        var reckoned = price is { } known ? Money.Of(Quantity, known).Fen : (long?)null;
        if (amount is { } said && reckoned is { } follows && Math.Abs(said - follows) > 1)
        {
            Fault(
                ImportColumns.Amount,
                "amount_differs",
                $"金额 {new Money(said)} 元与数量×单价 {new Money(follows)} 元不符（允许相差 0.01 元）。",
                $"the amount {new Money(said)} is not quantity times price, {new Money(follows)}, within a fen.");
        }

        AmountFen = amount ?? reckoned!.Value;
        if (AmountFen <= 0)
        {
            Fault(ImportColumns.Amount, "amount_not_positive", "金额须大于零。", "the amount must be above zero.");
        }

        UnitPrice = price ?? UnitPrice.FromYuan(decimal.Round(AmountFen / 100m / Quantity.Units, 4, MidpointRounding.AwayFromZero));
    }

    void ReadDays(DateOnly today)
    {
        SaleDate = Row.Day(ImportColumns.SaleDate);
        RequirePast(ImportColumns.SaleDate, SaleDate, today, "成交日期", "the sale date");

        if (RecognitionFrom == default || RecognitionUntil == default || SaleDate == default)
        {
            return;
        }

        if (RecognitionUntil < RecognitionFrom)
        {
            Fault(ImportColumns.RecognitionUntil, "recognition_reversed", "认定有效期止早于起。", "the recognition ends before it begins.");
        }
        else if (SaleDate < RecognitionFrom || SaleDate > RecognitionUntil)
        {
            Fault(
                ImportColumns.RecognitionNumber,
                "recognition_not_valid",
                $"认定 {RecognitionNumber} 在成交日不在有效期内。",
                $"recognition {RecognitionNumber} was not valid on the sale date.");
        }
    }

    void ReadInvoice(DateOnly today)
    {
        InvoiceCode = Code(Row.OptionalIdentifier(ImportColumns.InvoiceCode, NumberMax, InvoiceCodeDigits));
        InvoiceNumber = Row.Identifier(ImportColumns.InvoiceNumber, NumberMax, InvoiceDigits);
        InvoiceTotalFen = Row.Fen(ImportColumns.InvoiceTotal);
        InvoiceDate = Row.OptionalDay(ImportColumns.InvoiceDate);
        if (InvoiceDate is { } issued)
        {
            RequirePast(ImportColumns.InvoiceDate, issued, today, "开票日期", "the day of the invoice");
        }

        if (Row.IsSound && InvoiceTotalFen <= 0)
        {
            Fault(ImportColumns.InvoiceTotal, "invoice_total_not_positive", "发票总额须大于零。", "the invoice total must be above zero.");
        }
    }

    void RequirePast(string column, DateOnly day, DateOnly today, string zh, string en)
    {
        if (day != default && day > today)
        {
            Fault(column, "date_in_future", $"{zh}晚于今天。", $"{en} lies in the future.");
        }
        else if (day != default && day < FirstDay)
        {
            Fault(column, "date_too_early", $"{zh}早于 2000-01-01。", $"{en} lies before 2000-01-01.");
        }
    }

    /// <summary>A code, which is all digits however it was typed.</summary>
    [return: NotNullIfNotNull(nameof(typed))]
    static string? Code(string? typed) => typed is null ? null : NormalForm.Of(typed);

    Guid? Id(string column)
    {
        if (Row.OptionalText(column, NumberMax) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Fault(column, "id_invalid", $"“{text}”不是编号（UUID）。", $"“{text}” is no id (UUID).");
        return null;
    }

    long? Parts(string column)
    {
        var parts = Row.OptionalInteger(column);
        if (parts is <= 0 or > PartsMax)
        {
            Fault(column, "unit_size_invalid", "须为 1 至 10 亿的整数。", "must be a whole number from 1 to a billion.");
            return null;
        }

        return parts;
    }

    T? Chosen<T>(string column, IReadOnlyDictionary<string, T> words, bool isRequired)
        where T : struct =>
        // As nearly every cell writes it; the reader understands other spellings, slowly.
        words.TryGetValue(Row[column], out var value) ? value
        : isRequired ? Row.Choice(column, words)
        : Row.OptionalChoice(column, words);
}
