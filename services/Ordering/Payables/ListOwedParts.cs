using System.Globalization;
using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>GET /ordering/payables/parts. Which parts of orders are not paid, what has been due the longest first.</summary>
public static class ListOwedParts
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/parts", HandleAsync)
        .WithName(nameof(ListOwedParts)).WithSummary("未付清明细 List what is not paid").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payable");

    static async Task<Ok<Page<OwedPart>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null, bool isOverdue = false)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var today = BusinessDay.Of(clock.GetUtcNow());
        var owed = scope.Parts(db).AsNoTracking()
            .Where(part => part.OwedFen > 0 && part.DueOn != null && (!isOverdue || part.DueOn < today));
        if (Cursor.Decode(page.After, 2) is [var day, var id])
        {
            var (lastDay, lastId) = (Cursor.Day(day), Cursor.Id(id));
            owed = owed.Where(part => part.DueOn > lastDay || (part.DueOn == lastDay && part.PartId.CompareTo(lastId) > 0));
        }

        var found = await owed.OrderBy(part => part.DueOn).ThenBy(part => part.PartId).Take(page.Size + 1)
            .Join(db.Orders.AsNoTracking(), part => part.OrderId, order => order.OrderId, (part, order) => new { part, order.Number })
            .OrderBy(row => row.part.DueOn).ThenBy(row => row.part.PartId).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found, page.Size, row => OwedPart.Of(row.part, row.Number, today, scope.SeenAs),
            row => Cursor.Encode(row.part.DueOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.part.PartId.ToString()))));
    }

    /// <summary>A part of an order on which something is owed.</summary>
    public sealed record OwedPart : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid PartId { get; init; }

        public required Guid OrderId { get; init; }

        public required string OrderNumber { get; init; }

        public required Guid UnitId { get; init; }

        public required string UnitName { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        /// <summary>What was accepted, less what went back, with price rises.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? PayableFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? PaidFen { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? OwedFen { get; init; }

        /// <summary>The last day for the payment.</summary>
        public required DateOnly DueOn { get; init; }

        /// <summary>0 while it is not due.</summary>
        public required int DaysOverdue { get; init; }

        internal static OwedPart Of(OrderPart part, string number, DateOnly today, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            PartId = part.PartId,
            OrderId = part.OrderId,
            OrderNumber = number,
            UnitId = part.UnitId,
            UnitName = part.UnitName,
            SupplierId = part.SupplierId,
            SupplierName = part.SupplierName,
            PayableFen = part.OwedFen + part.Paid.Fen,
            PaidFen = part.Paid.Fen,
            OwedFen = part.OwedFen,
            DueOn = part.DueOn!.Value,
            DaysOverdue = Math.Max(0, today.DayNumber - part.DueOn.Value.DayNumber),
        };
    }
}
