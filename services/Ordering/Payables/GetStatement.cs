using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// GET /ordering/payables/statements/{month}. The account of a unit with a supplier in a month: what was owed at its begin, each change in
/// the order of recording, and what is owed at its end. Entries are of the moment of their recording and stay, so that a month that is over
/// gets no further ones.
/// </summary>
public static class GetStatement
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/statements/{month}", HandleAsync)
        .WithName(nameof(GetStatement)).WithSummary("对账单 The account of a unit with a supplier in a month").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("statement");

    static async Task<Ok<Statement>> HandleAsync(
        string month, [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        if (scope.UnitId is not { } unit)
        {
            throw Missing("unitId");
        }

        if (scope.SupplierId is not { } supplier)
        {
            throw Missing("supplierId");
        }

        if (!DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", out var first) || first == DateOnly.MinValue || first.Year >= 9999)
        {
            throw new InvalidRequestException(
                "month_invalid", "month", "月份须为 yyyy-MM，例如 2026-11。", "A month is written yyyy-MM, for example 2026-11.");
        }

        var (begin, end) = (BusinessDay.StartOf(first), BusinessDay.StartOf(first.AddMonths(1)));
        var account = db.PayableEntries.AsNoTracking().Where(entry => entry.UnitId == unit && entry.SupplierId == supplier);
        var opening = await account.Where(entry => entry.RecordedAt < begin).SumAsync(entry => entry.AmountFen, ct);
        var ofMonth = account.Where(entry => entry.RecordedAt >= begin && entry.RecordedAt < end);
        var change = await ofMonth.SumAsync(entry => entry.AmountFen, ct);
        var rest = ofMonth;
        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            rest = rest.Where(entry => entry.RecordedAt > at || (entry.RecordedAt == at && entry.EntryId.CompareTo(id) > 0));
        }

        var found = await rest.OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.EntryId).Take(page.Size + 1)
            .Join(db.Orders, entry => entry.OrderId, order => order.OrderId, (entry, order) => new { entry, order.Number })
            .OrderBy(row => row.entry.RecordedAt).ThenBy(row => row.entry.EntryId).ToListAsync(ct);
        var listed = Page.Of(
            found, page.Size, row => Line.Of(row.entry, row.Number, scope.SeenAs),
            row => Cursor.Encode(row.entry.RecordedAt, row.entry.EntryId));
        access.Of($"{unit}/{supplier}/{month}", scope.Organisations);
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

    static InvalidRequestException Missing(string field) => new(
        "side_missing", field, $"请填写对方：{field}。", $"Name the other side: {field}.");

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

        public required Guid OrderId { get; init; }

        public required string OrderNumber { get; init; }

        public required Guid PartId { get; init; }

        /// <summary>The acceptance, claim or payment from which it follows.</summary>
        public required Guid SourceId { get; init; }

        /// <summary>More than zero when more is owed, less when less is.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        internal static Line Of(PayableEntry entry, string number, Viewers seenAs) => new()
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
