using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// GET /ordering/payables/statements/{month}. The account of a unit with a supplier in a month: what was owed at its begin, each change in
/// the order of recording, and what is owed at its end. Entries are of the moment of their recording and stay, so that a month that is over
/// gets no further ones. As CSV or XLSX all of it, with the balance after each change.
/// </summary>
public static class GetStatement
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/statements/{month}", HandleAsync)
        .WithName(nameof(GetStatement)).WithSummary("对账单 The account of a unit with a supplier in a month").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("statement");

    /// <summary>What a file holds at most.</summary>
    const int FileRowsMax = 20_000;

    static async Task<Results<Ok<Statement>, FileContentHttpResult>> HandleAsync(
        string month, [AsParameters] PageQuery page, HttpRequest request, OrderingDb db, Caller caller, ReadAccess access,
        CancellationToken ct, Guid? unitId = null, Guid? supplierId = null, TableFormat? format = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var (unit, supplier) = scope.Both();
        var (begin, end) = StatementMonth.Parse(month);
        var account = scope.Entries(db);
        var opening = await account.Where(entry => entry.RecordedAt < begin).SumAsync(entry => entry.AmountFen, ct);
        var ofMonth = account.Where(entry => entry.RecordedAt >= begin && entry.RecordedAt < end);
        var change = await ofMonth.SumAsync(entry => entry.AmountFen, ct);
        access.Of($"{unit}/{supplier}/{month}", scope.Organisations);
        if ((format ?? ReportResults.AskedIn(request)) is { } wanted)
        {
            var all = await RowsAsync(db, ofMonth, FileRowsMax, ct);
            var buyer = (await OrganisationNames.OfUnitsAsync(db, [unit], ct)).GetValueOrDefault(unit, $"{unit}");
            var seller = (await OrganisationNames.OfSuppliersAsync(db, [supplier], ct)).GetValueOrDefault(supplier, $"{supplier}");
            return ReportResults.Of(Table((buyer, seller), month, opening, opening + change, all), wanted, $"对账单-{month}");
        }

        var rest = ofMonth;
        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            rest = rest.Where(entry => entry.RecordedAt > at || (entry.RecordedAt == at && entry.EntryId.CompareTo(id) > 0));
        }

        var listed = Page.Of(
            await RowsAsync(db, rest, page.Size + 1, ct), page.Size, row => Line.Of(row.Entry, row.Number, scope.SeenAs),
            row => Cursor.Encode(row.Entry.RecordedAt, row.Entry.EntryId));
        return TypedResults.Ok(new Statement
        {
            SeenAs = scope.SeenAs,
            UnitId = unit,
            SupplierId = supplier,
            Month = month,
            OpeningFen = opening,
            ClosingFen = opening + change,
            Items = listed.Items,
            Next = listed.Next,
        });
    }

    /// <summary>Entries in the order of recording, with the numbers of their orders.</summary>
    static Task<List<Row>> RowsAsync(OrderingDb db, IQueryable<PayableEntry> entries, int size, CancellationToken ct) => entries
        .OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.EntryId).Take(size)
        .Select(entry => new Row
        {
            Entry = entry,
            Number = db.Orders.Where(order => order.OrderId == entry.OrderId).Select(order => order.Number).FirstOrDefault(),
        })
        .ToListAsync(ct);

    /// <summary>
    /// As it is printed: a line for each change with the balance after it, between last month's balance and this month's.
    /// </summary>
    static Table Table((string Buyer, string Seller) parties, string month, long opening, long closing, List<Row> rows)
    {
        var balance = opening;
        return new()
        {
            SheetName = "对账单",
            TitleBlock =
            [
                new("对账单", "Statement of account"), new("采购单位", "Buyer", parties.Buyer), new("供应商", "Supplier", parties.Seller),
                new("月份", "Month", month),
            ],
            Columns =
            [
                new("recordedAt", "记账时间", "Recorded", ColumnKind.Instant, Width: 20),
                new("kind", "事项", "Kind", Width: 24),
                new("orderNumber", "订单号", "Order", Width: 20),
                new("sourceId", "凭据标识", "Source", Width: 38),
                new("amountFen", "金额", "Amount", ColumnKind.Fen),
                new("balanceFen", "余额", "Balance", ColumnKind.Fen),
            ],
            Rows =
            [
                [null, "上月结余 Balance of the month before", null, null, null, opening],
                .. rows.Select(row => (IReadOnlyList<object?>)
                [
                    row.Entry.RecordedAt, KindText(row.Entry.Kind), row.Number, $"{row.Entry.SourceId}", row.Entry.AmountFen,
                    balance += row.Entry.AmountFen,
                ]),
            ],
            TotalRows = [[null, "本月结余 Balance at its end", null, null, closing - opening, closing]],
            Notes = rows.Count < FileRowsMax ? [] :
            [
                new("只列出前 20000 笔；其余请按页查询。", "The first 20,000 only; ask for the others page by page."),
            ],
        };
    }

    static string KindText(PayableKind kind) => kind switch
    {
        PayableKind.Accepted => "验收 Accepted",
        PayableKind.Returned => "退货、降价 Returned",
        PayableKind.PriceRaised => "补价 Price raised",
        PayableKind.Paid => "付款 Paid",
        PayableKind.Advanced => "预付 Paid in advance",
        PayableKind.PaymentTakenBack => "付款冲销 Payment reversed",
    };

    sealed class Row
    {
        public required PayableEntry Entry { get; init; }

        public required string? Number { get; init; }
    }

    /// <summary>The account of a unit with a supplier in a month, in fen; what is owed is more than zero.</summary>
    public sealed record Statement : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid SupplierId { get; init; }

        /// <summary>In Asia/Shanghai, as yyyy-MM.</summary>
        public required string Month { get; init; }

        /// <summary>What was owed at the begin of the month: the closing balance of the month before.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OpeningFen { get; init; }

        /// <summary>What is owed at its end; of this month, now.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? ClosingFen { get; init; }

        public required IReadOnlyList<Line> Items { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    /// <summary>A change in what is owed.</summary>
    public sealed record Line : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid EntryId { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        public required PayableKind Kind { get; init; }

        /// <summary>Null, as the two that follow, for what was paid in advance and is matched to no order.</summary>
        public Guid? OrderId { get; init; }

        public string? OrderNumber { get; init; }

        public Guid? PartId { get; init; }

        /// <summary>The acceptance, claim, payment or matching from which it follows.</summary>
        public required Guid SourceId { get; init; }

        /// <summary>More than zero when more is owed, less when less is.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        internal static Line Of(PayableEntry entry, string? number, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            EntryId = entry.EntryId,
            RecordedAt = entry.RecordedAt,
            Kind = entry.Kind,
            OrderId = entry.OrderId,
            OrderNumber = number,
            PartId = entry.PartId,
            SourceId = entry.SourceId,
            AmountFen = entry.AmountFen,
        };
    }
}
