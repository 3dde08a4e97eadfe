using System.Globalization;
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
/// GET /ordering/payables/balances/{month}. The accounts of a unit with its suppliers in a month, or of a supplier with units: opening
/// balance, what it changed by, and closing balance, of all and counterpart by counterpart in the order of their ids; as CSV or XLSX all of
/// them.
/// </summary>
public static class ListBalances
{
    /// <summary>What a file holds at most.</summary>
    const int FileRowsMax = 20_000;

    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/balances/{month}", HandleAsync)
        .WithName(nameof(ListBalances)).WithSummary("往来余额表 The accounts with all counterparts in a month").For(PayableScope.Readers)
        .IsExpensive().RecordsAccess<OrderingDb>("statement");

    static async Task<Results<Ok<Balances>, FileContentHttpResult>> HandleAsync(
        string month, [AsParameters] PageQuery page, HttpRequest request, OrderingDb db, Caller caller, ReadAccess access,
        CancellationToken ct, Guid? unitId = null, Guid? supplierId = null, TableFormat? format = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var (begin, end) = StatementMonth.Parse(month);
        var entries = scope.Entries(db).Where(entry => entry.RecordedAt < end);
        var isOfUnit = scope.IsOfUnit;
        var all = Guid.Empty;
        var total = (await Sums(entries.GroupBy(_ => all), begin).ToListAsync(ct)).FirstOrDefault() ?? new BalanceSum();
        var rows = entries.GroupBy(entry => isOfUnit ? entry.SupplierId : entry.UnitId);
        if ((format ?? ReportResults.AskedIn(request)) is { } wanted)
        {
            var every = await Sums(rows, begin).OrderBy(sum => sum.CounterpartId).Take(FileRowsMax).ToListAsync(ct);
            var names = await NamesAsync(db, scope, every, ct);
            access.OfList($"balances/{month}", every.Count);
            return ReportResults.Of(Table(month, scope, total, every, names), wanted, $"往来余额表-{month}");
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            var rest = isOfUnit ? entries.Where(entry => entry.SupplierId.CompareTo(after) > 0)
                : entries.Where(entry => entry.UnitId.CompareTo(after) > 0);
            rows = rest.GroupBy(entry => isOfUnit ? entry.SupplierId : entry.UnitId);
        }

        var found = await Sums(rows, begin).OrderBy(sum => sum.CounterpartId).Take(page.Size + 1).ToListAsync(ct);
        var known = await NamesAsync(db, scope, found, ct);
        var listed = Page.Of(
            found, page.Size, sum => Of(sum, scope.SeenAs, sum.CounterpartId, known.GetValueOrDefault(sum.CounterpartId)),
            sum => Cursor.Encode(sum.CounterpartId.ToString()));
        access.OfList(listed);
        return TypedResults.Ok(new Balances
        {
            Month = month,
            Total = Of(total, scope.SeenAs, counterpartId: null, name: null),
            Items = listed.Items,
            Next = listed.Next,
        });
    }

    static IQueryable<BalanceSum> Sums(IQueryable<IGrouping<Guid, PayableEntry>> groups, DateTimeOffset begin) => groups
        .Select(group => new BalanceSum
        {
            CounterpartId = group.Key,
            Opening = group.Sum(entry => entry.RecordedAt < begin ? entry.AmountFen : 0),
            Accepted = group.Sum(entry => entry.RecordedAt >= begin && entry.Kind == PayableKind.Accepted ? entry.AmountFen : 0),
            Returned = group.Sum(entry => entry.RecordedAt >= begin && entry.Kind == PayableKind.Returned ? entry.AmountFen : 0),
            Raised = group.Sum(entry => entry.RecordedAt >= begin && entry.Kind == PayableKind.PriceRaised ? entry.AmountFen : 0),
            // Paid and in advance together: what is matched moves from one to the other.
            Paid = group.Sum(entry => entry.RecordedAt >= begin
                && (entry.Kind == PayableKind.Paid || entry.Kind == PayableKind.Advanced) ? entry.AmountFen : 0),
            Reversed = group.Sum(entry => entry.RecordedAt >= begin && entry.Kind == PayableKind.PaymentTakenBack ? entry.AmountFen : 0),
            Closing = group.Sum(entry => entry.AmountFen),
        });

