using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>← DeliveryAccepted → SalesCredited. Credits each accepted line to the pairings it belongs to, or records why not (CR-01, CR-08).</summary>
public sealed partial class CreditSales(CreditingDb db, KnownPairings known, TimeProvider clock, ILogger<CreditSales> logger)
    : IHear<DeliveryAccepted>
{
    const int KeysAtOnce = 5_000;

    public async Task HearAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var pairings = await known.ReadAsync(db, ct);
        var recorded = await RecordedAsync(messages, ct);
        var units = await UnitsAsync(messages, ct);
        var now = clock.GetUtcNow();
        var lines = new List<SaleLine>();
        var entries = new List<CreditEntry>();
        foreach (var message in messages)
        {
            // The same acceptance under another message id finds its lines recorded.
            SaleLine[] news = [.. message.Lines.Where(line => recorded.Add((line.LineId, message.AcceptanceNo)))
                .Select(line => Record(message, line, units, now))];
            CreditEntry[] credits = [.. news.SelectMany(line => line.Decide(RuleBook.Credit(line, pairings))
                .Select(decision => CreditEntry.For(line, decision, PostingMonths.AllOpen, now)))];
            if (news.Length > 0)
            {
                db.Publish(Tell(message, credits), because: message);
            }

            lines.AddRange(news);
            entries.AddRange(credits);
        }

        await db.AppendAsync(lines, ct);
        await db.AppendAsync(entries, ct);
        await db.AddToSumsAsync(PairingMonth.Sums(entries), ct);
        Recorded(logger, lines.Count, entries.Count, messages.Count);
    }

    /// <summary>The sales among these that the ledger has already, by their key.</summary>
    async Task<HashSet<(Guid LineId, int AcceptanceNo)>> RecordedAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var recorded = new HashSet<(Guid, int)>();
        foreach (var ids in messages.SelectMany(message => message.Lines).Select(line => line.LineId).Distinct().Chunk(KeysAtOnce))
        {
            var keys = db.SaleLines.Where(line => ids.Contains(line.LineId)).Select(line => new { line.LineId, line.AcceptanceNo });
            await foreach (var key in keys.AsAsyncEnumerable().WithCancellation(ct))
            {
                recorded.Add((key.LineId, key.AcceptanceNo));
            }
        }

        return recorded;
    }

    Task<Dictionary<Guid, Unit>> UnitsAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Select(message => message.UnitId).Distinct()];
        return db.Units.AsNoTracking().Where(unit => ids.Contains(unit.UnitId)).ToDictionaryAsync(unit => unit.UnitId, ct);
    }

    static SaleLine Record(DeliveryAccepted message, DeliveryAccepted.Line line, Dictionary<Guid, Unit> units, DateTimeOffset now)
    {
        var day = BusinessDay.Of(message.AcceptedAt);
        if (!units.TryGetValue(message.UnitId, out var unit) || unit.PathOn(day) is not { } unitPath)
        {
            throw new MissingReferenceException(
                message, $"Purchasing unit {message.UnitId} ({message.UnitName}) is not known to have belonged to a region on {day:yyyy-MM-dd}.");
        }

        RefuseWrongAmount(message, line);
        var goods = line.Goods;
        return new SaleLine
        {
            LineId = line.LineId,
            AcceptanceNo = message.AcceptanceNo,
            OrderId = message.OrderId,
            OrderNumber = message.OrderNumber,
            LineNumber = line.LineNumber,
            ConfirmedAt = message.ConfirmedAt,
            UnitId = message.UnitId,
            UnitName = message.UnitName,
            UnitPath = unitPath.Value,
            IsUnitCentral = unit.IsCentral,
            IsUnitDesignated = unit.IsPairingDesignated,
            SupplierId = goods.SupplierId,
            SupplierName = goods.SupplierName,
            ProductId = goods.ProductId,
            ListingVersion = goods.ListingVersion,
            ProductName = goods.ProductName,
            Category = goods.Category,
            ProcessingLevel = goods.ProcessingLevel,
            OriginPath = goods.OriginPath.Value,
            OriginName = goods.OriginName,
            OriginProvince = goods.OriginPath.ProvinceId,
            RecognitionNumber = goods.Recognition?.Number,
            RecognitionFrom = goods.Recognition?.ValidFrom,
            RecognitionUntil = goods.Recognition?.ValidUntil,
            TradeUnit = goods.Unit.Name,
            TradeUnitGrams = goods.Unit.Grams,
            TradeUnitPieces = goods.Unit.Pieces,
            UnitPrice = goods.UnitPrice,
            Ordered = line.Ordered,
            Dispatched = line.Dispatched,
            Accepted = line.Accepted,
            Short = line.Short,
            Rejected = line.Rejected,
            RejectionReason = line.RejectionReason,
            AmountFen = line.AcceptedFen,
            AcceptanceId = message.AcceptanceId,
            AcceptedAt = message.AcceptedAt,
            AcceptedBy = message.AcceptedBy,
            RecognitionDate = day,
            ShipmentId = message.ShipmentId,
            Waybill = message.Waybill,
            DispatchedAt = message.DispatchedAt,
            DeliveredAt = message.DeliveredAt,
            DeliveryPath = message.DeliveryPath.Value,
            Batches = [.. line.Batches.Select(batch => new BatchPart(batch.BatchId, batch.Quantity))],
            RuleSetVersion = RuleBook.Version,
            RecordedAt = now,
        };
    }

    /// <summary>The amount is reckoned again: a figure that does not follow from quantity and price must not reach the ledger (CR-02, CR-03).</summary>
    static void RefuseWrongAmount(DeliveryAccepted message, DeliveryAccepted.Line line)
    {
        var amount = Money.Of(line.Accepted, line.Goods.UnitPrice);
        if (line.Accepted < Quantity.Zero || amount.Fen != line.AcceptedFen)
        {
            throw new InvalidOperationException(
                $"Acceptance {message.AcceptanceId} says {line.AcceptedFen} fen for line {line.LineId}, "
                + $"but {line.Accepted} times {line.Goods.UnitPrice} yuan are {amount.Fen} fen.");
        }
    }

    static SalesCredited Tell(DeliveryAccepted message, IEnumerable<CreditEntry> entries) => new()
    {
        AcceptanceId = message.AcceptanceId,
        OrderId = message.OrderId,
        UnitId = message.UnitId,
        RecognitionDate = BusinessDay.Of(message.AcceptedAt),
        Credits = [.. entries.Select(entry => new SalesCredited.Credit
        {
            LineId = entry.LineId,
            EntryId = entry.EntryId,
            Scheme = entry.Scheme,
            Tier = entry.Tier,
            PairingId = entry.PairingId,
            AmountFen = entry.AmountFen,
        })],
    };

    [LoggerMessage(LogLevel.Information, "Recorded {Lines} sale lines of {Acceptances} acceptances and posted {Entries} entries")]
    static partial void Recorded(ILogger logger, int lines, int entries, int acceptances);
}
