using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// GET /ordering/payables. What a unit owes its suppliers, or units a supplier, by how long it has been due: the sum of all and a row for
/// each counterpart, in the order of their ids.
/// </summary>
public static class ListPayables
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/", HandleAsync)
        .WithName(nameof(ListPayables)).WithSummary("应付账款账龄 What is owed, by age").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payable");

    /// <summary>What is owed on a day.</summary>
    public sealed record Payables
    {
        /// <summary>Today in Asia/Shanghai.</summary>
        public required DateOnly Day { get; init; }

        public required Ageing Total { get; init; }

        public required IReadOnlyList<Ageing> Items { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    static async Task<Ok<Payables>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var day = BusinessDay.Of(clock.GetUtcNow());
        var owed = Owed(db, scope);
        Guid? after = Cursor.Decode(page.After, 1) is [var last] ? Cursor.Id(last) : null;
        var total = await owed.TotalAsync(day, ct);
        var found = await owed.ByOrganisationAsync(after, page.Size + 1, day, ct);
        var ids = found.Select(sum => sum.OrganisationId);
        var names = await (scope.IsOfUnit ? OrganisationNames.OfSuppliersAsync(db, ids, ct) : OrganisationNames.OfUnitsAsync(db, ids, ct));
        var listed = Page.Of(
            found, page.Size, sum => Ageing.Of(sum, scope.SeenAs, sum.OrganisationId, names.GetValueOrDefault(sum.OrganisationId)),
            sum => Cursor.Encode(sum.OrganisationId.ToString()));
        access.OfList(listed);
        return TypedResults.Ok(new Payables
        {
            Day = day,
            Total = Ageing.Of(total, scope.SeenAs, counterpartId: null, name: null),
            Items = listed.Items,
            Next = listed.Next,
        });
    }

    /// <summary>Parts that are not settled, what was paid in advance, and what is disputed.</summary>
    static IQueryable<OwedAmount> Owed(OrderingDb db, PayableScope scope)
    {
        var isOfUnit = scope.IsOfUnit;
        var parts = scope.Parts(db).AsNoTracking().Where(part => part.OwedFen != 0).Select(part => new OwedAmount
        {
            OrganisationId = isOfUnit ? part.SupplierId : part.UnitId,
            UnitId = part.UnitId,
            SupplierId = part.SupplierId,
            Fen = part.OwedFen,
            DueOn = part.DueOn,
            Advance = 0,
            Disputed = 0,
        });
        var advances = scope.Payments(db).AsNoTracking().Where(payment => payment.UnmatchedFen > 0).Select(payment => new OwedAmount
        {
            OrganisationId = isOfUnit ? payment.SupplierId : payment.UnitId,
            UnitId = payment.UnitId,
            SupplierId = payment.SupplierId,
            Fen = 0,
            DueOn = null,
            Advance = payment.UnmatchedFen,
            Disputed = 0,
        });
        var disputed = scope.Payments(db).AsNoTracking()
            .Where(payment => payment.Receipt == PaymentReceiptState.Disputed && payment.ReversedAt == null)
            .Select(payment => new OwedAmount
            {
                OrganisationId = isOfUnit ? payment.SupplierId : payment.UnitId,
                UnitId = payment.UnitId,
                SupplierId = payment.SupplierId,
                Fen = 0,
                DueOn = null,
                Advance = 0,
                Disputed = payment.AmountFen,
            });
        return parts.Concat(advances).Concat(disputed);
    }
}
