using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>Hold checks (CR-14, CR-17): price ceiling, batch over-draw, suspicion. Keeps batch use and daily prices.</summary>
sealed class HoldChecks
{
    readonly RegistryFacts _registry;
    readonly CreditingDb _db;
    readonly Dictionary<Guid, BatchUsage> _batches;
    readonly Dictionary<Guid, List<PriceDay>> _prices;
    readonly ILookup<Guid, BenchmarkOverride> _overrides;
    readonly ILookup<Guid, SuspectParty> _suspects;
    readonly Dictionary<SaleLine, UnitPrice> _benchmarks = new(ReferenceEqualityComparer.Instance);

    HoldChecks(
        RegistryFacts registry,
        CreditingDb db,
        Dictionary<Guid, BatchUsage> batches,
        Dictionary<Guid, List<PriceDay>> prices,
        ILookup<Guid, BenchmarkOverride> overrides,
        ILookup<Guid, SuspectParty> suspects) =>
        (_registry, _db, _batches, _prices, _overrides, _suspects) = (registry, db, batches, prices, overrides, suspects);

    public static async Task<HoldChecks> ReadAsync(LedgerWriter ledger, IReadOnlyCollection<SaleLine> lines, CancellationToken ct) =>
        await ReadAsync(ledger.Db, (await ledger.RegistryAsync(ct)).Registry, ledger.Today, lines, ct);

