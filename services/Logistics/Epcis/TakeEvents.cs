using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis;

/// <summary>Keeps events that other parties say; nothing else follows from them (decision 96).</summary>
sealed class TakeEvents(LogisticsDb db, Caller caller, EpcisIds ids, TimeProvider clock)
{
    /// <summary>Adds events of a capture to what is to be saved: those that are sound and not known yet.</summary>
    /// <param name="capture">Which capture they are of.</param>
    /// <param name="submitted">The events, with or without faults.</param>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<TakenEvent>> AddAsync(Guid capture, IReadOnlyList<SubmittedEvent> submitted, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var sound = submitted.Select((one, position) => one.Faults.Count == 0 ? RowOf(capture, one, position, now) : null).ToArray();
        string[] eventIds = [.. sound.OfType<CapturedEvent>().Select(row => row.EventId).Distinct()];
        var org = caller.Org!.Value;
        var known = (await db.CapturedEvents.AsNoTracking().Where(row => row.CapturedBy == org && eventIds.Contains(row.EventId))
            .Select(row => new { row.EventId, row.IsErrorDeclaration, row.Digest }).ToListAsync(ct))
            .ToDictionary(row => (row.EventId, row.IsErrorDeclaration), row => row.Digest);
        var taken = new TakenEvent[submitted.Count];
        var news = new List<CapturedEvent>();
        for (var i = 0; i < submitted.Count; i++)
        {
            taken[i] = sound[i] is not { } row ? new TakenEvent(null, submitted[i].Faults)
                : !known.TryGetValue((row.EventId, row.IsErrorDeclaration), out var digest) ? new TakenEvent(row, [])
                : digest == row.Digest ? new TakenEvent(row, []) { IsKnown = true }
                : new TakenEvent(null, [Differs(submitted[i])]);
            if (taken[i] is { Row: { } added, IsKnown: false })
            {
                news.Add(added);
                known.Add((added.EventId, added.IsErrorDeclaration), added.Digest);
            }
        }

