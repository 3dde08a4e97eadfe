using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Reliability;

/// <summary>
/// GET /logistics/reliability. How many commitments of a supplier or a unit were made in a period, and how many ended before their end: by
/// which side and why. Counted are the shipments that the caller sees.
/// </summary>
public static class GetReliability
{
    const int DefaultDays = 365;
    const int DaysMax = 732;

    static readonly string[] Readers =
        [Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reliability", HandleAsync)
        .WithName(nameof(GetReliability))
        .WithSummary("履约情况 How reliably a supplier or a unit keeps its commitments")
        .WithDescription("Give supplierId, unitId or both; a party that gives neither asks for itself. The period is 365 days to today "
            + "unless from and to are given, and 732 days at most.")
        .For(Readers).RecordsAccess<LogisticsDb>("reliability");

    static async Task<Ok<Figures>> HandleAsync(
        LogisticsDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        Guid? supplierId = null, Guid? unitId = null, DateOnly? from = null, DateOnly? to = null)
    {
        if ((supplierId ?? unitId) is null)
        {
            (supplierId, unitId) = (db.SupplierScope, db.SupplierScope is null ? db.UnitScope : null);
        }

        if ((supplierId ?? unitId) is not { } organisation)
        {
            throw new InvalidRequestException(
                "side_missing", "supplierId", "请填写 supplierId 或 unitId。", "Name a side: supplierId or unitId.");
        }

        var until = to ?? BusinessDay.Of(clock.GetUtcNow());
        var since = from ?? until.AddDays(1 - DefaultDays);
        RequirePeriod(since, until);
        var (start, end) = (BusinessDay.StartOf(since), BusinessDay.StartOf(until.AddDays(1)));
        access.Of(organisation, new[] { supplierId, unitId }.OfType<Guid>());
        return TypedResults.Ok(new Figures
        {
            SupplierId = supplierId,
            UnitId = unitId,
            From = since,
            To = until,
            Planned = await PlannedOf(db, supplierId, unitId, start, end).LongCountAsync(ct),
            Ends = await EndsOf(db, supplierId, unitId, start, end)
                .GroupBy(row => new { row.Kind, row.CancellationReason, row.LossReason })
                .OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.CancellationReason).ThenBy(group => group.Key.LossReason)
                .Select(group => new Ended
                {
                    Kind = group.Key.Kind,
                    CancellationReason = group.Key.CancellationReason,
                    LossReason = group.Key.LossReason,
                    Times = group.LongCount(),
                    Shipments = group.LongCount(row => row.IsWhole),
                    Lines = group.Sum(row => (long)row.LineCount),
                })
                .ToListAsync(ct),
        });
    }

    /// <summary>The ends in a period, by the index of the supplier or the unit.</summary>
    public static IQueryable<CommitmentEnd> EndsOf(
        LogisticsDb db, Guid? supplierId, Guid? unitId, DateTimeOffset start, DateTimeOffset end)
    {
        var ends = db.CommitmentEnds.AsNoTracking().Where(row => row.EndedAt >= start && row.EndedAt < end);
        ends = supplierId is { } supplier ? ends.Where(row => row.SupplierId == supplier) : ends;
        ends = unitId is { } unit ? ends.Where(row => row.UnitId == unit) : ends;
        return ends.Where(row => db.Shipments.Any(shipment => shipment.ShipmentId == row.ShipmentId));
    }

    /// <summary>The shipments planned in a period; their index begins with the side and the state, so all states are named.</summary>
    public static IQueryable<Shipment> PlannedOf(
        LogisticsDb db, Guid? supplierId, Guid? unitId, DateTimeOffset start, DateTimeOffset end)
    {
        var states = Enum.GetValues<ShipmentState>();
        var planned = db.Shipments.AsNoTracking()
            .Where(row => states.Contains(row.State) && row.PlannedAt >= start && row.PlannedAt < end);
        planned = supplierId is { } supplier ? planned.Where(row => row.SupplierId == supplier) : planned;
        return unitId is { } unit ? planned.Where(row => row.UnitId == unit) : planned;
    }

    static void RequirePeriod(DateOnly from, DateOnly to)
    {
        if (from > to || to.DayNumber - from.DayNumber >= DaysMax)
        {
            throw new InvalidRequestException(
                "period_invalid",
                "from",
                $"起始日须不晚于截止日，且最多 {DaysMax} 天。",
                $"The first day must not be after the last, and the period has at most {DaysMax} days.");
        }
    }

    /// <summary>Commitments that were made and that ended before their end.</summary>
    public sealed record Figures
    {
        public required Guid? SupplierId { get; init; }

        public required Guid? UnitId { get; init; }

        /// <summary>The first day, in Asia/Shanghai.</summary>
        public required DateOnly From { get; init; }

        /// <summary>The last day.</summary>
        public required DateOnly To { get; init; }

        /// <summary>Shipments that were to be sent from the period on.</summary>
        public required long Planned { get; init; }

        /// <summary>What ended in the period, by side and reason; also of what was planned before.</summary>
        public required IReadOnlyList<Ended> Ends { get; init; }
    }

    /// <summary>How often a side ended commitments for a reason.</summary>
    public sealed record Ended
    {
        public required CommitmentEndKind Kind { get; init; }

        /// <summary>Why lines were not sent; null for what was lost after the dispatch.</summary>
        public required ShipmentCancellationReason? CancellationReason { get; init; }

        /// <summary>Why what was dispatched is lost, as the supplier said; null otherwise.</summary>
        public required LossReason? LossReason { get; init; }

        /// <summary>How often.</summary>
        public required long Times { get; init; }

        /// <summary>Of how many shipments nothing was left.</summary>
        public required long Shipments { get; init; }

        /// <summary>How many lines in all.</summary>
        public required long Lines { get; init; }
    }
}
