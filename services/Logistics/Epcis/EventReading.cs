using System.Globalization;
using System.Text.Json;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Epcis.Sources;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// Reads the events that a query asks for, from one kind of record after the other, each by an index: our own, as they follow from what is
/// recorded, and those that others captured.
/// </summary>
sealed class EventReading
{
    /// <summary>Records that are looked at for one page; then it is answered with what was found, and where to go on.</summary>
    const int RowsMax = 1_000;

    const int RowsAtOnce = 50;

    /// <summary>In this order; new ones come last, since tokens of pages have the number.</summary>
    static readonly IEventSource[] Sources =
    [
        new IntakeEvents(), new DispatchEvents(), new CustodyEvents(), new ReadingEvents(), new DeliveryEvents(), new AcceptanceEvents(),
        new LossEvents(), new NonDeliveryEvents(), new ReturnEvents(), new RecallEvents(), new RecallEndEvents(), new CapturedEvents(),
    ];

    EventReading(LogisticsDb db, Caller caller, EpcisIds ids, EventQuery query) => (Db, Caller, Ids, Query) = (db, caller, ids, query);

    public LogisticsDb Db { get; }

    public Caller Caller { get; }

    public EpcisIds Ids { get; }

    public EventQuery Query { get; }

    /// <summary>The shipments that are asked of; null when any.</summary>
    public IReadOnlyList<Guid>? ShipmentIds { get; private set; }

    /// <summary>The batches that are asked of; null when any.</summary>
    public IReadOnlyList<Guid>? BatchIds { get; private set; }

    /// <summary>The UUIDs of the events that are asked for; null when any.</summary>
    public IReadOnlyList<Guid>? EventIds { get; private set; }

    /// <summary>Whether certain things are asked of.</summary>
    bool IsNamed => EventIds is not null || ShipmentIds is not null || BatchIds is not null;

    /// <summary>The shipments that the caller sees, of those that are asked of.</summary>
    public IQueryable<Shipment> Shipments => ShipmentIds is { } ids
        ? Db.Shipments.AsNoTracking().Where(shipment => ids.Contains(shipment.ShipmentId))
        : BatchIds is { } batches
            ? Db.Shipments.AsNoTracking().Where(shipment => Db.ShipmentBatches.Any(part =>
                batches.Contains(part.BatchId) && part.ShipmentId == shipment.ShipmentId))
            : Db.Shipments.AsNoTracking();

    /// <summary>Begins to read.</summary>
    public static async Task<EventReading> OfAsync(
        LogisticsDb db, Caller caller, EpcisIds ids, EventQuery query, DateTimeOffset now, CancellationToken ct)
    {
        var reading = new EventReading(db, caller, ids, query)
        {
            EventIds = query.EventIds is { } texts ? [.. texts.Select(OwnEventId.Read).OfType<Guid>()] : null,
        };
        if (query.EventIds is null && query.NamedObjects is { } names)
        {
            reading.ShipmentIds = await reading.ShipmentsNamedAsync(names, ct);
        }
        else if (query.EventIds is null && query.NamedClasses is { } classes
            && ids.IdsOf(NamedKind.Product, classes).Count == 0)
        {
            reading.BatchIds = ids.IdsOf(NamedKind.Batch, classes);
        }

        query.Bound(reading.IsNamed, now);
        return reading;
    }

    /// <summary>A page of events, and the token of the next one; null when there is none.</summary>
    public async Task<(IReadOnlyList<JsonElement> Events, string? Next)> PageAsync(CancellationToken ct)
    {
        var (source, after) = PlaceOf(Query.PageToken);
        var (found, rows) = (new List<JsonElement>(), 0);
        while (source < Sources.Length)
        {
            var chunk = await Sources[source].ReadAsync(this, after, RowsAtOnce, ct);
            foreach (var row in chunk)
            {
                JsonElement[] wanted = [.. row.Events.Where(one => Query.Matches(EventFacts.Of(one)))];
                if (found.Count > 0 && found.Count + wanted.Length > Query.PerPage)
                {
                    return (found, TokenOf(source, after));
                }

                found.AddRange(wanted);
                after = row.Place;
            }

            rows += chunk.Count;
            (source, after) = chunk.Count < RowsAtOnce ? (source + 1, null) : (source, after);
            if (source < Sources.Length && (rows >= RowsMax || found.Count >= Query.PerPage))
            {
                return (found, TokenOf(source, after));
            }
        }

        return (found, null);
    }