    /// <summary>Reads batches, prices, benchmarks and suspicions, without taking the ledger.</summary>
    public static async Task<HoldChecks> ReadAsync(
        CreditingDb db, RegistryFacts registry, DateOnly today, IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
    {
        Guid[] batchIds = [.. lines.SelectMany(line => line.Batches).Select(batch => batch.BatchId).Distinct()];
        Guid[] productIds = [.. lines.Select(line => line.ProductId).Distinct()];
        Guid[] parties = [.. lines.SelectMany(line => (Guid[])[line.UnitId, line.SupplierId]).Distinct()];
        if (lines.Count == 0)
        {
            productIds = batchIds = parties = [];
        }

        var first = lines.Count == 0 ? today : lines.Min(line => line.RecognitionDate.AddDays(-registry.RuleSetOf(line).Parameters.BenchmarkDays));
        var last = lines.Count == 0 ? today : lines.Max(line => line.RecognitionDate);
        return new HoldChecks(
            registry,
            db,
            await db.BatchUsages.Where(batch => batchIds.Contains(batch.BatchId)).ToDictionaryAsync(batch => batch.BatchId, ct),
            (await db.PriceDays.Where(day => productIds.Contains(day.ProductId) && day.Day >= first && day.Day <= last).ToListAsync(ct))
                .GroupBy(day => day.ProductId).ToDictionary(group => group.Key, group => group.ToList()),
            (await db.BenchmarkOverrides.AsNoTracking().Where(one => productIds.Contains(one.ProductId)).ToListAsync(ct)).ToLookup(one => one.ProductId),
            (await db.SuspectParties.AsNoTracking().Where(one => parties.Contains(one.PartyId)).ToListAsync(ct)).ToLookup(one => one.PartyId));
    }

    /// <summary>What to hold the sale for, null when for nothing; and whether its goods were credited before.</summary>
    public (CreditReason? Suspicion, bool IsResale) Evaluate(SaleLine line)
    {
        if (line.Charge != ChargeKind.Goods || line.AmountFen <= 0)
        {
            return (null, false);
        }

        var isResale = IsResale(line);
        return (
            IsSuspect(line) ? CreditReason.Suspicion
            : !isResale && IsOverdrawn(line) ? CreditReason.BatchOverdraw
            : IsOverpriced(line) ? CreditReason.PriceAboveCeiling
            : null,
            isResale);
    }

    /// <summary>Adds the sale to the use of its batches and to the prices of its day.</summary>
    public void RecordSale(SaleLine line)
    {
        if (line.Charge != ChargeKind.Goods || line.AmountFen <= 0 || line.ShareNo != 1)
        {
            return;
        }

        var credited = line.IsCreditedByRegion;
        foreach (var (batch, quantity) in TakenFrom(line))
        {
            if (!_batches.TryGetValue(batch.BatchId, out var usage))
            {
                usage = new BatchUsage { BatchId = batch.BatchId };
                _batches[batch.BatchId] = usage;
                _db.Add(usage);
            }

            if (batch.Declared is { } declared && batch.SupplierId == line.SupplierId)
            {
                usage.Declare(Base(line, declared.Thousandths));
            }

            var taken = Base(line, quantity);
            usage.Add(batch.SupplierId is null || batch.SupplierId == line.SupplierId ? taken : 0, credited ? taken : 0);
        }

        AddPrice(line);
    }

    /// <summary>Corrects the use of the batches after the sale came to be credited by region, or ceased to be.</summary>
    public void Recount(SaleLine line, bool wasCredited)
    {
        if (line.ShareNo != 1 || line.IsCreditedByRegion == wasCredited)
        {
            return;
        }

        foreach (var (batch, quantity) in TakenFrom(line))
        {
            if (_batches.TryGetValue(batch.BatchId, out var usage))
            {
                usage.Add(0, wasCredited ? -Base(line, quantity) : Base(line, quantity));
            }
        }
    }

    /// <summary>Goods of a credited sale went back: so much of its batches may be credited again (CR-14).</summary>
    public void RecordReturn(SaleLine line, Quantity quantity)
    {
        if (line.ShareNo != 1 || !line.IsCreditedByRegion || line.Accepted == Quantity.Zero)
        {
            return;
        }

        foreach (var (batch, taken) in TakenFrom(line))
        {
            if (_batches.TryGetValue(batch.BatchId, out var usage))
            {
                var back = (long)((Int128)taken * quantity.Thousandths / line.Accepted.Thousandths);
                usage.Add(batch.SupplierId is null || batch.SupplierId == line.SupplierId ? -Base(line, back) : 0, -Base(line, back));
            }
        }
    }

    /// <summary>Opens the hold of a sale that is held.</summary>
    public void Hold(SaleLine line, LedgerWriter ledger)
    {
        if (line is { Status: SaleStatus.Held, HeldFor: { } reason })
        {
            _db.Add(HoldOf(line, reason, ledger.EventNo, ledger.Now, _benchmarks.TryGetValue(line, out var price) ? price : null));
        }
    }

    /// <summary>The hold of a sale.</summary>
    public static Hold HoldOf(SaleLine line, CreditReason reason, long eventNo, DateTimeOffset now, UnitPrice? benchmark) => new()
    {
        HoldId = StableIds.Of($"hold/{line.LineId}/{line.AcceptanceNo}/{line.ShareNo}/{eventNo}"),
        LineId = line.LineId,
        AcceptanceNo = line.AcceptanceNo,
        ShareNo = line.ShareNo,
        Reason = reason,
        ProductName = line.ProductName,
        UnitName = line.UnitName,
        SupplierName = line.SupplierName,
        UnitPath = line.UnitPath,
        OriginPath = line.OriginPath,
        AmountFen = line.NetFen,
        RecognitionDate = line.RecognitionDate,
        UnitPrice = line.UnitPrice,
        Benchmark = benchmark,
        HeldAt = now,
    };

    bool IsSuspect(SaleLine line) => _suspects[line.UnitId].Concat(_suspects[line.SupplierId])
        .Any(one => one.From <= line.RecognitionDate && (one.Until is null || line.RecognitionDate < one.Until));

    /// <summary>Sold by another than the supplier of the batch, whose goods were credited already: first recognised wins (CR-14).</summary>
    bool IsResale(SaleLine line) => TakenFrom(line).Any(one => one.Batch.SupplierId is { } origin && origin != line.SupplierId
        && (!_batches.TryGetValue(one.Batch.BatchId, out var usage) || usage.Credited + Base(line, one.Quantity) > usage.Sold));

    bool IsOverdrawn(SaleLine line) => TakenFrom(line).Any(one => one.Batch.Declared is { } declared
        && (_batches.GetValueOrDefault(one.Batch.BatchId)?.Credited ?? 0) + Base(line, one.Quantity) > Base(line, declared.Thousandths));

    bool IsOverpriced(SaleLine line)
    {
        var parameters = _registry.RuleSetOf(line).Parameters;
        if (BenchmarkPrice.On(
            line.RecognitionDate, parameters, _prices.GetValueOrDefault(line.ProductId) ?? [], _overrides[line.ProductId]) is not { } benchmark)
        {
            return false;
        }

        _benchmarks[line] = benchmark;
        return line.UnitPrice.Yuan > parameters.PriceCeilingRatio * benchmark.Yuan;
    }

    void AddPrice(SaleLine line)
    {
        if (line.Accepted <= line.Free || line.Status == SaleStatus.Held)
        {
            return;
        }

        if (!_prices.TryGetValue(line.ProductId, out var days))
        {
            days = [];
            _prices[line.ProductId] = days;
        }

        var day = days.Find(one => one.Day == line.RecognitionDate);
        if (day is null)
        {
            day = new PriceDay { ProductId = line.ProductId, Day = line.RecognitionDate };
            days.Add(day);
            _db.Add(day);
        }

        day.Add(line.GrossFen, line.Accepted - line.Free);
    }

    /// <summary>What was accepted, in the proportions in which the order took it from its batches, in thousandths of the trade unit.</summary>
    static IEnumerable<(BatchPart Batch, long Quantity)> TakenFrom(SaleLine line)
    {
        if (line.Batches.Count == 0 || line.Batches.All(batch => batch.Quantity == Quantity.Zero))
        {
            return [];
        }

        var parts = Splits.LargestRemainder(line.Accepted.Thousandths, [.. line.Batches.Select(batch => batch.Quantity.Thousandths)]);
        return line.Batches.Select((batch, i) => (batch, parts[i]));
    }

    static long Base(SaleLine line, long thousandths) => thousandths * (line.TradeUnitGrams ?? line.TradeUnitPieces ?? 1);
}