    static Task<Dictionary<Guid, string>> NamesAsync(OrderingDb db, PayableScope scope, List<BalanceSum> sums, CancellationToken ct) =>
        scope.IsOfUnit ? OrganisationNames.OfSuppliersAsync(db, sums.Select(sum => sum.CounterpartId), ct)
            : OrganisationNames.OfUnitsAsync(db, sums.Select(sum => sum.CounterpartId), ct);

    static Table Table(string month, PayableScope scope, BalanceSum total, List<BalanceSum> rows, Dictionary<Guid, string> names) => new()
    {
        SheetName = "往来余额",
        TitleBlock = [new("往来余额表", "Accounts with counterparts"), new("月份", "Month", month)],
        Columns =
        [
            new("counterpartName", scope.IsOfUnit ? "供应商" : "采购单位", scope.IsOfUnit ? "Supplier" : "Unit", Width: 28),
            new("counterpartId", "编号", "Id", Width: 38),
            new("openingFen", "月初余额", "Opening", ColumnKind.Fen),
            new("acceptedFen", "本月验收", "Accepted", ColumnKind.Fen),
            new("returnedFen", "退货降价", "Returned", ColumnKind.Fen),
            new("raisedFen", "补价", "Price rises", ColumnKind.Fen),
            new("paidFen", "付款及预付", "Paid", ColumnKind.Fen),
            new("reversedFen", "付款冲销", "Payments reversed", ColumnKind.Fen),
            new("closingFen", "月末余额", "Closing", ColumnKind.Fen),
        ],
        Rows = [.. rows.Select(sum => Cells(sum, names.GetValueOrDefault(sum.CounterpartId), $"{sum.CounterpartId}"))],
        TotalRows = [Cells(total, "合计 Total", null)],
        Notes = rows.Count < FileRowsMax ? [] :
        [
            new(
                string.Create(CultureInfo.InvariantCulture, $"只列出前 {FileRowsMax} 家；其余请按页查询。"),
                string.Create(CultureInfo.InvariantCulture, $"The first {FileRowsMax} only; ask for the others page by page.")),
        ],
    };

    static object?[] Cells(BalanceSum sum, string? name, string? id) =>
        [name, id, sum.Opening, sum.Accepted, sum.Returned, sum.Raised, sum.Paid, sum.Reversed, sum.Closing];

    sealed class BalanceSum
    {
        public Guid CounterpartId { get; init; }

        public long Opening { get; init; }

        public long Accepted { get; init; }

        public long Returned { get; init; }

        public long Raised { get; init; }

        public long Paid { get; init; }

        public long Reversed { get; init; }

        public long Closing { get; init; }
    }

    /// <summary>The accounts of a month.</summary>
    public sealed record Balances
    {
        /// <summary>In Asia/Shanghai, as yyyy-MM.</summary>
        public required string Month { get; init; }

        public required Balance Total { get; init; }

        public required IReadOnlyList<Balance> Items { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    /// <summary>An account in a month, in fen: what is owed is more than zero, and so is what makes it more.</summary>
    public sealed record Balance : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        /// <summary>The other side; null for the sum of all.</summary>
        public Guid? CounterpartId { get; init; }

        /// <summary>What the other side is called now.</summary>
        public string? CounterpartName { get; init; }

        /// <summary>What was owed at the begin of the month: the closing balance of the month before.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OpeningFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AcceptedFen { get; init; }

        /// <summary>What went back, refunds and price cuts; zero or less.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? ReturnedFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? RaisedFen { get; init; }

        /// <summary>What was paid, in advance too; zero or less.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? PaidFen { get; init; }

        /// <summary>Payments that were taken back as wrongly recorded.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? ReversedFen { get; init; }

        /// <summary>What is owed at its end; of this month, now. Less than zero when the supplier has more than it is owed.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? ClosingFen { get; init; }
    }

    static Balance Of(BalanceSum sum, Viewers seenAs, Guid? counterpartId, string? name) => new()
    {
        SeenAs = seenAs,
        CounterpartId = counterpartId,
        CounterpartName = name,
        OpeningFen = sum.Opening,
        AcceptedFen = sum.Accepted,
        ReturnedFen = sum.Returned,
        RaisedFen = sum.Raised,
        PaidFen = sum.Paid,
        ReversedFen = sum.Reversed,
        ClosingFen = sum.Closing,
    };
}