    /// <summary>The records of events that are asked for by their ids, if they are of this kind; null when any are.</summary>
    public IReadOnlyList<Guid>? RecordsOf(params IReadOnlyList<OwnEventKind> kinds) =>
        EventIds is { } ids ? [.. ids.SelectMany(id => kinds.Select(kind => OwnEventId.RecordOf(kind, id)))] : null;

    /// <summary>
    /// The shipments of events that are asked for by their ids, if they are of this kind and a shipment has many; null when any are.
    /// </summary>
    public async Task<IReadOnlyList<Guid>?> OwnersOfAsync(OwnEventKind kind, CancellationToken ct)
    {
        if (EventIds is not { } ids)
        {
            return null;
        }

        var owners = new List<Guid>();
        foreach (var (first, last) in ids.Select(id => OwnEventId.OwnersOf(kind, id)))
        {
            owners.AddRange(await Db.Shipments.Where(shipment => shipment.ShipmentId >= first && shipment.ShipmentId <= last)
                .Select(shipment => shipment.ShipmentId).ToListAsync(ct));
        }

        return owners;
    }

    /// <summary>The shipments of some records with their lines; the caller must see them.</summary>
    public async Task<IReadOnlyDictionary<Guid, Shipment>> WithLinesAsync(IEnumerable<Guid> shipmentIds, CancellationToken ct)
    {
        Guid[] ids = [.. shipmentIds.Distinct()];
        return await Db.Shipments.AsNoTracking().Include(shipment => shipment.Lines).Where(shipment => ids.Contains(shipment.ShipmentId))
            .ToDictionaryAsync(shipment => shipment.ShipmentId, ct);
    }

    /// <summary>The lines of a shipment that the caller sees, by number.</summary>
    public IEnumerable<ShipmentLine> LinesOf(Shipment shipment) =>
        ShipmentViewers.LinesSeenBy(Caller, shipment).OrderBy(line => line.LineNumber);

    /// <summary>The papers of a shipment: its order and its despatch advice.</summary>
    public IReadOnlyList<TypedName> PapersOf(Shipment shipment) =>
    [
        new("po", Ids.Of(NamedKind.Order, shipment.OrderId)), new("desadv", Ids.Of(NamedKind.Consignment, shipment.ShipmentId)),
    ];

    /// <summary>Where a shipment goes.</summary>
    public string DestinationOf(Shipment shipment) => shipment.DockId is { } dock
        ? Ids.Of(NamedKind.Dock, dock)
        : Ids.OfRegion(shipment.DeliveryPath.RegionId);

    async Task<IReadOnlyList<Guid>> ShipmentsNamedAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var shipments = Ids.IdsOf(NamedKind.Shipment, names).Concat(Ids.IdsOf(NamedKind.Consignment, names));
        if (Ids.IdsOf(NamedKind.Order, names) is { Count: > 0 } orders)
        {
            shipments = shipments.Concat(await Db.Shipments.Where(shipment => orders.Contains(shipment.OrderId))
                .Select(shipment => shipment.ShipmentId).ToListAsync(ct));
        }

        if (Ids.IdsOf(NamedKind.Acceptance, names) is { Count: > 0 } acceptances)
        {
            shipments = shipments.Concat(await Db.Acceptances.Where(one => acceptances.Contains(one.AcceptanceId))
                .Select(one => one.ShipmentId).ToListAsync(ct));
        }

        if (Ids.IdsOf(NamedKind.Return, names) is { Count: > 0 } returns)
        {
            shipments = shipments.Concat(await Db.SeenReturns.Where(one => returns.Contains(one.ReturnId))
                .Select(one => one.ShipmentId).ToListAsync(ct));
        }

        return [.. shipments.Distinct()];
    }

    static string TokenOf(int source, EventPlace? after) => Cursor.Encode(
        source.ToString(CultureInfo.InvariantCulture),
        after is null ? "" : after.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        after is null ? "" : after.Id.ToString(),
        (after?.Number ?? 0).ToString(CultureInfo.InvariantCulture));

    static (int Source, EventPlace? After) PlaceOf(string? token)
    {
        if (Cursor.Decode(token, 4) is not [var source, var at, var id, var number])
        {
            return (0, null);
        }

        var index = Cursor.Number(source);
        return index >= 0 && index < Sources.Length
            ? ((int)index, at.Length == 0 ? null : new EventPlace(Cursor.Instant(at), Cursor.Id(id), (int)Math.Clamp(
                Cursor.Number(number), 0, int.MaxValue)))
            : throw Cursor.Invalid();
    }
}
