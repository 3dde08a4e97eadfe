using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>
/// POST /logistics/nodes/{nodeId}/intakes. The keeper weighs and grades what households bring for batches of suppliers, also as a device
/// kept it while there was no network. Each is recorded or refused by itself; what was recorded before changes nothing.
/// </summary>
public static class RecordIntakes
{
    /// <summary>Most intakes of one call.</summary>
    public const int ItemsMax = 200;

    const int LateDaysMax = 60;
    static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    public sealed record Request : IChecked
    {
        /// <summary>1 to 200, none of them twice.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        public void Check(Checks check)
        {
            check.Count(Items.Count, 1, ItemsMax, "items", "次过磅", "intakes");
            check.Distinct(Items.Select(item => item.IntakeId), "items");
        }
    }

    /// <summary>What a household brought.</summary>
    public sealed record Item : IChecked
    {
        /// <summary>Made by the device.</summary>
        public required Guid IntakeId { get; init; }

        public required Guid BatchId { get; init; }

        /// <summary>Registered by the station.</summary>
        public required Guid HouseholdId { get; init; }

        /// <summary>Kilograms with at most three places, more than 0 and at most 10,000.</summary>
        public required Quantity WeightKg { get; init; }

        /// <summary>1 to 20 characters, such as "一级".</summary>
        public required string Grade { get; init; }

        /// <summary>Of a kilogram in yuan, as agreed; 0 to 10,000.</summary>
        public required UnitPrice Price { get; init; }

        /// <summary>When it was weighed: at most 60 days ago.</summary>
        public required DateTimeOffset TakenInAt { get; init; }

        public void Check(Checks check)
        {
            check.NewId(IntakeId, "intakeId");
            check.Text(Grade, "grade", max: 20);
            check.Range(WeightKg.Units, 0.001m, 10_000, "weightKg");
            check.Range(Price.Yuan, 0, 10_000, "price");
        }
    }

    /// <summary>What became of each, in the order asked.</summary>
    public sealed record Outcomes
    {
        public required IReadOnlyList<Outcome> Items { get; init; }
    }

    /// <summary>Recorded, or why not.</summary>
    public sealed record Outcome
    {
        public required Guid IntakeId { get; init; }

        /// <summary>As it is recorded; absent when it was refused.</summary>
        public IntakeView? Intake { get; init; }

        /// <summary>Why it was refused; absent when it was recorded, now or before.</summary>
        public ItemProblem? Problem { get; init; }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/{nodeId:guid}/intakes", HandleAsync)
        .WithName(nameof(RecordIntakes)).WithSummary("过磅收货 Record what a station takes in")
        .For(Roles.Keeper).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<Outcomes>> HandleAsync(
        Guid nodeId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var station = await db.KeptStationAsync(nodeId, caller, ct);
        var outcomes = await db.SaveEachAsync(
            request.Items,
            items => KnownAsync(db, nodeId, items, ct),
            (known, item) => IntakeView.Of(Record(db, known, item, station, caller, now)),
            ct);
        return TypedResults.Ok(new Outcomes
        {
            Items =
            [
                .. request.Items.Zip(outcomes, (item, outcome) => new Outcome
                {
                    IntakeId = item.IntakeId,
                    Intake = outcome.Done,
                    Problem = outcome.Problem,
                }),
            ],
        });
    }

    static async Task<Known> KnownAsync(LogisticsDb db, Guid nodeId, IReadOnlyList<Item> items, CancellationToken ct)
    {
        Guid[] ids = [.. items.Select(item => item.IntakeId)];
        Guid[] batches = [.. items.Select(item => item.BatchId).Distinct()];
        Guid[] households = [.. items.Select(item => item.HouseholdId).Distinct()];
        return new Known(
            await db.Intakes.IgnoreQueryFilters().AsNoTracking().Where(intake => ids.Contains(intake.IntakeId))
                .ToDictionaryAsync(intake => intake.IntakeId, ct),
            await db.Batches.AsNoTracking().Where(batch => batches.Contains(batch.BatchId)).ToDictionaryAsync(batch => batch.BatchId, ct),
            await db.Households.AsNoTracking().Where(household => household.NodeId == nodeId && households.Contains(household.HouseholdId))
                .ToDictionaryAsync(household => household.HouseholdId, ct));
    }

    static Intake Record(LogisticsDb db, Known known, Item item, NetworkNode station, Caller caller, DateTimeOffset now)
    {
        RequireTime(item, station, now);
        var batch = known.Batches.GetValueOrDefault(item.BatchId) ?? throw new InvalidRequestException(
            "batch_unknown", "batchId", "没有此批次，请核对批次标识。", "There is no such batch; check its id.");
        var region = station.Region.PathValue;
        if (!region.StartsWith(batch.OriginPath, StringComparison.Ordinal)
            && !batch.OriginPath.StartsWith(region, StringComparison.Ordinal))
        {
            throw new InvalidRequestException(
                "batch_elsewhere", "batchId", "该批次的产地不在本站所在地区。", "The batch does not come from the region of the station.");
        }

        if (known.Households.GetValueOrDefault(item.HouseholdId) is not { ErasedAt: null })
        {
            throw new InvalidRequestException(
                "household_unknown", "householdId", "本站没有此农户，请先登记。", "The station has no such household; register it first.");
        }

        var intake = new Intake
        {
            IntakeId = item.IntakeId,
            NodeId = station.Id,
            PathValue = region,
            BatchId = batch.BatchId,
            SupplierId = batch.SupplierId,
            HouseholdId = item.HouseholdId,
            WeightGrams = item.WeightKg.Thousandths,
            Grade = item.Grade,
            Price = item.Price,
            AmountFen = Money.Of(item.WeightKg, item.Price).Fen,
            TakenInAt = DateTimeOffset.FromUnixTimeMilliseconds(item.TakenInAt.ToUnixTimeMilliseconds()),
            Day = BusinessDay.Of(item.TakenInAt),
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        if (known.Intakes.GetValueOrDefault(item.IntakeId) is not { } before)
        {
            db.Add(intake);
            return intake;
        }

        return before.Says(intake)
            ? before
            : throw new RuleBrokenException(
                "intake_differs",
                "此标识已登记过另一次过磅；内容有误请冲销后另行登记。",
                "Another intake has this id; take back the one that is wrong and record another.",
                "intakeId");
    }

    /// <summary>What was weighed before the use of the station ended counts, also when the device tells it later.</summary>
    static void RequireTime(Item item, NetworkNode station, DateTimeOffset now)
    {
        if (item.TakenInAt > now + AheadMax || item.TakenInAt < now.AddDays(-LateDaysMax))
        {
            throw new InvalidRequestException(
                "taken_in_out_of_range", "takenInAt", $"过磅时间须在最近 {LateDaysMax} 天内且不晚于现在。",
                $"It was weighed within the last {LateDaysMax} days, and not later than now.");
        }

        if (station.Kind != NodeKind.Station || !station.IsUsedOn(BusinessDay.Of(item.TakenInAt)))
        {
            throw new RuleBrokenException(
                "station_not_in_use", "该服务站当日未在用，不能收货。", "The station was not in use that day and took nothing in.", "takenInAt");
        }
    }

    sealed record Known(
        IReadOnlyDictionary<Guid, Intake> Intakes, IReadOnlyDictionary<Guid, OfferedBatch> Batches,
        IReadOnlyDictionary<Guid, Household> Households);
}
