using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// GET /ordering/payables/regions/{regionId} (R17): what units of a region owe, or what suppliers are owed for goods of a region, by how
/// long it has been due; the sum of all and a row for each unit or supplier, in the order of their ids.
/// </summary>
public static class GetRegionPayables
{
    /// <summary>Whose region it is.</summary>
    public enum RegionSide
    {
        /// <summary>Of the units that owe.</summary>
        Buyers = 1,

        /// <summary>Of the goods that something is owed for; parts with goods of several provinces are in none.</summary>
        Origin = 2,
    }

    /// <summary>What is owed in a region on a day.</summary>
    public sealed record RegionPayables
    {
        /// <summary>Today in Asia/Shanghai.</summary>
        public required DateOnly Day { get; init; }

        public required string RegionId { get; init; }

        public required RegionSide Side { get; init; }

        public required RegionAgeing Total { get; init; }

        /// <summary>How many suppliers wait for money that is overdue.</summary>
        public required int OverdueSuppliers { get; init; }

        /// <summary>How many units are late with what they owe.</summary>
        public required int OverdueUnits { get; init; }

        /// <summary>Units of the buyers' side, suppliers of the origin's.</summary>
        public required IReadOnlyList<RegionAgeing> Items { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    /// <summary>账龄 of a region, or of a unit or supplier of it, in fen.</summary>
    public sealed record RegionAgeing
    {
        /// <summary>The unit or supplier; null for the sum of all.</summary>
        public Guid? OrganisationId { get; init; }

        public string? Name { get; init; }

        /// <summary>How many parts of orders something is owed for.</summary>
        public required long Parts { get; init; }

        public required long OwedFen { get; init; }

        /// <summary>What of it is not due yet.</summary>
        public required long NotDueFen { get; init; }

        /// <summary>1 to 30 days overdue.</summary>
        public required long Overdue30Fen { get; init; }

        /// <summary>31 to 60 days overdue.</summary>
        public required long Overdue60Fen { get; init; }

        /// <summary>More than 60 days overdue.</summary>
        public required long OverdueMoreFen { get; init; }

        /// <summary>The earliest due day of what is owed; null when nothing is.</summary>
        public DateOnly? OldestDueOn { get; init; }

        /// <summary>What units have recorded as paid and suppliers say that they have not received.</summary>
        public required long DisputedFen { get; init; }

        internal static RegionAgeing Of(AgeingSum sum, Guid? organisationId, string? name) => new()
        {
            OrganisationId = organisationId,
            Name = name,
            Parts = sum.Parts,
            OwedFen = sum.Owed,
            NotDueFen = sum.NotDue,
            Overdue30Fen = sum.Overdue30,
            Overdue60Fen = sum.Overdue60,
            OverdueMoreFen = sum.OverdueMore,
            OldestDueOn = sum.OldestDueOn,
            DisputedFen = sum.Disputed,
        };
    }

    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/regions/{regionId}", HandleAsync)
        .WithName(nameof(GetRegionPayables)).WithSummary("货款支付情况 What is owed in a region, by age (R17)")
        .For(Roles.Official, Roles.Auditor).IsExpensive().RecordsAccess<OrderingDb>("payable");

    static async Task<Ok<RegionPayables>> HandleAsync(
        string regionId, [AsParameters] PageQuery page, OrderingDb db, KnownDestinations known, Caller caller, ReadAccess access,
        TimeProvider clock, CancellationToken ct, RegionSide side = RegionSide.Buyers)
    {
        var region = await known.RegionAsync(regionId, ct);
        if (region is null || !(caller.SeesAll || caller.AnswersFor(region.Path.Value)))
        {
            throw new NotFoundException(
                "region_not_found", $"没有地区 {regionId}，或不在您的辖区内；请核对区划。",
                $"There is no region {regionId}, or it is not within yours; check its id.");
        }

        var day = BusinessDay.Of(clock.GetUtcNow());
        var owed = Owed(db, side, region.Path);
        Guid? after = Cursor.Decode(page.After, 1) is [var last] ? Cursor.Id(last) : null;
        var total = await owed.TotalAsync(day, ct);
        var found = await owed.ByOrganisationAsync(after, page.Size + 1, day, ct);
        var ids = found.Select(sum => sum.OrganisationId);
        var names = await (side == RegionSide.Buyers ? OrganisationNames.OfUnitsAsync(db, ids, ct)
            : OrganisationNames.OfSuppliersAsync(db, ids, ct));
        var listed = Page.Of(
            found, page.Size, sum => RegionAgeing.Of(sum, sum.OrganisationId, names.GetValueOrDefault(sum.OrganisationId)),
            sum => Cursor.Encode(sum.OrganisationId.ToString()));
        access.OfList(listed);
        return TypedResults.Ok(new RegionPayables
        {
            Day = day,
            RegionId = regionId,
            Side = side,
            Total = RegionAgeing.Of(total, organisationId: null, name: null),
            OverdueSuppliers = total.OverdueSuppliers,
            OverdueUnits = total.OverdueUnits,
            Items = listed.Items,
            Next = listed.Next,
        });
    }

    /// <summary>
    /// What is owed within the region, found by the index of its side: paths below one lie between it and its successor. What is disputed
    /// is little, and found by the disputes.
    /// </summary>
    static IQueryable<OwedAmount> Owed(OrderingDb db, RegionSide side, RegionPath region)
    {
        var (begin, end) = (region.Value, $"{region.Value[..^1]}0");
        var parts = db.Parts.AsNoTracking().Where(part => part.OwedFen > 0);
        var disputed = db.Payments.AsNoTracking()
            .Where(payment => payment.Receipt == PaymentReceiptState.Disputed && payment.ReversedAt == null);
        return side == RegionSide.Buyers
            ? parts.Where(part => part.UnitPath.CompareTo(begin) >= 0 && part.UnitPath.CompareTo(end) < 0)
                .Select(part => new OwedAmount
                {
                    OrganisationId = part.UnitId,
                    UnitId = part.UnitId,
                    SupplierId = part.SupplierId,
                    Fen = part.OwedFen,
                    DueOn = part.DueOn,
                    Advance = 0,
                    Disputed = 0,
                })
                .Concat(disputed.Where(payment => payment.UnitPath.CompareTo(begin) >= 0 && payment.UnitPath.CompareTo(end) < 0)
                    .Select(payment => new OwedAmount
                    {
                        OrganisationId = payment.UnitId,
                        UnitId = payment.UnitId,
                        SupplierId = payment.SupplierId,
                        Fen = 0,
                        DueOn = null,
                        Advance = 0,
                        Disputed = payment.AmountFen,
                    }))
            : parts.Where(part => part.CommonOrigin.CompareTo(begin) >= 0 && part.CommonOrigin.CompareTo(end) < 0)
                .Select(part => new OwedAmount
                {
                    OrganisationId = part.SupplierId,
                    UnitId = part.UnitId,
                    SupplierId = part.SupplierId,
                    Fen = part.OwedFen,
                    DueOn = part.DueOn,
                    Advance = 0,
                    Disputed = 0,
                })
                .Concat(
                    from payment in disputed
                    join matching in db.PaymentMatchings.AsNoTracking() on payment.PaymentId equals matching.PaymentId
                    join part in db.Parts.AsNoTracking() on matching.PartId equals part.PartId
                    where part.CommonOrigin.CompareTo(begin) >= 0 && part.CommonOrigin.CompareTo(end) < 0
                    select new OwedAmount
                    {
                        OrganisationId = payment.SupplierId,
                        UnitId = payment.UnitId,
                        SupplierId = payment.SupplierId,
                        Fen = 0,
                        DueOn = null,
                        Advance = 0,
                        Disputed = matching.AmountFen,
                    });
    }
}
