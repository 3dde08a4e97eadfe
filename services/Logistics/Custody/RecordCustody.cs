using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Custody;

/// <summary>
/// POST /logistics/custody-events. Whoever has to do with shipments scans that it took them over or gave them up, also as a device kept it
/// while there was no network. Each is recorded or refused by itself; what was recorded before changes nothing.
/// </summary>
public static class RecordCustody
{
    /// <summary>Most scans of one call.</summary>
    public const int ItemsMax = 200;

    const int LateDaysMax = 30;
    static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    public sealed record Request : IChecked
    {
        /// <summary>1 to 200, none of them twice.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        public void Check(Checks check)
        {
            check.Count(Items.Count, 1, ItemsMax, "items", "次扫码", "scans");
            check.Distinct(Items.Select(item => item.EventId), "items");
            check.Count(Items.Sum(item => item.Labels?.Count ?? 0), 0, ScannedPackages.LabelsMax, "items", "个标签", "labels in all");
        }
    }

    /// <summary>A scan of a shipment.</summary>
    public sealed record Item : IChecked
    {
        /// <summary>Made by the device.</summary>
        public required Guid EventId { get; init; }

        /// <summary>Absent when labels were scanned.</summary>
        public Guid? ShipmentId { get; init; }

        /// <summary>
        /// In place of the id and the number of packages: codes of labels of packages of one shipment, as they were scanned.
        /// </summary>
        public IReadOnlyList<string>? Labels { get; init; }

        /// <summary>TakenOver or HandedOver.</summary>
        public required CustodyAct Act { get; init; }

        /// <summary>The station, hub or depot; absent elsewhere.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>What the place is called, at most 100 characters.</summary>
        public string? PlaceName { get; init; }

        /// <summary>Boxes, bags or crates, 1 to 100,000; absent when labels were scanned, each of which counts once.</summary>
        public int? Packages { get; init; }

        public required GoodsCondition Condition { get; init; }

        /// <summary>At most 200 characters for the others.</summary>
        public string? Note { get; init; }

        /// <summary>When it was scanned: at most 30 days ago.</summary>
        public required DateTimeOffset StatedAt { get; init; }

        public void Check(Checks check)
        {
            check.NewId(EventId, "eventId");
            check.That(
                ShipmentId is null == Labels is { Count: > 0 } && ShipmentId is null == Packages is null,
                "labels",
                "shipment_or_labels",
                "请填写 shipmentId 和 packages，或只填 labels。",
                "Give shipmentId and packages, or labels alone.");
            check.Range(Packages ?? 1, 1, 100_000, "packages");
            check.TextOrNone(PlaceName, "placeName", max: 100);
            check.TextOrNone(Note, "note", max: 200);
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
        public required Guid EventId { get; init; }

        /// <summary>As it is recorded; absent when it was refused.</summary>
        public CustodyView.EventView? Event { get; init; }

        /// <summary>Why it was refused; absent when it was recorded, now or before.</summary>
        public ItemProblem? Problem { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/custody-events", HandleAsync)
        .WithName(nameof(RecordCustody)).WithSummary("交接扫码 Scan hand-overs of shipments")
        .For(Roles.Supplier, Roles.Keeper, Roles.Carrier, Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<Outcomes>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var outcomes = await db.SaveEachAsync(
            request.Items,
            items => KnownAsync(db, caller, items, ct),
            (known, item) => CustodyView.EventView.Of(Record(db, known, item, caller, now)),
            ct);
        return TypedResults.Ok(new Outcomes
        {
            Items =
            [
                .. request.Items.Zip(outcomes, (item, outcome) => new Outcome
                {
                    EventId = item.EventId,
                    Event = outcome.Done,
                    Problem = outcome.Problem,
                }),
            ],
        });
    }

    static async Task<Known> KnownAsync(LogisticsDb db, Caller caller, IReadOnlyList<Item> items, CancellationToken ct)
    {
        Guid[] ids = [.. items.Select(item => item.EventId)];
        // Whose labels they claim to be; whether they are is seen one by one.
        Guid[] shipments =
        [
            .. items.SelectMany(item => item.ShipmentId is { } id ? [id] : ScannedPackages.ClaimedBy(item.Labels)).Distinct(),
        ];
        Guid[] nodes = [.. items.Select(item => item.NodeId).OfType<Guid>().Distinct()];
        return new Known(
            await db.CustodyEvents.AsNoTracking().Where(known => ids.Contains(known.EventId)).ToDictionaryAsync(known => known.EventId, ct),
            await db.HandledBy(caller, shipments).Select(shipment => shipment.ShipmentId).ToHashSetAsync(ct),
            await db.Nodes.Where(node => nodes.Contains(node.Id)).Select(node => node.Id).ToHashSetAsync(ct),
            new LabelKeys(items.Any(item => item.Labels is not null) ? await db.LabelKeys.AsNoTracking().ToListAsync(ct) : []));
    }

    static CustodyEvent Record(LogisticsDb db, Known known, Item item, Caller caller, DateTimeOffset now)
    {
        var scanned = item.ShipmentId is { } id
            ? new ScannedPackages(id, item.Packages!.Value, null)
            : ScannedPackages.Of(item.Labels!, known.Keys);
        if (!known.Shipments.Contains(scanned.ShipmentId))
        {
            throw Refusals.NotFound(scanned.ShipmentId);
        }

        if (item.NodeId is { } nodeId && !known.Nodes.Contains(nodeId))
        {
            throw new InvalidRequestException(
                "node_not_found", "nodeId", $"没有物流节点 {nodeId}，请核对标识。", $"There is no node {nodeId}; check its id.");
        }

        if (item.StatedAt > now + AheadMax || item.StatedAt < now.AddDays(-LateDaysMax))
        {
            throw new InvalidRequestException(
                "stated_out_of_range", "statedAt", $"扫码时间须在最近 {LateDaysMax} 天内且不晚于现在。",
                $"It was scanned within the last {LateDaysMax} days, and not later than now.");
        }

        var scan = new CustodyEvent
        {
            EventId = item.EventId,
            ShipmentId = scanned.ShipmentId,
            Act = item.Act,
            By = HandledShipments.HolderOf(caller),
            HolderId = caller.Org!.Value,
            NodeId = item.NodeId,
            PlaceName = item.PlaceName,
            Packages = scanned.Count,
            PackageNumbers = scanned.Numbers,
            Condition = item.Condition,
            Note = item.Note,
            StatedAt = DateTimeOffset.FromUnixTimeMilliseconds(item.StatedAt.ToUnixTimeMilliseconds()),
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        if (known.Events.GetValueOrDefault(item.EventId) is not { } before)
        {
            db.Add(scan);
            return scan;
        }

        return before.Says(scan)
            ? before
            : throw new RuleBrokenException(
                "scan_differs", "此标识已登记过另一次扫码，请用新的标识。", "Another scan has this id; use a new one.", "eventId");
    }

    sealed record Known(
        IReadOnlyDictionary<Guid, CustodyEvent> Events, IReadOnlySet<Guid> Shipments, IReadOnlySet<Guid> Nodes, LabelKeys Keys);
}
