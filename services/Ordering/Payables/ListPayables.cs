using Marketplace.Contracts;
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
        var owed = scope.Parts(db).AsNoTracking().Where(part => part.OwedFen != 0).Select(part => new OwedPart
        {
            OwnId = scope.IsOfUnit ? part.UnitId : part.SupplierId,
            CounterpartId = scope.IsOfUnit ? part.SupplierId : part.UnitId,
            Fen = part.OwedFen,
            DueOn = part.DueOn,
        });
        var rows = owed;
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(part => part.CounterpartId.CompareTo(lastId) > 0);
        }

        var total = await Summed(owed.GroupBy(part => part.OwnId), day).ToListAsync(ct);
        var found = await Summed(rows.GroupBy(part => part.CounterpartId), day).OrderBy(sum => sum.CounterpartId)
            .Take(page.Size + 1).ToListAsync(ct);
        var names = await (scope.IsOfUnit ? OrganisationNames.OfSuppliersAsync(db, found.Select(sum => sum.CounterpartId), ct)
            : OrganisationNames.OfUnitsAsync(db, found.Select(sum => sum.CounterpartId), ct));
        var listed = Page.Of(found, page.Size, sum => sum.View(scope, sum.CounterpartId, names.GetValueOrDefault(sum.CounterpartId)),
            sum => Cursor.Encode(sum.CounterpartId.ToString()));
        access.OfList(listed);
        return TypedResults.Ok(new Payables
        {
            Day = day,
            Total = (total.FirstOrDefault() ?? new Sum()).View(scope, counterpartId: null, name: null),
            Items = listed.Items,
            Next = listed.Next,
        });
    }

    static IQueryable<Sum> Summed(IQueryable<IGrouping<Guid, OwedPart>> groups, DateOnly day)
    {
        var (days30, days60) = (day.AddDays(-30), day.AddDays(-60));
        return groups.Select(group => new Sum
        {
            CounterpartId = group.Key,
            Parts = group.LongCount(part => part.Fen > 0),
            Owed = group.Sum(part => part.Fen > 0 ? part.Fen : 0),
            NotDue = group.Sum(part => part.Fen > 0 && part.DueOn >= day ? part.Fen : 0),
            Overdue30 = group.Sum(part => part.Fen > 0 && part.DueOn < day && part.DueOn >= days30 ? part.Fen : 0),
            Overdue60 = group.Sum(part => part.Fen > 0 && part.DueOn < days30 && part.DueOn >= days60 ? part.Fen : 0),
            OverdueMore = group.Sum(part => part.Fen > 0 && part.DueOn < days60 ? part.Fen : 0),
            Overpaid = group.Sum(part => part.Fen < 0 ? -part.Fen : 0),
            OldestDueOn = group.Min(part => part.Fen > 0 ? part.DueOn : null),
        });
    }

    sealed class OwedPart
    {
        public required Guid OwnId { get; init; }

        public required Guid CounterpartId { get; init; }

        public required long Fen { get; init; }

        public required DateOnly? DueOn { get; init; }
    }

    sealed class Sum
    {
        public Guid CounterpartId { get; init; }

        public long Parts { get; init; }

        public long Owed { get; init; }

        public long NotDue { get; init; }

        public long Overdue30 { get; init; }

        public long Overdue60 { get; init; }

        public long OverdueMore { get; init; }

        public long Overpaid { get; init; }

        public DateOnly? OldestDueOn { get; init; }

        public Ageing View(PayableScope scope, Guid? counterpartId, string? name) => new()
        {
            SeenAs = scope.SeenAs,
            CounterpartId = counterpartId,
            CounterpartName = name,
            Parts = Parts,
            OwedFen = Owed,
            NotDueFen = NotDue,
            Overdue30Fen = Overdue30,
            Overdue60Fen = Overdue60,
            OverdueMoreFen = OverdueMore,
            OverpaidFen = Overpaid,
            OldestDueOn = OldestDueOn,
        };
    }
}