        await LinkAsync(news, ct);
        db.AddRange(news);
        return taken;
    }

    CapturedEvent RowOf(Guid capture, SubmittedEvent submitted, int position, DateTimeOffset now)
    {
        var facts = EventFacts.Of(submitted.Value);
        var digest = EventContent.Digest(submitted.Value, submitted.Context);
        var key = Guid.CreateVersion7(now);
        return new CapturedEvent
        {
            EventKey = key,
            CaptureId = capture,
            Position = position,
            CapturedBy = caller.Org!.Value,
            EventId = facts.EventId ?? MadeOf(digest),
            IsErrorDeclaration = facts.IsErrorDeclaration,
            EventTime = facts.EventTime,
            RecordedAt = now,
            Content = submitted.Value.GetRawText(),
            Context = submitted.Context.Count == 0 ? null : new JsonArray([.. submitted.Context.Select(part => Node(part))]).ToJsonString(),
            Digest = Convert.ToHexStringLower(digest),
            Names = [.. facts.Names.Select(name => new CapturedEventName { Value = name, EventKey = key })],
        };
    }

    /// <summary>
    /// Links events to those of our things that they name and their sender has to do with: nobody speaks of what is others'.
    /// </summary>
    async Task LinkAsync(List<CapturedEvent> news, CancellationToken ct)
    {
        string[] names = [.. news.SelectMany(row => row.Names).Select(name => name.Value).Distinct()];
        var shipmentsOf = await ShipmentsNamedAsync(names, ct);
        var handled = await db.HandledBy(caller, [.. shipmentsOf.SelectMany(named => named).Distinct()])
            .Select(shipment => shipment.ShipmentId).ToHashSetAsync(ct);
        var batches = await BatchesNamedAsync(names, ct);
        foreach (var row in news)
        {
            foreach (var shipmentId in row.Names.SelectMany(name => shipmentsOf[name.Value]).Distinct().Where(handled.Contains))
            {
                row.Shipments.Add(new CapturedEventShipment { ShipmentId = shipmentId, EventKey = row.EventKey });
            }

            foreach (var (batchId, isOwn) in row.Names.Where(name => batches.ContainsKey(name.Value)).Select(name => batches[name.Value]))
            {
                row.Batches.Add(new CapturedEventBatch { BatchId = batchId, EventKey = row.EventKey, IsBySupplier = isOwn });
            }
        }
    }

    /// <summary>The shipments behind names: of themselves, their orders and their acceptances.</summary>
    async Task<ILookup<string, Guid>> ShipmentsNamedAsync(string[] names, CancellationToken ct)
    {
        var orders = ids.IdsOf(NamedKind.Order, names);
        var ofOrders = orders.Count == 0 ? [] : await db.Shipments.IgnoreQueryFilters().Where(shipment => orders.Contains(shipment.OrderId))
            .Select(shipment => new { shipment.OrderId, shipment.ShipmentId }).ToListAsync(ct);
        var acceptances = ids.IdsOf(NamedKind.Acceptance, names);
        var ofAcceptances = acceptances.Count == 0 ? [] : await db.Acceptances.Where(one => acceptances.Contains(one.AcceptanceId))
            .Select(one => new { one.AcceptanceId, one.ShipmentId }).ToListAsync(ct);
        (string Name, Guid Id)[] named =
        [
            .. ids.IdsOf(NamedKind.Shipment, names).Select(id => (ids.Of(NamedKind.Shipment, id), id)),
            .. ids.IdsOf(NamedKind.Consignment, names).Select(id => (ids.Of(NamedKind.Consignment, id), id)),
            .. ofOrders.Select(pair => (ids.Of(NamedKind.Order, pair.OrderId), pair.ShipmentId)),
            .. ofAcceptances.Select(pair => (ids.Of(NamedKind.Acceptance, pair.AcceptanceId), pair.ShipmentId)),
        ];
        return named.ToLookup(pair => pair.Name, pair => pair.Id, StringComparer.Ordinal);
    }

    /// <summary>The batches behind names that the sender has to do with: its own, those it has goods of, and those it took in.</summary>
    async Task<Dictionary<string, (Guid Id, bool IsOwn)>> BatchesNamedAsync(string[] names, CancellationToken ct)
    {
        var named = ids.IdsOf(NamedKind.Batch, names);
        if (named.Count == 0)
        {
            return [];
        }

        var own = await db.SeenBatches.Where(batch => named.Contains(batch.BatchId)).Select(batch => batch.BatchId).ToListAsync(ct);
        var carried = await db.ShipmentBatches
            .Where(part => named.Contains(part.BatchId) && db.Shipments.Any(shipment => shipment.ShipmentId == part.ShipmentId))
            .Select(part => part.BatchId).Distinct().ToListAsync(ct);
        var takenIn = await db.Intakes.Where(intake => named.Contains(intake.BatchId))
            .Select(intake => intake.BatchId).Distinct().ToListAsync(ct);
        return own.Union(carried).Union(takenIn)
            .ToDictionary(id => ids.Of(NamedKind.Batch, id), id => (id, own.Contains(id)), StringComparer.Ordinal);
    }

    /// <summary>The id of an event that has none: the same for whoever says the same again.</summary>
    string MadeOf(byte[] digest)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{caller.Org} {Convert.ToHexStringLower(digest)}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return OwnEventId.Text(new Guid(hash, bigEndian: true));
    }

    static JsonNode? Node(JsonElement part) => JsonNode.Parse(part.GetRawText());

    static CheckFault Differs(SubmittedEvent submitted) => new(
        EventForms.At(submitted.Path, "eventID"), "event_differs",
        "您已以此 eventID 上传过内容不同的事件；更正时请先作错误声明（errorDeclaration），再上传新的事件。",
        "You have captured another event with this eventID; to correct it declare it in error (errorDeclaration) and capture a new one.");
}

/// <summary>What became of an event.</summary>
/// <param name="Row">As it is kept, or was known already; null when it was refused.</param>
/// <param name="Faults">Why it was refused; empty when it was not.</param>
sealed record TakenEvent(CapturedEvent? Row, IReadOnlyList<CheckFault> Faults)
{
    /// <summary>The same party has submitted the same before.</summary>
    public bool IsKnown { get; init; }
}
